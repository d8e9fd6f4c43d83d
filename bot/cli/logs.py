"""The log: structlog to stderr, text or JSON, with every secret and webhook address hidden."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping, Sequence
from typing import Any

import structlog

WEBHOOK = re.compile(r"(https?://[^\s\"']*?/(?:webhooks|services)/)[^\s\"']+")
TOKEN = re.compile(r"\b(?:xox[abeprs]-|xapp-)[A-Za-z0-9-]+|\b[MNO][A-Za-z\d_-]{23,28}\.[A-Za-z\d_-]{6,7}\.[A-Za-z\d_-]{27,}")
QUIET = ("apscheduler", "httpx", "httpcore", "trafilatura", "htmldate", "charset_normalizer", "asyncio", "alembic")


def hidden(text: str, secrets: Sequence[str]) -> str:
    """The text with every known secret, anything shaped like a token and the tail of webhook addresses replaced."""
    for secret in secrets:
        text = text.replace(secret, "[secret]")
    return TOKEN.sub("[secret]", WEBHOOK.sub(r"\1[secret]", text))


def set_up(level: str, *, as_json: bool, secrets: Sequence[str]) -> None:
    """Sends our log and the libraries' to stderr in one form."""

    def hide(_: object, __: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
        return {key: hidden(value, secrets) if isinstance(value, str) else value for key, value in event.items()}

    shared: list[Any] = [
        structlog.contextvars.merge_contextvars,
        structlog.processors.add_log_level,
        structlog.processors.TimeStamper(fmt="iso", utc=True),
    ]
    last: Any = structlog.processors.JSONRenderer() if as_json else structlog.dev.ConsoleRenderer(colors=sys.stderr.isatty())
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelNamesMapping()[level.upper()]),
    )
    handler = logging.StreamHandler(sys.stderr)
    tail: list[Any] = [structlog.processors.format_exc_info, hide, last]
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared, processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *tail]
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level.upper())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)
