"""How grave an event is: points added up from an operator's table, in four steps, each point explained."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.errors import BadInput
from bot.model import Event, Severity, kind_word
from bot.watch.tree import SAID

STEPS = (Severity.SEVERE, Severity.HIGH, Severity.MEDIUM)
POINTS = ("type", "status", "importance", "background", "thing", "who")
BOUNDS = ("killed", "count", "parties")
Bounds = tuple[tuple[float, int], ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """Points by slot and value, points by least number, and the least sum of each step."""

    points: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    bounds: Mapping[str, Bounds] = field(default_factory=dict)
    steps: Mapping[Severity, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rating:
    """A step, its sum, and what was added up: "strike +3"."""

    severity: Severity
    sum: int
    why: tuple[str, ...]


def scale_of(table: Mapping[str, Any]) -> Scale:
    """The scale a table tells; BadInput names the part that is wrong."""
    steps = {step: _whole(table.get("steps", {}), "steps", step.value) for step in STEPS}
    if not steps[Severity.MEDIUM] < steps[Severity.HIGH] < steps[Severity.SEVERE]:
        raise BadInput("severity.toml: [steps] must rise: medium, high, severe")
    if unknown := sorted(set(table) - {"version", "steps", *POINTS, *BOUNDS}):
        raise BadInput(f"severity.toml: [{unknown[0]}] is no part of it; there are {', '.join((*POINTS, *BOUNDS))}")
    points = {part: {name: _whole(table[part], part, name) for name in table.get(part, {})} for part in POINTS}
    return Scale(points, {part: _bounds(table, part) for part in BOUNDS}, steps)


def _whole(table: Mapping[str, Any], part: str, name: str) -> int:
    value = table.get(name)
    if not isinstance(value, int):
        raise BadInput(f"severity.toml: [{part}] {name} must be a whole number")
    return value


def _bounds(table: Mapping[str, Any], part: str) -> Bounds:
    try:
        return tuple(sorted(((float(least), int(points)) for least, points in table.get(part, {}).get("least", ())), reverse=True))
    except (TypeError, ValueError, AttributeError):
        raise BadInput(f"severity.toml: [{part}] least must be a list of [number, points]") from None


def rating_of(event: Event, scale: Scale, named: Callable[[str], str] = str) -> Rating:
    """How grave an event is, and why; `named`: what a reader calls a party by its id."""
    told = [(what, points) for what, points in _told(event, scale, named) if points]
    total = sum(points for _, points in told)
    step = next((step for step in STEPS if step in scale.steps and total >= scale.steps[step]), Severity.LOW)
    return Rating(step, total, tuple(f"{what} {points:+}" for what, points in told))


def _told(event: Event, scale: Scale, named: Callable[[str], str]) -> Iterator[tuple[str, int]]:
    claim = event.claim
    values = {
        "type": (event.type.value,),
        "status": (event.status.value,),
        "importance": (str(claim.importance),),
        "background": ("true",) if claim.background else (),
        "thing": _distinct(item.category.value for item in claim.item),
        "who": _distinct((*claim.actor, *claim.target)),
    }
    for part, held in values.items():
        table = scale.points.get(part, {})
        kind = kind_word(event.type, claim.reversal) if part == "type" else ""
        yield from ((kind or _word(part, value, named), table[value]) for value in held if value in table)
    yield _bounded("killed", (claim.casualties.killed_min or 0) if claim.casualties else 0, scale)
    yield _bounded("count", max((item.quantity.min or 0 for item in claim.item if item.quantity), default=0), scale)
    yield _bounded("parties", event.parties, scale)


def _word(part: str, value: str, named: Callable[[str], str]) -> str:
    """What a point is for, in readers' words: "reported", "ballistic missile", "importance 3", "NATO"."""
    if part == "who":
        return named(value)
    if part == "background":
        return part
    return f"{part} {value}" if part == "importance" else SAID.get(value, value).replace("_", " ")


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))


def _bounded(part: str, number: float, scale: Scale) -> tuple[str, int]:
    least, points = next(((least, points) for least, points in scale.bounds.get(part, ()) if number >= least), (0.0, 0))
    return f"{part} >= {least:g}", points
