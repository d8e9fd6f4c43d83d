"""A sheet to draw on, measured in the pixels a reader sees; it comes out as a small PNG. Figures only: pyplot keeps global state."""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, findfont, get_font
from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import Normal, Stroke
from PIL import Image

from bot.chart.styles import STYLES, Paper, ink, paper
from bot.chart.words import Drawn, Look
from bot.model import Status

FAMILY = "DejaVu Sans"  # comes with matplotlib: the same letters on every machine
MARGIN = 14.0
SMALL, BODY, TITLE = 11.5, 13.0, 16.0  # letters, in pixels as seen
OUTLINE = 2.0  # pixels of a hollow mark's line
POINTS = 0.72  # a hundred seen pixels are an inch
SHARES = (0.0, 0.2, 0.4, 0.6, 0.8, 1.0)  # of a letter's or mark's edge; with these the palette has fewer than 256 colours
TINT = 0.16  # how much of its ink stands under a hatch


class Sheet:
    """Paper of a width and height in seen pixels; y is counted down from the top, as on a page."""

    def __init__(self, look: Look, height: float) -> None:
        self.look, self.paper = look, paper(dark=look.dark)
        self.width, self.height = float(look.width), height
        self._figure = Figure(figsize=(self.width / 100, height / 100), dpi=100 * look.scale, facecolor=self.paper.ground)
        self._canvas = FigureCanvasAgg(self._figure)
        self.axes = self._figure.add_axes((0, 0, 1, 1), xlim=(0, self.width), ylim=(height, 0))
        self.axes.set_axis_off()

    def text(
        self,
        x: float,
        y: float,
        words: str,
        size: float = BODY,
        *,
        colour: str = "",
        bold: bool = False,
        align: str = "left",
        halo: bool = False,
    ) -> None:
        """A line of text whose middle stands at y; never markup. A halo sets it off from a map."""
        self.axes.text(
            x,
            y,
            drawable(words),
            fontsize=size * POINTS,
            family=FAMILY,
            color=colour or self.paper.ink,
            weight="bold" if bold else "normal",
            ha=align,
            va="center_baseline",
            parse_math=False,
            zorder=5,
            path_effects=[Stroke(linewidth=2.2, foreground=self.paper.ground), Normal()] if halo else None,
        )

    def box(self, x: float, y: float, width: float, height: float, colour: str = "") -> None:
        """A filled box, a rule where it is thin."""
        self.add(Rectangle((x, y), width, height, facecolor=colour or self.paper.rule, edgecolor="none", zorder=1))

    def add(self, patch: Patch) -> Patch:
        """A patch in seen pixels."""
        return self.axes.add_patch(patch)

    def inked(self, patch: Patch, status: Status) -> None:
        """A patch in the colour and hatch of a status."""
        style, colour = STYLES[status], ink(status, self.paper)
        patch.set_edgecolor(colour)
        patch.set_linewidth(0.8)
        patch.set_facecolor(blend(colour, self.paper.ground, TINT) if style.hatch else colour)
        patch.set_hatch(style.hatch)
        patch.set_hatch_linewidth(0.7)
        patch.set_zorder(3)
        self.add(patch)

    def mark(self, x: float, y: float, status: Status, size: float = 11.0, *, hollow: bool = False) -> None:
        """The shape of a status, filled or in outline."""
        colour, ground = ink(status, self.paper), self.paper.ground
        if hollow:
            self._point(x, y, size - OUTLINE, marker=STYLES[status].marker, c=ground, edgecolors=colour, linewidths=OUTLINE * POINTS)
        else:
            self._point(x, y, size, marker=STYLES[status].marker, c=colour, edgecolors=ground, linewidths=0.8)

    def ring(self, x: float, y: float) -> None:
        """A hollow mark of no status."""
        self._point(x, y, 11.0 - OUTLINE, marker="o", c=self.paper.ground, edgecolors=self.paper.faint, linewidths=OUTLINE * POINTS)

    def _point(self, x: float, y: float, size: float, **look: Any) -> None:
        self.axes.scatter([x], [y], s=(size * POINTS) ** 2, zorder=4, **look)

    def drawn(self, alt: str) -> Drawn:
        """The PNG, its colours reduced to a palette."""
        self._canvas.draw()  # type: ignore[no-untyped-call]  # matplotlib tells no types here
        image = Image.frombuffer("RGBA", self._canvas.get_width_height(), self._pixels(), "raw", "RGBA", 0, 1)
        out = io.BytesIO()
        image.convert("RGB").quantize(palette=_palette(self.paper), dither=Image.Dither.NONE).save(out, "PNG", optimize=True)
        return Drawn(out.getvalue(), alt, *image.size)

    def _pixels(self) -> bytes:
        return bytes(self._canvas.buffer_rgba())  # type: ignore[no-untyped-call]  # matplotlib tells no types here


