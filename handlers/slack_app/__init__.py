"""Slack: alerts out as Block Kit messages, and the Socket Mode connection, through slack-sdk and slack-bolt."""

from handlers.slack_app.outlet import SlackOutlet

__all__ = ["SlackOutlet"]
