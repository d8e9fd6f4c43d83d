"""Who supplies whom with what: givers left, takers right, a band between them as broad as the events are many."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.patches import PathPatch, Rectangle
from matplotlib.path import Path

from bot.chart.legend import head, legend, rows, swatch, titled
from bot.chart.sheet import BODY, MARGIN, SMALL, Plan, Sheet, width_of, wrapped
from bot.chart.styles import STYLES
from bot.chart.words import Counts, Edge, Look, Supply
from bot.model import Status

SHOWN = 12  # bands; the busiest ones
THIN, BROAD = 24.0, 60.0  # a band must hold its words
APART = 14.0  # between two parties
SIDE, WIDEST = 0.24, 190.0  # of the width, for the names of each side; not more than so many pixels
SLIP = 16.0  # pixels a line of a band's words
NODE = 5.0


@dataclass(frozen=True, slots=True)
class Band:
    """An edge with its two places: the middle of its end at the giver's and at the taker's, and its breadth."""

    edge: Edge
    left: float
    right: float
    broad: float
    told: list[str]


def plan(chart: Supply, look: Look) -> Plan | None:
    """How a supply graph is drawn; None where nobody supplies anybody."""
    edges = sorted((edge for edge in chart.edges if edge.total), key=lambda edge: (-edge.total, edge.giver, edge.taker))
    if not edges:
        return None
    shown = edges[:SHOWN]
    title, key = head(look, chart.title), rows(look, (status for edge in shown for status, count in edge.counts if count))
    told = {
        id(edge): wrapped(f"{edge.total} · {edge.what}", look.width - 2 * _side(look.width) - 2 * MARGIN - 30, SMALL, 2) for edge in shown
    }
    breadths = {id(edge): max(_broad(edge, shown[0].total), SLIP * len(told[id(edge)]) + 6) for edge in shown}
    givers, takers = _places(shown, "giver", breadths), _places(shown, "taker", breadths)
    deep = max(_end(givers), _end(takers))
    foot = 22.0 if len(edges) > SHOWN else 4.0

    def paint(sheet: Sheet) -> None:
        y = legend(sheet, titled(sheet, title), key, swatch) + 4
        _draw(sheet, _bands(shown, givers, takers, breadths, told, y), givers, takers, y)
        if len(edges) > SHOWN:
            sheet.text(MARGIN, y + deep + 11, f"and {len(edges) - SHOWN} more pairs", SMALL, colour=sheet.paper.faint)

    height = MARGIN + len(title) * 20 + 4 + len(key) * 20 + 8 + deep + foot + MARGIN / 2
    return Plan(height, words(chart.title, edges), paint)


def _side(width: float) -> float:
    return min(width * SIDE, WIDEST)


def _broad(edge: Edge, most: int) -> float:
    return THIN + (BROAD - THIN) * (edge.total - 1) / max(most - 1, 8)


Places = dict[str, tuple[float, float, list[Edge]]]  # a party's top, bottom and edges


def _places(edges: Sequence[Edge], side: str, breadths: Mapping[int, float]) -> Places:
    """The parties of one side from the top down, the busiest first."""
    y = 0.0
    held: dict[str, list[Edge]] = {}
    for edge in edges:
        held.setdefault(getattr(edge, side), []).append(edge)
    found: Places = {}
    for party, own in sorted(held.items(), key=lambda one: (-sum(edge.total for edge in one[1]), one[0])):
        deep = sum(breadths[id(edge)] + 3 for edge in own)
        found[party] = (y, y + deep, own)
        y += deep + APART
    return found


def _end(places: Places) -> float:
    return max(bottom for _, bottom, _ in places.values())


def _draw(sheet: Sheet, bands: Sequence[Band], givers: Places, takers: Places, top: float) -> None:
    side = _side(sheet.width)
    left, right = MARGIN + side, sheet.width - MARGIN - side
    for band in bands:
        _band(sheet, band, left + NODE, right - NODE)
    for band in bands:
        _say(sheet, band, left + NODE)
    for places, x, align in ((givers, left, "right"), (takers, right, "left")):
        for party, (start, end, _) in places.items():
            sheet.box(x if align == "right" else x - NODE, top + start, NODE, end - start - 3, sheet.paper.ink)
            _name(sheet, party, x - 6 if align == "right" else x + 6, top + (start + end) / 2, side - 6, align)


def _name(sheet: Sheet, party: str, x: float, y: float, room: float, align: str) -> None:
    lines = wrapped(party, room, BODY, 2, bold=True)
    for number, line in enumerate(lines):
        sheet.text(x, y + (number - (len(lines) - 1) / 2) * 16, line, BODY, bold=True, align=align)


def _bands(
    edges: Sequence[Edge], givers: Places, takers: Places, breadths: Mapping[int, float], told: Mapping[int, list[str]], top: float
) -> list[Band]:
    left, right = _ends(givers, takers, "taker", breadths), _ends(takers, givers, "giver", breadths)
    return [Band(edge, top + left[id(edge)], top + right[id(edge)], breadths[id(edge)], told[id(edge)]) for edge in edges]


def _ends(side: Places, other: Places, far: str, breadths: Mapping[int, float]) -> dict[int, float]:
    """Where each edge meets its party on one side; edges lie in the order of their other ends, so that few cross."""
    found: dict[int, float] = {}
    for start, _, own in side.values():
        y = start
        for edge in sorted(own, key=lambda one: other[getattr(one, far)][0]):
            found[id(edge)] = y + breadths[id(edge)] / 2
            y += breadths[id(edge)] + 3
    return found


def _band(sheet: Sheet, band: Band, left: float, right: float) -> None:
    """The band in one piece a status."""
    offset = -band.broad / 2
    counts = dict(band.edge.counts)
    for status in STYLES:
        part = counts.get(status, 0) / band.edge.total * band.broad
        if part:
            sheet.inked(PathPatch(_ribbon(left, right, band.left + offset, band.right + offset, part)), status)
            offset += part


def _ribbon(left: float, right: float, start: float, end: float, broad: float) -> Path:
    half = (left + right) / 2
    there = [(left, start), (half, start), (half, end), (right, end)]
    back = [(right, end + broad), (half, end + broad), (half, start + broad), (left, start + broad)]
    codes = [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.LINETO, Path.CURVE4, Path.CURVE4, Path.CURVE4, Path.CLOSEPOLY]
    return Path([*there, *back, there[0]], codes)


def _say(sheet: Sheet, band: Band, left: float) -> None:
    """Count and things on a slip of paper near the giver, so that they read over any hatch."""
    width, height = max(width_of(line, SMALL) for line in band.told) + 8, SLIP * len(band.told) + 2
    paper, rule = sheet.paper.ground, sheet.paper.rule
    sheet.add(Rectangle((left + 5, band.left - height / 2), width, height, facecolor=paper, edgecolor=rule, linewidth=0.6, zorder=4))
    for number, line in enumerate(band.told):
        sheet.text(left + 9, band.left + (number - (len(band.told) - 1) / 2) * SLIP, line, SMALL)


def words(title: str, edges: Sequence[Edge]) -> str:
    """The graph for who cannot see it, an edge a sentence."""
    return " ".join(_told(title, edges))


def _told(title: str, edges: Sequence[Edge]) -> Iterator[str]:
    yield f"Supply graph, {title}: {len(edges)} pair{'' if len(edges) == 1 else 's'}."
    for edge in edges[:SHOWN]:
        latest = f", latest {edge.latest:%-d %B %Y}" if edge.latest else ""
        many = f"{edge.total} event{'' if edge.total == 1 else 's'} ({_split(edge.counts)})"
        yield f"{edge.giver} to {edge.taker}, {edge.what}: {many}{latest}."


def _split(counts: Counts) -> str:
    told: dict[Status, int] = dict(counts)
    return ", ".join(f"{told[status]} {style.word}" for status, style in STYLES.items() if told.get(status))