@cache
def _palette(on: Paper) -> Image.Image:
    """Every colour of a paper and its soft edges: chosen by us, so that no reduction turns one status's ink into another's."""
    grounds = (on.ground, on.land, on.sea)
    inks = [ink(status, on) for status in STYLES]
    pairs = [(colour, ground) for colour in (*inks, on.ink) for ground in grounds]
    pairs += [(colour, blend(colour, on.ground, TINT)) for colour in inks]
    pairs += [(on.faint, on.ground), (on.rule, on.ground), (on.land, on.sea), (on.border, on.land), (on.border, on.sea), (on.ink, on.rule)]
    told = dict.fromkeys(blend(colour, ground, share) for colour, ground in pairs for share in SHARES)
    flat = [part for colour in list(told)[:256] for part in _parts(colour)]
    palette = Image.new("P", (1, 1))
    palette.putpalette(flat)
    return palette


@dataclass(frozen=True, slots=True)
class Plan:
    """A picture before it is drawn: its height in seen pixels, its words, and who paints it."""

    height: float
    alt: str
    paint: Callable[[Sheet], None]


def blend(colour: str, ground: str, share: float) -> str:
    """A colour laid thinly on another."""
    pairs = zip(_parts(colour), _parts(ground), strict=True)
    return "#" + "".join(f"{round(a * share + b * (1 - share)):02x}" for a, b in pairs)


def _parts(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[place : place + 2], 16) for place in (1, 3, 5))


@cache
def _font(*, bold: bool) -> str:
    return findfont(FontProperties(family=FAMILY, weight="bold" if bold else "normal"))


@cache
def _has(letter: str) -> bool:
    return bool(get_font(_font(bold=False)).get_char_index(ord(letter)))


def drawable(words: str) -> str:
    """A text as the font can set it: one line, no control signs, a box for a letter it has not."""
    line = " ".join(unicodedata.normalize("NFC", words).split())
    plain = "".join(letter for letter in line if unicodedata.category(letter)[0] != "C")
    return "".join(letter if _has(letter) else "▯" for letter in plain)


@cache
def _advance(letter: str, *, bold: bool) -> float:
    """The width of a letter of size 1."""
    font = get_font(_font(bold=bold))
    font.set_size(100, 72)
    return float(font.load_char(ord(letter)).linearHoriAdvance) / 65536 / 100


def width_of(words: str, size: float = BODY, *, bold: bool = False) -> float:
    """How wide a line of text is set, in seen pixels."""
    return sum(_advance(letter, bold=bold) for letter in drawable(words)) * size


def cut(words: str, room: float, size: float = BODY, *, bold: bool = False) -> str:
    """A text that fits its room, with an ellipsis where it does not."""
    if width_of(words, size, bold=bold) <= room:
        return words
    kept = words
    while kept and width_of(kept + "…", size, bold=bold) > room:
        kept = kept[:-1]
    return kept.rstrip(" ,;:·") + "…"


def wrapped(words: str, room: float, size: float = BODY, lines: int = 2, *, bold: bool = False) -> list[str]:
    """A text in at most `lines` lines that fit their room; the last one is cut."""
    done: list[str] = []
    left = words.split()
    while left and len(done) < lines - 1:
        line, left = _line(left, room, size, bold=bold)
        done.append(line)
    return [*done, cut(" ".join(left), room, size, bold=bold)] if left else done


def _line(left: Sequence[str], room: float, size: float, *, bold: bool) -> tuple[str, list[str]]:
    count = 1
    while count < len(left) and width_of(" ".join(left[: count + 1]), size, bold=bold) <= room:
        count += 1
    return cut(" ".join(left[:count]), room, size, bold=bold), list(left[count:])
