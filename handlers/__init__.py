"""What wakes us: one file or folder a caller (Discord, Slack, the clock, HTTP, the console)."""
