"""What went wrong at Slack, in our words: try later, never, or look first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import MappingProxyType

import aiohttp
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_slack_response import AsyncSlackResponse

from bot.errors import Closed, InDoubt, Later, Never

TOKEN_WAIT = 300.0  # seconds: a refused token needs a person

CLOSED: Mapping[str, str] = MappingProxyType(
    {
        "channel_not_found": "the channel is not there, or private without the bot in it: /invite the bot, or correct its id",
        "not_in_channel": "the bot is not in the channel: /invite it",
        "is_archived": "the channel is archived",
        "restricted_action": "an admin does not let the bot post there",
        "restricted_action_read_only_channel": "only some may post in the channel, the bot is not among them",
    }
)
TOKEN = frozenset(
    {"invalid_auth", "not_authed", "account_inactive", "token_revoked", "token_expired", "org_login_required", "ekm_access_denied"}
)
LIMITED = frozenset({"ratelimited", "rate_limited", "message_limit_exceeded", "accesslimited"})
UNSURE = frozenset({"internal_error", "fatal_error", "service_unavailable", "request_timeout"})  # Slack: part of it may have happened


@contextmanager
def translated() -> Iterator[None]:
    """Turns what slack-sdk and aiohttp raise into Later, Never, Closed or InDoubt."""
    try:
        yield
    except SlackApiError as fault:
        raise _of_answer(fault) from fault
    except aiohttp.ClientConnectorError as fault:
        raise Later("Slack cannot be reached") from fault
    except (OSError, aiohttp.ClientError, TimeoutError, SlackClientError) as fault:
        raise InDoubt(f"no answer from Slack ({type(fault).__name__})") from fault


def error_of(fault: SlackApiError) -> str:
    """Slack's word for what went wrong, or "" (a proxy's error page has none)."""
    return _said(fault, "error")


def _said(fault: SlackApiError, name: str) -> str:
    body = fault.response.data if isinstance(fault.response, AsyncSlackResponse) else fault.response
    found = body.get(name) if isinstance(body, dict) else ""
    return found if isinstance(found, str) else ""


def _of_answer(fault: SlackApiError) -> Exception:
    word, status = error_of(fault), getattr(fault.response, "status_code", 0)
    if word in CLOSED:
        return Closed(CLOSED[word])
    if word in TOKEN:
        return Later(f"Slack refuses SLACK_BOT_TOKEN ({word}): install the app again and set the new token", TOKEN_WAIT)
    if word == "missing_scope":
        return Never(f"the Slack app lacks the scope {_said(fault, 'needed') or '?'}: add it and install the app again")
    if word in LIMITED or status == 429:
        return Later("Slack asks us to wait", _asked(fault))
    if word in UNSURE or status >= 500 or not word:
        return InDoubt(f"Slack answered {word or status}")
    return Never(f"Slack answered {word}")


def _asked(fault: SlackApiError) -> float | None:
    headers = {name.lower(): value for name, value in dict(getattr(fault.response, "headers", {})).items()}
    said = str(headers.get("retry-after", ""))
    return float(said) if said.isdigit() else None
