"""Pictures: four kinds of plain frozen data in, a PNG and the words for who cannot see it out. The only door to matplotlib.

    Timeline(title, marks)   events along time          Mark(day, label, status, until=None, flag="", event="")
    Trend(title, step, bars) events a day, week, month  Bar(start, ((Status, count), …))
    Supply(title, edges)     who supplies whom          Edge(giver, taker, what, ((Status, count), …), latest)
    Launches(title, spots)   launches on a map          Spot(latitude, longitude, label, day, status, count=1, event="")

Names are shown as given (`North Korea`, not `KP`). `spot_of("off Wonsan")` is (latitude, longitude), or None where the place is not known.
`located` says besides what that point stands for: a town, or the middle of a state.
`drawn(chart, Look())` takes up to a second and holds the interpreter: call it from one thread that is not the event loop's,
as `Easel` does: `picture = await easel.drawn(chart, Look(width=360, dark=True))`; then `picture.png`, `picture.alt`.
An empty chart has no picture: `drawn` gives None. `planned` gives a picture's words and height at once, without drawing it.
"""

from bot.chart.easel import Easel, drawn, planned
from bot.chart.where import Located, Precision, first_known, located, spot_of
from bot.chart.words import Bar, Chart, Drawn, Edge, Launches, Look, Mark, Name, Spot, Step, Supply, Timeline, Trend

__all__ = [
    "Bar",
    "Chart",
    "Drawn",
    "Easel",
    "Edge",
    "Launches",
    "Located",
    "Look",
    "Mark",
    "Name",
    "Precision",
    "Spot",
    "Step",
    "Supply",
    "Timeline",
    "Trend",
    "drawn",
    "first_known",
    "located",
    "planned",
    "spot_of",
]
