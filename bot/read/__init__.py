"""Pure: bytes -> stories. Feeds in every dialect, article pages, and what is told about both."""
