"""Web pages that come where something else was asked for, bot checks among them."""

from __future__ import annotations

import re

PAGE = re.compile(r"\s*(?:<!--.{0,2000}?-->\s*)*<(?:!doctype\s+html|html[\s>]|head[\s>]|body[\s>]|script[\s>])", re.IGNORECASE | re.DOTALL)
CHALLENGE = re.compile(
    r"just a moment|cf-chl|cf_chl|challenge-platform|captcha|incapsula|_incap_|access denied|are you (?:a )?(?:human|robot)|"
    r"enable javascript and cookies|checking your browser|ddos.guard|datadome|perimeterx|request unsuccessful|sucuri|akamai",
    re.IGNORECASE,
)
HEAD = 20_000


def is_page(text: str) -> bool:
    """Whether a text is an HTML page."""
    return PAGE.match(text[:4000]) is not None


def is_challenge(text: str) -> bool:
    """Whether a page is a bot check or a flat refusal."""
    return CHALLENGE.search(text[:HEAD]) is not None
