"""Events and queries by chance, and the names both are made of."""

from dataclasses import replace
from datetime import UTC, datetime
from random import Random

from bot.model import (
    Amount,
    Casualties,
    Category,
    Claim,
    ClaimType,
    Compare,
    Event,
    Everything,
    Is,
    Item,
    Measure,
    Op,
    Report,
    Reversal,
    Severity,
    Slot,
    Span,
    Speaker,
    Status,
    Watch,
)
from bot.watch import Vocabulary, normal
from bot.watch.tree import both, either, negated

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
STATES = ("RU", "UA", "KP", "KR", "US", "IR", "IL", "CN", "TW", "BY", "IN", "GB")
BANDS = ("hezbollah", "houthis", "islamic_state", "wagner")
PARTIES = (*STATES, *BANDS, "civilians", "unknown")
MODELS = ("shahed_136", "kn_23", "himars")
WAYS = {  # the importance stands for chance: no other is drawn, so that what follows stays as it was
    (ClaimType.DEPLOYMENT, 1): Reversal.WITHDRAWAL,
    (ClaimType.SANCTION, 1): Reversal.LIFTED,
    (ClaimType.AGREEMENT, 1): Reversal.ENDED,
    (ClaimType.AGREEMENT, 2): Reversal.BREACHED,
    (ClaimType.EXERCISE, 1): Reversal.POSTPONED,
}
LIES = {"kyiv": "ua", "kharkiv": "ua", "wonsan": "kp", "haifa": "il", "red sea": "", "taiwan strait": ""}
GROUPS = {"nato": frozenset({"US", "GB", "nato"}), "gulf": frozenset({"IR", "red sea"})}
OUTLETS = ("Harbour Wire", "Yonhap", "The Northern Post")
PHRASES = ("depleted uranium", "fired at dawn", "a test")


def line(place):
    name = normal(place)
    return (name, LIES[name]) if LIES.get(name) else (name,)


def vocabulary(groups=GROUPS):
    parties = {normal(name): name for name in PARTIES} | {f"={code}": code for code in STATES} | {"north korea": "KP", "russia": "RU"}
    things = {normal(kind.value): kind.value for kind in Category} | {normal(model): model for model in MODELS}
    places = {name: name for name in LIES}
    names = frozenset({*parties, *things, *places})
    return Vocabulary(parties, things, places, line, groups, names)


def claim(chance: Random) -> Claim:
    def some(pool, most=2):
        return tuple(chance.sample(pool, chance.randint(0, most)))

    def amount():
        low = chance.choice((None, chance.randint(0, 40)))
        return chance.choice((None, Amount(low, chance.choice((None, low, (low or 0) + 5)), "some")))

    items = tuple(
        Item(chance.choice(tuple(Category)), "things", amount(), chance.choice(("", *MODELS))) for _ in range(chance.randint(0, 2))
    )
    toll = chance.choice((None, Casualties(), Casualties(chance.randint(0, 30), chance.choice((None, 30)))))
    told = Claim(
        type=chance.choice(tuple(ClaimType)),
        status=chance.choice(tuple(Status)),
        evidence=(Span(0, 5),),
        quotes=(f"Something was {chance.choice(PHRASES)} there.",),
        actor=some(PARTIES),
        target=some(PARTIES),
        item=items,
        casualties=toll,
        place=some([name.title() for name in LIES]),
        source=tuple(Speaker("A. Minister", None, party) for party in some((*STATES, ""), 1)),
        background=chance.random() < 0.2,
        importance=chance.randint(1, 3),
        post=True,
    )
    return replace(told, reversal=WAYS.get((told.type, told.importance)))


