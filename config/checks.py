"""What the words of a setting look like, and what to write where they do not."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from ipaddress import ip_address
from types import MappingProxyType
from urllib.parse import urlsplit

SHAPES: Mapping[str, tuple[re.Pattern[str], str]] = MappingProxyType(
    {
        "discord_channels": (re.compile(r"\d+"), "is no channel id: right-click the channel, Copy Channel ID (Developer Mode)"),
        "slack_channels": (re.compile("[CGD][A-Z0-9]*"), "is no channel id: open the channel's details and copy the id at the bottom (C…)"),
        "slack_managers": (re.compile(r"\*|[UW][A-Z0-9]*"), "is no person's id: open the profile, ⋮, Copy member ID (U…); * is everybody"),
        "owner": (
            re.compile(r"discord:\d+|slack:[CGDUW][A-Z0-9]*"),
            "is no destination: write discord:ID or slack:ID, with the channel's id and not its name",
        ),
        "publish": (re.compile("everything|(?:event|watch):.+"), "is nothing to publish: write event:ID, watch:ID or everything"),
    }
)
HOST = re.compile("[a-z0-9](?:[a-z0-9._-]*[a-z0-9])?")
PLAINLY = {
    "bool_parsing": "write true or false",
    "float_parsing": "write a number",
    "int_parsing": "write a whole number",
    "int_from_float": "write a whole number",
    "greater_than_equal": "write {ge:,.0f} or more",
    "less_than_equal": "write {le:,.0f} or less",
}
SHOWN = 80  # characters of a word that is wrong


def plainly(error: object) -> str:
    """An error of pydantic's in one line: the setting, and what to write there."""
    fields = error if isinstance(error, dict) else {}
    name = ".".join(str(part) for part in fields.get("loc", ()))
    told = PLAINLY.get(str(fields.get("type")), "").format(**fields.get("ctx", {}))
    return f"{name}: {told or str(fields.get('msg', '')).removeprefix('Value error, ')}"


def shaped(name: str, words: Iterable[str]) -> None:
    """ValueError where a word is none of its setting's."""
    shape, told = SHAPES[name]
    for word in words:
        if not shape.fullmatch(word):
            raise ValueError(f"{word[:SHOWN]!r} {told}")


def place_of(word: str) -> str:
    """A host:port pair as the guard of the web has it: small letters, no brackets; ValueError where it is none."""
    host, _, port = word.lower().rpartition(":")
    bare = host[1:-1] if host.startswith("[") and host.endswith("]") else host
    if not (HOST.fullmatch(host) or _is_v6(bare)) or not port.isascii() or not port.isdigit() or not 0 < int(port) < 2**16:
        raise ValueError(f"{word[:SHOWN]!r} is no host and port: write host:port, such as nas.local:8080 or [::1]:8080")
    return f"{bare}:{int(port)}"


def _is_v6(host: str) -> bool:
    try:
        return ip_address(host).version == 6
    except ValueError:
        return False


def whole_address(value: str) -> str:
    """An address under which others reach us; ValueError where it is only a part of one."""
    try:
        parts = urlsplit(value)
    except ValueError:
        parts = urlsplit("")
    if value and not (parts.scheme in {"http", "https"} and parts.hostname and not parts.query and not parts.fragment):
        raise ValueError(f"{value[:SHOWN]!r} is no whole address: write https://HOST, as others reach it")
    return value
