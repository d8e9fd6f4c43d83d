"""What happened where: a map of as much of the world as it takes, each place numbered and told below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import cos, radians

import numpy as np
from matplotlib.collections import LineCollection, PolyCollection
from matplotlib.patches import Rectangle

from bot.chart.coast import Shape, world
from bot.chart.labels import Box, around, beside, over
from bot.chart.legend import head, hollow, legend, noted, rows, shape, titled
from bot.chart.sheet import BODY, MARGIN, SMALL, Plan, Sheet, wrapped
from bot.chart.styles import STYLES
from bot.chart.words import Launches, Look, Name, Spot

SHOWN = 12  # places in words; a wide picture has two columns
WIDE = 800
ROW = 19.0
LEAST = 9.0  # degrees that a map shows at the least, so that a reader knows where it is
AROUND = 0.22  # of the span, on each side
TALLEST, FLATTEST = 0.95, 0.45  # height of the map to its width; a wide one is flat
SPECK = 2.0  # an outline of fewer pixels is left out
TOWNS, TOWN = 4, 10.0  # towns that tell a reader where it is, and the size of their letters
NEAR = 15.0  # pixels between a number and its mark, and between two numbers
AWAY = ((0, -1), (1, 0), (-1, 0), (0, 1), (1, -1), (-1, -1), (1, 1), (-1, 1), (0, -2), (2, 0), (-2, 0), (0, 2), (2, -2), (-2, -2))


@dataclass(frozen=True, slots=True)
class Window:
    """A part of the world on a box of the sheet. Longitudes count on from `west`, over the date line too."""

    west: float
    south: float
    across: float
    up: float
    x: float
    y: float
    width: float
    height: float

    def at(self, latitude: float, longitude: float) -> tuple[float, float]:
        """Where a place lies on the sheet."""
        east = (longitude - self.west) % 360
        return self.x + east / self.across * self.width, self.y + (1 - (latitude - self.south) / self.up) * self.height


def plan(chart: Launches, look: Look) -> Plan | None:
    """How a map is drawn; None where nothing can be placed."""
    if not chart.spots:
        return None
    spots = sorted(chart.spots, key=lambda spot: (spot.day, spot.label), reverse=True)
    columns = 2 if look.width >= WIDE else 1
    told = spots[: SHOWN * columns]
    title, key = head(look, chart.title), rows(look, (spot.status for spot in spots))
    note = hollow(look, (spot.undone for spot in spots))
    window = _window(spots, look.width - 2 * MARGIN)
    lines = [wrapped(_line(spot), (look.width - MARGIN * (columns + 1)) / columns - 38, BODY) for spot in told]
    half = -(-len(told) // columns)
    listed = ROW * max(sum(map(len, lines[:half])), sum(map(len, lines[half:])))
    foot = 20.0 if len(spots) > len(told) else 0.0

    def paint(sheet: Sheet) -> None:
        y = noted(sheet, legend(sheet, titled(sheet, title), key, shape), note) + 4
        here = replace(window, x=MARGIN, y=y)
        _ground(sheet, here)
        taken = _spots(sheet, here, spots, len(told))
        if any(spot.place for spot in spots):
            _named(sheet, here, told, chart.names, taken)
        y += window.height + 12
        _list(sheet, told, lines, half, y)
        if foot:
            sheet.text(MARGIN, y + listed + 9, f"and {len(spots) - len(told)} earlier", SMALL, colour=sheet.paper.faint)

    height = MARGIN + len(title) * 20 + 4 + (len(key) + len(note)) * 20 + 8 + window.height + 12 + listed + foot + MARGIN / 2
    return Plan(height, words(chart.title, spots), paint)


def _window(spots: Sequence[Spot], width: float) -> Window:
    """The part of the world that holds all spots with some around, its middle latitude drawn true."""
    south, north = min(spot.latitude for spot in spots), max(spot.latitude for spot in spots)
    west, across = _gap(sorted(spot.longitude % 360 for spot in spots))
    middle, half = (south + north) / 2, across / 2
    true = max(cos(radians(min(abs(middle), 75.0))), 0.26)
    up = max((north - south) * (1 + 2 * AROUND), LEAST)
    wide = max(across * (1 + 2 * AROUND), LEAST / true, up / true / (FLATTEST if width > WIDE else TALLEST))
    wide = min(wide, 360.0)
    up = min(max(up, wide * true * FLATTEST), 170.0)
    low = min(max(middle - up / 2, -85.0), 85.0 - up)
    return Window(west + half - wide / 2, low, wide, up, 0, 0, width, width * up / (wide * true))


def _gap(longitudes: Sequence[float]) -> tuple[float, float]:
    """Where the spots begin going east, and how far they reach: what lies in the widest gap is left out."""
    ends = [*longitudes[1:], longitudes[0] + 360]
    gap, start = max(((end - begin, end) for begin, end in zip(longitudes, ends, strict=True)), key=lambda one: one[0])
    return start % 360, 360 - gap


def _ground(sheet: Sheet, window: Window) -> None:
    paper = sheet.paper
    frame = Rectangle((window.x, window.y), window.width, window.height, facecolor=paper.sea, edgecolor="none", zorder=1)
    sheet.add(frame)
    kept = world()
    land = PolyCollection(list(_seen(kept.land, window)), facecolors=paper.land, edgecolors=paper.border, linewidths=0.5, zorder=2)
    lakes = PolyCollection(list(_seen(kept.lakes, window)), facecolors=paper.sea, edgecolors="none", zorder=2.1)
    borders = LineCollection(list(_seen(kept.borders, window)), colors=paper.border, linewidths=0.6, linestyles=(0, (3, 2)), zorder=2.2)
    for layer in (land, lakes, borders):
        sheet.axes.add_collection(layer, autolim=False)
        layer.set_clip_path(frame)


def _seen(shapes: Sequence[Shape], window: Window) -> Iterator[np.ndarray]:
    """The lines that show in a window, in pixels of the sheet."""
    north, per = window.south + window.up, window.width / window.across
    for turn in (-360, 0, 360):
        west = window.west + turn
        for one in shapes:
            if one.near(west, window.south, west + window.across, north) and one.size * per >= SPECK:
                x = window.x + (one.points[:, 0] - west) * per
                y = window.y + (north - one.points[:, 1]) / window.up * window.height
                yield np.column_stack((x, y))


def _spots(sheet: Sheet, window: Window, spots: Sequence[Spot], numbered: int) -> list[Box]:
    """Each mark on its place, its number beside it where there is room; what is taken by them."""
    places = [window.at(spot.latitude, spot.longitude) for spot in spots]
    for spot, place in reversed(list(zip(spots, places, strict=True))):
        sheet.mark(*place, spot.status, 14.0, hollow=bool(spot.undone))
    taken = list(dict.fromkeys(places))
    for number, (x, y) in enumerate(places[:numbered], 1):
        right, down = _free(x, y, taken, window)
        taken.append((right, down))
        if abs(right - x) > NEAR or abs(down - y) > NEAR:
            sheet.axes.plot([x, right], [y, down], color=sheet.paper.ink, linewidth=0.8, zorder=3)
        sheet.text(right, down, str(number), SMALL, bold=True, align="center", halo=True)
    return [around(*place, NEAR / 2) for place in taken]


def _named(sheet: Sheet, window: Window, spots: Sequence[Spot], names: Sequence[Name], taken: list[Box]) -> None:
    """The names of places beside their marks, of states, and of the largest towns in sight, as far as there is room."""
    frame, seen = Box(window.x, window.y, window.x + window.width, window.y + window.height), set()
    for spot in spots:
        at = window.at(spot.latitude, spot.longitude)
        if spot.place and at not in seen and (box := beside(spot.place, at, SMALL, taken, frame, bold=True)):
            sheet.text(box.left, box.middle, spot.place, SMALL, bold=True, halo=True)
            taken.append(box)
        seen.add(at)
    for name in names:
        told = any(name.words in spot.place for spot in spots)
        if not told and (box := over(name.words, window.at(name.latitude, name.longitude), SMALL, taken, frame)):
            sheet.text(box.left, box.middle, name.words, SMALL, colour=sheet.paper.faint, halo=True)
            taken.append(box)
    left = TOWNS
    for town, latitude, longitude in world().largest:
        at = window.at(latitude, longitude)
        inside = frame.holds(around(*at, 2)) and not any(map(around(*at, 2).meets, taken))
        if inside and (box := beside(town, at, TOWN, taken, frame)):
            sheet.axes.plot([at[0]], [at[1]], ".", color=sheet.paper.faint, markersize=3, zorder=3)
            sheet.text(box.left, box.middle, town, TOWN, colour=sheet.paper.faint, halo=True)
            taken += [box, around(*at, 2)]
            left -= 1
        if not left:
            return


def _free(x: float, y: float, taken: Sequence[tuple[float, float]], window: Window) -> tuple[float, float]:
    """The nearest place for a number where nothing stands yet and that is still on the map; over its mark where there is none."""
    for right, down in AWAY:
        place = (x + right * NEAR, y + down * NEAR)
        inside = window.x + 9 <= place[0] <= window.x + window.width - 9 and window.y + 9 <= place[1] <= window.y + window.height - 9
        if inside and all(abs(place[0] - a) >= NEAR - 1 or abs(place[1] - b) >= NEAR - 1 for a, b in taken):
            return place
    return x, y - NEAR


def _list(sheet: Sheet, spots: Sequence[Spot], lines: Sequence[Sequence[str]], half: int, y: float) -> None:
    """Each place in words under its number, in a column or two."""
    second = MARGIN + (sheet.width - MARGIN) / 2
    for first in (0, half):
        at = y
        for number, spot in list(enumerate(spots))[first : first + half]:
            x = second if first else MARGIN
            sheet.text(x + 16, at + ROW / 2, str(number + 1), SMALL, bold=True, align="right")
            sheet.mark(x + 28, at + ROW / 2, spot.status, hollow=bool(spot.undone))
            for line in lines[number]:
                sheet.text(x + 38, at + ROW / 2, line)
                at += ROW


def _line(spot: Spot) -> str:
    many = f" · {spot.count} events" if spot.count > 1 else ""
    return f"{spot.day:%-d %b} · {_label(spot)}{many}"


def _label(spot: Spot) -> str:
    return f"{spot.label}, {spot.undone}" if spot.undone else spot.label


def words(title: str, spots: Sequence[Spot]) -> str:
    """The map for who cannot see it, a place a sentence."""
    return " ".join(_told(title, spots))


def _told(title: str, spots: Sequence[Spot]) -> Iterator[str]:
    yield f"Map, {title}: {len(spots)} place{'' if len(spots) == 1 else 's'}."
    for number, spot in enumerate(spots[:SHOWN], 1):
        many = f", {spot.count} events" if spot.count > 1 else ""
        yield f"{number}: {_label(spot)}, {spot.day:%-d %B %Y} ({STYLES[spot.status].word}{many})."