def event(chance: Random, key="e1") -> Event:
    told = claim(chance)
    reports = tuple(
        Report(
            id=f"{key}-{number}",
            story=f"s{number}",
            version=1,
            outlet=chance.choice(OUTLETS),
            url=f"https://{number}.example/{key}",
            title="Vessels struck",
            published=NOW,
            seen=NOW,
            claim=replace(told, source=tuple(Speaker(None, None, chance.choice(STATES)) for _ in range(chance.randint(0, 1)))),
            withdrawn=chance.random() < 0.1,
        )
        for number in range(chance.randint(1, 3))
    )
    flags = chance.choice(((), (), ("DENIED by RU",), ("DISPUTED",)))
    grade = chance.choice(("", f"{chance.choice('ABCDEF')}{chance.randint(1, 6)}: two parties say so"))
    counts = {"outlets": chance.randint(1, 9), "newsrooms": chance.randint(1, 4), "parties": chance.randint(0, 4)}
    return Event(key, told.type, told.status, NOW, NOW, told, reports, flags=flags, grade=grade, **counts)


def term(chance: Random):
    def some(pool, most=2):
        return tuple(dict.fromkeys(chance.choices(pool, k=chance.randint(1, most))))

    kinds = {
        Slot.TYPE: [kind.value for kind in ClaimType],
        Slot.STATUS: [status.value for status in Status],
        Slot.WITH: [*(kind.value for kind in Category), *MODELS],
        Slot.IN: [*LIES, "ua", "kp", "@gulf"],
        Slot.OUTLET: [normal(name) for name in OUTLETS],
        Slot.SAYING: list(PHRASES),
        Slot.STATE: ["background"],
    }
    if chance.random() < 0.25:
        return comparison(chance)
    slot = chance.choice(tuple(Slot))
    return Is(slot, some(kinds.get(slot, [*PARTIES, "@nato", "@gulf"])))


def comparison(chance: Random) -> Compare:
    measure = chance.choice(tuple(Measure))
    bound = {
        Measure.GRADE: f"{chance.choice('ABCDEF')}{chance.randint(1, 6)}",
        Measure.SEVERITY: chance.choice(tuple(Severity)).value,
    }.get(measure, str(chance.randint(0, 12)))
    return Compare(measure, chance.choice(tuple(Op)), bound)


def query(chance: Random, depth=3):
    """A query that says what it wants, in the shape the parser gives it."""
    tree = both((anchor(chance), part(chance, depth)))
    if chance.random() < 0.4:
        return either((tree, both((anchor(chance), part(chance, depth)))))
    return tree


def anchor(chance: Random):
    roll = chance.random()
    if roll < 0.1:
        return Everything()
    slot = chance.choice((Slot.TYPE, Slot.BY, Slot.ON, Slot.FROM, Slot.TO, Slot.PARTY))
    pool = [kind.value for kind in ClaimType] if slot is Slot.TYPE else [*PARTIES, "@nato"]
    return Is(slot, tuple(dict.fromkeys(chance.choices(pool, k=2))))


def part(chance: Random, depth):
    roll = chance.random()
    if depth == 0 or roll < 0.4:
        one = term(chance)
        return Everything() if isinstance(one, Is) and one.slot is Slot.TYPE else one
    parts = [part(chance, depth - 1) for _ in range(2)]
    if roll < 0.6:
        return negated(parts[0])
    return both(parts) if roll < 0.8 else either(parts)


def watches(count, chance: Random, channels=100, distinct=None):
    """Watches on what channels ask for: a kind of event, one or two parties, a bound now and then."""
    asked = [plausible(chance) for _ in range(distinct or count)]
    return [Watch(f"w{n}", f"watch {n}", asked[n % len(asked)], (f"console:{n % channels}",)) for n in range(count)]


def plausible(chance: Random) -> str:
    kind, one, two = chance.choice(tuple(ClaimType)).value, chance.choice(PARTIES), chance.choice(PARTIES)
    bound = chance.choice(("", " severity >= high", " parties >= 2", f" count >= {chance.randint(1, 50)}", " not background"))
    return chance.choice((f"{kind} by {one}{bound}", f"{kind} by {one} on {two}{bound}", f"party {one}{bound}", f"{kind} in UA{bound}"))
