"""Charts of our own invention, whose pictures are kept as goldens."""

from datetime import date, timedelta

from bot.chart import Bar, Edge, Launches, Look, Mark, Spot, Step, Supply, Timeline, Trend
from bot.model import Status

FIRST = date(2026, 2, 2)
A, L, P, D, M, N = Status.ASSERTED, Status.ALLEGED, Status.PLANNED, Status.DENIED, Status.POSSIBLE, Status.NEGATED


def day(number):
    return FIRST + timedelta(days=number)


TIMELINE = Timeline(
    "Iran → Russia, 2 February to 20 March 2026",
    (
        Mark(day(0), "Iran → Russia: arms transfer: 400 short-range ballistic missiles", L, flag="denied by Iran"),
        Mark(day(1), "Iran → Russia: Iran says no missile was sent", D),
        Mark(day(3), "Iran → Russia: agreement on drone parts", P),
        Mark(day(9), "Iran → Russia: arms transfer: dozens of drones", L),
        Mark(day(9), "Iran → Russia: 12 mobile launchers", M),
        Mark(day(11), "Iran → Russia: joint naval exercise", A, until=day(16)),
        Mark(day(20), "Iran → Russia: arms transfer: artillery shells by ship over the Caspian Sea to Olya", L),
        Mark(day(21), "Iran → Russia: no launchers were seen in the port", N),
        Mark(day(28), "Iran → Russia: drone factory opened in Yelabuga", A),
        Mark(day(33), "Iran → Russia: 60 drones a month", P, until=day(46)),
        Mark(day(34), "Iran → Russia: arms transfer: air defence radars", L),
        Mark(day(40), "Iran → Russia: arms transfer: 2,000 shells", A),
        Mark(day(41), "Iran → Russia: arms transfer: 17 missiles, then at least 23", A, flag="disputed"),
        Mark(day(46), "Iran → Russia: spare parts for jets", P),
    ),
)

TREND = Trend(
    "Missile launches by North Korea, by week",
    Step.WEEK,
    tuple(
        Bar(day(7 * number), tuple((status, count) for status, count in zip((A, L, P, D), counts, strict=True) if count))
        for number, counts in enumerate(((2, 1, 0, 0), (0, 0, 0, 0), (5, 3, 1, 0), (1, 0, 2, 1), (0, 4, 0, 0), (7, 2, 0, 1), (3, 0, 4, 0)))
    ),
)

SUPPLY = Supply(
    "Who supplies Ukraine and Russia, last 90 days",
    (
        Edge("United States", "Ukraine", "air defence, artillery shells", ((A, 9), (P, 6)), day(40)),
        Edge("Germany", "Ukraine", "air defence, tanks", ((A, 5), (P, 3)), day(44)),
        Edge("Czechia", "Ukraine", "artillery shells", ((A, 2), (P, 4)), day(38)),
        Edge("North Korea", "Russia", "artillery shells, missiles", ((L, 8), (A, 1), (D, 1)), day(46)),
        Edge("Iran", "Russia", "drones", ((L, 5), (A, 2), (D, 2)), day(41)),
        Edge("China", "Russia", "drone parts", ((L, 2), (M, 1)), day(20)),
        Edge("Iran", "Hezbollah", "missiles", ((L, 1),), day(12)),
    ),
)

LAUNCHES = Launches(
    "Launches told of, February and March 2026",
    (
        Spot(39.22, 125.67, "Sunan: 2 ballistic missiles", day(2), A, 2),
        Spot(39.16, 127.44, "Wonsan: cruise missiles", day(9), A),
        Spot(40.03, 128.19, "Sinpo: submarine missile", day(15), L),
        Spot(39.66, 124.71, "Sohae: space launch", day(30), P),
        Spot(39.5, 131.0, "East Sea: fell short of Japan", day(2), A),
        Spot(38.72, 125.2, "Kangso: rockets", day(22), M),
        Spot(41.28, 129.08, "Punggye-ri: test ruled out by Seoul", day(23), N),
        Spot(39.3, 125.9, "Sunchon: launch denied", day(24), D),
    ),
)

CHARTS = {"timeline": TIMELINE, "trend": TREND, "supply": SUPPLY, "launches": LAUNCHES}
LOOKS = {
    "360-light": Look(360, dark=False),
    "360-dark": Look(360, dark=True),
    "1200-light": Look(1200, dark=False, scale=1),
    "1200-dark": Look(1200, dark=True, scale=1),
}
