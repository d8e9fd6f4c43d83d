"""Slack: alerts out as Block Kit messages, people answered in channels, modals and App Home, through slack-sdk and slack-bolt."""

from handlers.slack_app.installs import OAuth
from handlers.slack_app.outlet import SlackOutlet

__all__ = ["OAuth", "SlackOutlet"]
