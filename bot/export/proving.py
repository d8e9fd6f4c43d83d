"""Whether a pack is what was sealed, and whether these rules make the same of its reports. Needs nothing but the pack."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from pydantic import ValidationError

from bot.errors import BadInput
from bot.export.mending import Byte, broken, damaged, joined
from bot.export.pack import FORMAT, REPORT, derived, seal_of, short
from bot.export.replaying import replayed, rules
from bot.model import Report

FOLLOWS = ("decision", "event")  # the kinds of line that the rules make again


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, in a line for people; `line` counts from 1, `byte` is its place in the file, 0 where not known."""

    text: str
    line: int = 0
    byte: int = 0


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a pack's checks: it holds where nothing was found."""

    seal: str
    head: Mapping[str, Any]
    findings: tuple[Finding, ...]
    same_rules: bool = True
    stories: tuple[Mapping[str, Any], ...] = ()
    reports: tuple[Report, ...] = field(default=(), repr=False)

    @property
    def holds(self) -> bool:
        """Whether it is what was sealed and replays to the same bytes."""
        return not self.findings


def verdict_of(pack: bytes) -> Verdict:
    """The verdict on a pack; BadInput where the file is no pack at all."""
    lines = pack.split(b"\n")
    if len(lines) < 3 or not (b"tocsin-pack" in lines[0] or b'{"lines":' in lines[-2] or b'"seal"' in lines[-2]):
        raise BadInput("that file is no pack: make one with `python -m bot export --pack EVENT`")
    found = tuple(_unsealed(pack))
    rows = [_row(line) for line in pack.split(b"\n")[:-2]]
    head: dict[str, Any] = next((row["pack"] for row in rows if isinstance(row.get("pack"), dict)), {})
    if found:
        return Verdict("", head, found)
    if head.get("format") != FORMAT:
        raise BadInput(f"this pack has the format {head.get('format')!r}; this tool reads {FORMAT}")
    reports = tuple(_report(row["report"]) for row in rows if "report" in row)
    same = head.get("rules") == rules()
    stories = tuple(row["story"] for row in rows if "story" in row)
    return Verdict(_seal(pack), head, tuple(_replays(lines, rows, reports, same=same)), same, stories, reports)


def _seal(pack: bytes) -> str:
    return sha256(_body(pack)).hexdigest()


def _body(pack: bytes) -> bytes:
    return pack[: pack.rstrip(b"\n").rfind(b"\n") + 1]


def _row(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError:
        return {}
    return row if isinstance(row, dict) else {}


def _report(row: object) -> Report:
    try:
        return REPORT.validate_python(row)
    except ValidationError:
        raise BadInput("a report of this pack has fields that this tool does not know: it was made by another version") from None


def _unsealed(pack: bytes) -> Iterator[Finding]:
    """What is not as it was sealed."""
    body = _body(pack)
    last, should = pack[len(body) :], seal_of(body)
    if last == should:
        return
    told = _row(last)
    sealed = told.get("lines")
    glued = last.rfind(b'{"lines":')
    if glued > 0:
        byte = Byte(glued - 1, last[glued - 1], ord("\n"))
        yield _named(body.count(b"\n") + 1, "the break before the seal", byte, len(body))
        return
    if told.get("seal") == sha256(body).hexdigest() or not isinstance(sealed, list) or _near(last, should):
        yield _in_seal(last, should, body)
        return
    yield from _in_lines(body, [str(one) for one in sealed])


def _near(last: bytes, should: bytes) -> bool:
    """Whether the seal itself was changed in one byte."""
    return len(last) == len(should) and sum(a != b for a, b in zip(last, should, strict=True)) == 1


def _in_seal(last: bytes, should: bytes, body: bytes) -> Finding:
    number = body.count(b"\n") + 1
    if _near(last, should):
        place = next(place for place, (a, b) in enumerate(zip(last, should, strict=True)) if a != b)
        return _named(number, "the seal", Byte(place, last[place], should[place]), len(body))
    return Finding(f"line {number}: the seal is not that of the lines above it", number)


def _in_lines(body: bytes, sealed: Sequence[str]) -> Iterator[Finding]:
    lines, start, extra = body.split(b"\n")[:-1], 0, len(body.split(b"\n")) - 1 - len(sealed)
    for number, line in enumerate(lines, 1):
        if number > len(sealed):
            yield Finding(f"line {number}: added after sealing", number, start)
            return
        if short(line) != sealed[number - 1]:
            yield _in_line(lines, number, sealed, start, extra)
            if extra:
                return  # what follows is shifted
        start += len(line) + 1
    if gone := max(len(sealed) - len(lines), 0):
        yield Finding(f"line {len(lines) + 1}: {gone} line{' was' if gone == 1 else 's were'} taken away", len(lines) + 1, start)


def _in_line(lines: Sequence[bytes], number: int, sealed: Sequence[str], start: int, extra: int) -> Finding:
    line, hashed = lines[number - 1], sealed[number - 1]
    byte: Byte | None = None
    if extra == 1 and number < len(lines):
        byte = broken(line, lines[number], hashed)
    elif extra == -1 and number < len(sealed):
        byte = joined(line, hashed, sealed[number])
    return _named(number, _name(line), byte or (None if extra else damaged(line, hashed)), start)


def _named(number: int, name: str, byte: Byte | None, start: int) -> Finding:
    if byte is None:
        return Finding(f"line {number} ({name}): not what was sealed, in more than one byte", number, start)
    place = start + byte.place
    return Finding(
        f"line {number} ({name}), byte {place} of the file: {_shown(byte.is_now)} stands where {_shown(byte.was)} was sealed", number, place
    )


def _shown(byte: int) -> str:
    return f"'{chr(byte)}'" if 0x20 < byte < 0x7F else f"0x{byte:02x}"


def _name(line: bytes) -> str:
    """What a line tells of: "report 5f2…"."""
    row = _row(line)
    kind = next(iter(row), "") or line[2:40].split(b'"')[0].decode("ascii", "replace")
    told = row.get(kind)
    key = str(told.get("id") or told.get("report") or "") if isinstance(told, dict) else ""
    return f"{kind} {key}".strip() or "no JSON"


def _replays(lines: Sequence[bytes], rows: Sequence[Mapping[str, Any]], reports: Sequence[Report], *, same: bool) -> Iterator[Finding]:
    """Where the rules make other decisions or events than those in the pack."""
    made = [line.rstrip("\n").encode() for line in derived(replayed(reports))]
    there = [(number, lines[number - 1]) for number, row in enumerate(rows, 1) if any(kind in row for kind in FOLLOWS)]
    for (number, line), again in zip(there, made, strict=False):
        if line != again:
            yield Finding(f"line {number} ({_name(line)}): these rules decide otherwise{'' if same else ': they are others'}", number)
            return
    if len(there) != len(made):
        yield Finding(f"these rules make {len(made)} decisions and events of the reports; the pack holds {len(there)}")
