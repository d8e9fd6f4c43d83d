"""The commands, a file a subject; they put the parts together and are the only readers of the settings."""
