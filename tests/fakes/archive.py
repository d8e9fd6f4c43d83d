"""A small fixed ledger of our own invention, with its stories, for answers that are checked word by word."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from fakes.ledger import Outcome, alert

from bot.model import (
    Amount,
    Category,
    Claim,
    ClaimType,
    Days,
    Destination,
    Event,
    Feed,
    FeedState,
    Item,
    Link,
    LinkKind,
    Report,
    Revision,
    Show,
    Span,
    Speaker,
    Status,
    Story,
)

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
FEEDS = (
    Feed("https://harbour.example/feed", "Harbour Wire", "https://harbour.example", "GB", kind="wire", grade="B"),
    Feed("https://alborz.example/feed", "Alborz Agency", "https://alborz.example", "IR", kind="wire", state_control="state", grade="D"),
    Feed("https://baltic.example/feed", "Baltic Gazette", "https://baltic.example", "LT", kind="newspaper", grade="B"),
)
OUTLETS = {feed.outlet: feed for feed in FEEDS}


@dataclass(frozen=True)
class Told:
    """One story and what it says of one event."""

    story: Story
    report: Report


def told(key, outlet, when, title, sentence, claim, *, before="It was a quiet morning.", **fields):
    """A story whose second sentence carries the claim."""
    feed = OUTLETS[outlet]
    story = Story(key, title, f"{before} {sentence} Nobody else said a word.", when, outlet, f"{feed.homepage}/{key}", feed.url)
    start = story.full.index(sentence)
    carried = replace(claim, evidence=(Span(start, start + len(sentence)),), quotes=(sentence,))
    base = {"newsroom": outlet.lower(), "country": feed.country, "state_control": feed.state_control, "grade": feed.grade}
    report = Report(f"r-{key}", key, 1, outlet, story.url, title, when, when + timedelta(minutes=5), carried, **(base | fields))
    return Told(story, report)


def claimed(kind, status, actor, target, item=(), day=None, *, speaker=None, place=(), until=None):
    days = Days(day, until or day) if day else None
    return Claim(kind, status, (), (), actor, target, item, date=days, place=place, source=(speaker,) if speaker else (), post=True)


def things(category, text, count, model=""):
    return (Item(category, text, Amount(count, count, f"{count:,}"), model),)


def at(day, hour=8, month=2):
    return datetime(2026, month, day, hour, tzinfo=UTC)


SEOUL = Speaker(None, "South Korea's Joint Chiefs of Staff", "KR")
SHELLS = claimed(
    ClaimType.ARMS_TRANSFER,
    Status.ALLEGED,
    ("KP",),
    ("RU",),
    things(Category.AMMUNITION, "artillery shells", 50000),
    date(2026, 2, 10),
    speaker=Speaker(None, "Ukraine's military intelligence", "UA"),
)
DRONES = claimed(
    ClaimType.ARMS_TRANSFER,
    Status.ASSERTED,
    ("IR",),
    ("RU",),
    things(Category.DRONE, "Shahed-136 drones", 40, "shahed_136"),
    date(2026, 2, 14),
)
MORE_DRONES = replace(
    DRONES, item=things(Category.DRONE, "Shahed-136 drones", 60, "shahed_136"), date=Days(date(2026, 2, 21), date(2026, 2, 21))
)
LAUNCH = claimed(
    ClaimType.MISSILE_LAUNCH,
    Status.ASSERTED,
    ("KP",),
    (),
    things(Category.BALLISTIC_MISSILE, "ballistic missiles", 17),
    date(2026, 2, 26),
    speaker=SEOUL,
    place=("Wonsan",),
)
STRIKE = claimed(
    ClaimType.STRIKE,
    Status.ASSERTED,
    ("RU",),
    ("UA",),
    things(Category.DRONE, "drones", 31),
    date(2026, 2, 28),
    place=("Kharkiv",),
)
PLAN = claimed(ClaimType.EXERCISE, Status.PLANNED, ("US", "KR"), (), (), date(2026, 3, 9), until=date(2026, 3, 12))
KEPT = claimed(ClaimType.EXERCISE, Status.PLANNED, ("PL",), (), (), date(2026, 2, 20))
DONE = replace(KEPT, status=Status.ASSERTED)
LATE = claimed(ClaimType.WEAPON_TEST, Status.PLANNED, ("IN",), (), (), date(2026, 2, 16))

STORIES = {
    "shells": told(
        "s-shells",
        "Harbour Wire",
        at(11),
        "North Korea sends shells to Russia, Kyiv says",
        "Ukraine's military intelligence said North Korea had sent 50,000 artillery shells to Russia.",
        SHELLS,
    ),
    "drones": told(
        "s-drones", "Baltic Gazette", at(15), "Iran ships drones to Russia", "Iran shipped 40 Shahed-136 drones to Russia.", DRONES
    ),
    "more": told(
        "s-more", "Baltic Gazette", at(22), "More drones for Russia", "Another 60 Shahed-136 drones went from Iran to Russia.", MORE_DRONES
    ),
    "launch": told(
        "s-launch",
        "Harbour Wire",
        at(26),
        "North Korea fires missiles off Wonsan",
        "South Korea's Joint Chiefs of Staff said North Korea fired 17 ballistic missiles off Wonsan.",
        LAUNCH,
    ),
    "launch2": told(
        "s-launch2",
        "Alborz Agency",
        at(26, 10),
        "Pyongyang launches missiles",
        "North Korea fired at least 17 ballistic missiles.",
        replace(LAUNCH, source=()),
    ),
    "strike": told(
        "s-strike",
        "Harbour Wire",
        at(28),
        "Drones hit refinery in Kharkiv",
        "Russia struck an oil refinery in Kharkiv with 31 drones.",
        STRIKE,
    ),
    "plan": told("s-plan", "Harbour Wire", at(27), "Joint exercise planned", "The two allies will hold an exercise from 9 March.", PLAN),
    "kept": told("s-kept", "Baltic Gazette", at(12), "Poland plans exercise", "Poland will hold an exercise on 20 February.", KEPT),
    "done": told("s-done", "Baltic Gazette", at(20, 18), "Poland holds exercise", "Poland held the exercise as announced.", DONE),
    "late": told("s-late", "Harbour Wire", at(9), "India plans test", "India will test a missile on 16 February.", LATE),
}


def event(key, claim, *names, changed, revisions=(), flags=(), links=(), grade="B6: nobody is named", parties=0, **fields):
    reports = tuple(STORIES[name].report for name in names)
    outlets = len({report.outlet for report in reports})
    base = {"status": claim.status, "outlets": outlets, "newsrooms": outlets, "parties": parties, "grade": grade}
    lead = replace(claim, quotes=reports[0].claim.quotes, evidence=reports[0].claim.evidence)
    return Event(
        key,
        claim.type,
        opened=reports[0].seen,
        changed=changed,
        claim=lead,
        reports=reports,
        revisions=revisions,
        flags=flags,
        links=links,
        revision=1 + len(revisions),
        **(base | fields),
    )


DENIED = Revision(at(12, 9), "denied", "", "KP", "")
EVENTS = (
    event(
        "e-shells",
        SHELLS,
        "shells",
        changed=at(12, 9),
        revisions=(DENIED,),
        flags=("DENIED by KP",),
        parties=1,
        grade="B4: one source, but denied",
    ),
    event("e-drones", DRONES, "drones", changed=at(15)),
    event("e-more", MORE_DRONES, "more", changed=at(22)),
    event("e-launch", LAUNCH, "launch", "launch2", changed=at(26, 10), parties=1, grade="B3: one named source"),
    event("e-strike", STRIKE, "strike", changed=at(28)),
    event("e-plan", PLAN, "plan", changed=at(27), flags=("PLANNED",)),
    event("e-kept", KEPT, "kept", changed=at(20, 18), flags=("PLANNED",), links=(Link(LinkKind.PLANS, "e-done", "it was done"),)),
    event("e-done", DONE, "done", changed=at(20, 18)),
    event("e-late", LATE, "late", changed=at(9), flags=("PLANNED",)),
)


def archive(store):
    """Puts the ledger into a store, the oldest change first."""
    store.keep_feeds(FEEDS, NOW)
    for feed in FEEDS:
        trouble = feed.outlet == "Alborz Agency"
        good = NOW - (timedelta(hours=7) if trouble else timedelta(minutes=4))
        state = FeedState(
            feed,
            next_check=NOW + timedelta(minutes=6),
            last_ok=good,
            newest=NOW - timedelta(hours=2),
            checked=NOW - timedelta(minutes=4),
            failures=3 if trouble else 0,
            status="down" if trouble else "ok",
            note="answers 503" if trouble else "",
        )
        store.settle_feed(state, [one.story for one in STORIES.values() if one.story.feed == feed.url], NOW)
    for one in sorted(EVENTS, key=lambda one: one.changed):
        stories = [held.story for held in STORIES.values() if held.report in one.reports]
        for number, story in enumerate(stories):
            with store.taking(story) as taking:
                last = number == len(stories) - 1
                taking.keep(
                    Outcome(
                        story, tuple(r for r in one.reports if r.story == story.id), (one,) if last else (), _alerts(one) if last else ()
                    )
                )
    return store


def _alerts(one):
    if one.id not in {"e-strike", "e-plan"}:
        return ()
    headline = {
        "e-strike": "REPORTED · Russia → Ukraine · attack: 31 drones · Harbour Wire",
        "e-plan": "PLANNED · exercise · Harbour Wire",
    }[one.id]
    who = {"e-strike": "Russia", "e-plan": "United States and South Korea"}[one.id]
    return (replace(alert(one.id, Show.POST, 1, headline), who=who, type=one.type, status=one.status, severity="high", outlets=1),)


def places(store):
    """Two servers: one with an open and a private channel, one with a channel of its own."""
    for one in (
        Destination("discord:1", "discord", "1", "news", home="discord:G1"),
        Destination("discord:2", "discord", "2", "secret", home="discord:G1", private=True),
        Destination("discord:9", "discord", "9", "others", home="discord:G9"),
    ):
        store.places.open(one)
