"""The demonstration: stories of our own, served as live feeds on loopback in three releases."""
