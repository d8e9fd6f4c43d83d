"""What a button or menu means, written into its custom_id: whatever it needs stands in the message, so it works after any restart."""

from __future__ import annotations

import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote, unquote

from handlers.commands import Asked

LIMIT = 100  # characters of a custom_id, and of a menu's value
MARK = "t1"  # ours, and how it is written
PACKED, BASE, BITS = "*", 0x4E00, 14  # 14 bits a character, in a stretch of assigned Chinese ones: nothing normalises them away
_KEPT = " :@!,./+-_()<>?'\""  # stays readable in an id
# Words that ids are full of: with them a long question still fits.
_COMMON = b"outlet newsrooms parties severity importance status type from to with in not and or query=event=page=text=actor=claims|search|"


class Does(StrEnum):
    """What pressing it does."""

    ASK = "a"  # asks, and answers with a new message
    PAGE = "p"  # asks, and changes the message it stands under
    FORM = "f"  # opens a form
    SHARE = "s"  # shows the message to everybody
    MUTE = "m"  # opens the menu of mutes
    WRONG = "w"  # opens the menu of what can be wrong


@dataclass(frozen=True, slots=True)
class Pressed:
    """What was pressed."""

    does: Does
    asks: Asked


def custom_id(does: Does, asks: Asked) -> str:
    """The id that says so, in at most 100 characters; "" where it cannot."""
    told = f"{_word(asks.noun)}|{_word(asks.verb)}|{worded(asks.options)}"
    plain = f"{MARK}{does.value}{told}"
    if len(plain) <= LIMIT and plain.isprintable() and max(plain) < "\uffff":
        return plain
    packed = f"{MARK}{does.value}{PACKED}{_packed(told)}"
    return packed if len(packed) <= LIMIT else ""


def pressed(held: str) -> Pressed | None:
    """What an id says; None where it is not one of ours."""
    if not held.startswith(MARK) or held[len(MARK) : len(MARK) + 1] not in set(Does):
        return None
    does, told = Does(held[len(MARK)]), held[len(MARK) + 1 :]
    try:
        noun, verb, rest = (_unpacked(told[1:]) if told.startswith(PACKED) else told).split("|", 2)
    except (ValueError, zlib.error):
        return None
    return Pressed(does, Asked(unquote(noun), unquote(verb), options(rest)))


def worded(options: Mapping[str, str]) -> str:
    """Options in one line."""
    return "|".join(f"{_word(name)}={_word(value)}" for name, value in options.items())


def options(told: str) -> Mapping[str, str]:
    """The options of such a line."""
    pairs = [part.partition("=") for part in told.split("|") if part]
    return {unquote(name): unquote(value) for name, _, value in pairs}


def _word(text: str) -> str:
    return "".join(letter if letter > "\x7f" else quote(letter, safe=_KEPT) for letter in text)


def _packed(text: str) -> str:
    packer = zlib.compressobj(9, wbits=-15, zdict=_COMMON)
    data = b"\x01" + packer.compress(text.encode("utf-8", "replace")) + packer.flush()
    number, size = int.from_bytes(data), (len(data) * 8 + BITS - 1) // BITS
    return "".join(chr(BASE + (number >> BITS * place & (1 << BITS) - 1)) for place in reversed(range(size)))


def _unpacked(text: str) -> str:
    number = 0
    for letter in text:
        digit = ord(letter) - BASE
        if not 0 <= digit < 1 << BITS:
            raise ValueError(text)
        number = number << BITS | digit
    data = number.to_bytes((number.bit_length() + 7) // 8)
    return zlib.decompressobj(wbits=-15, zdict=_COMMON).decompress(data[1:], 10_000).decode()
