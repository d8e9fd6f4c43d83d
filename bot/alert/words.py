"""The words of an alert: status, kind of event, figures, speakers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from types import MappingProxyType

from bot.alert.names import name_of, names_of
from bot.model import Amount, Casualties, Category, Claim, ClaimType, Item, Money, Reversal, Speaker, Status

EVENT = MappingProxyType(
    {
        ClaimType.ARMS_TRANSFER: "arms transfer",
        ClaimType.MISSILE_LAUNCH: "missile launch",
        ClaimType.WEAPON_TEST: "weapon test",
        ClaimType.STRIKE: "attack",
        ClaimType.INTERCEPTION: "shot down",
        ClaimType.GROUND_COMBAT: "ground combat",
        ClaimType.DEPLOYMENT: "deployment",
        ClaimType.EXERCISE: "exercise",
        ClaimType.PROCUREMENT: "procurement",
        ClaimType.INCURSION: "incursion",
        ClaimType.THREAT: "threat",
        ClaimType.SANCTION: "sanctions",
        ClaimType.SEIZURE: "seizure",
        ClaimType.AGREEMENT: "agreement",
    }
)
UNDONE = MappingProxyType(
    {
        Reversal.WITHDRAWAL: "withdrawal",
        Reversal.LIFTED: "sanctions lifted",
        Reversal.ENDED: "agreement ended",
        Reversal.BREACHED: "agreement breached",
    }
)
STATUS = MappingProxyType(
    {
        Status.ASSERTED: "REPORTED",
        Status.ALLEGED: "ALLEGED",
        Status.PLANNED: "PLANNED",
        Status.POSSIBLE: "POSSIBLE",
        Status.DENIED: "DENIED",
        Status.NEGATED: "RULED OUT",
    }
)
# What an event's flags add to its status word; the first that is there.
GRAVE = (
    ("ORIGIN WITHDRAWN", "WITHDRAWN"),
    ("ADMITTED", "CONFIRMED"),
    ("CORRECTED", "CORRECTED"),
    ("DENIED", "DENIED"),
    ("DISPUTED", "DISPUTED"),
)


ONE = re.compile(r"(?:^|\s)(?:an?|one|single|1)$", re.IGNORECASE)  # "at least one", and not "one hundred"
NAMES_ONE = (
    r"\b(?:missile|rocket|drone|tank|jet|plane|warplane|ship|warship|vessel|boat|submarine|shell|bomb|mine|launcher|helicopter|vehicle"
    r"|howitzer|gun|rifle|projectile|bomber|frigate|destroyer|warhead|satellite|system|round|troop|soldier|marine)"
)
SINGLE = re.compile(rf"{NAMES_ONE}$", re.IGNORECASE)
SEVERAL = re.compile(rf"(?P<one>{NAMES_ONE})s$", re.IGNORECASE)
BETWEEN = re.compile(r"\d[\d,.]* to ")
# What stands before the number of those who stay: "cut to about 2,500", "leaving 600"; "up to 600" are those who go.
STAY = re.compile(
    r"(?<!\bup )\b(?:to|leaving|leaves?)\s+(?:about|around|some|roughly|nearly|just|only|under|(?:fewer|less) than)?\s*$", re.IGNORECASE
)
# Common words of things, which headlines write large: "Ballistic Missiles", "FOUR Fighter Jets".
COMMON = re.compile(
    r"\b(?:(?:(?:short|medium|intermediate|long)[- ]range|ballistic|cruise|guided|fighter|combat|attack|armou?red|heavy|light"
    r"|military|naval|suicide|surveillance|artillery|nuclear|anti[- ](?:tank|ship|aircraft)"
    r"|air[- ]defen[cs]es?|surface[- ]to[- ](?:air|surface))(?=\s)"
    r"|(?:missile|rocket|drone|tank|jet|plane|warplane|aircraft|ship|warship|vessel|boat|submarine|shell|bomb|mine|launcher|helicopter"
    r"|vehicle|howitzer|gun|rifle|projectile|bomber|frigate|destroyer|warhead|satellite|system|round|weapon|troop|soldier|force|carrier"
    r"|bombing|bomber|explosive|ammunition|artillery)s?)\b",
    re.IGNORECASE,
)


def status_word(status: Status, flags: tuple[str, ...]) -> str:
    """How firmly an event stands, in capitals: "ALLEGED", "ALLEGED, DENIED"."""
    own = STATUS[status]
    grave = next((word for flag, word in GRAVE if any(told.startswith(flag) for told in flags)), "")
    if grave in {"WITHDRAWN", "CONFIRMED"}:
        return grave
    return f"{own}, {grave}" if grave and grave != own else own


def figure(amount: Amount | None) -> str:
    """A count with its hedge in the story's words."""
    if amount is None:
        return ""
    if amount.text:
        return amount.text.lower()
    bounds = dict.fromkeys(f"{bound:,.0f}" for bound in (amount.min, amount.max) if bound is not None)
    return " to ".join(bounds)


def thing(item: Item) -> str:
    """An item with its count: "at least 23 short-range ballistic missiles"; a count already in its words is not said twice."""
    count, text = figure(item.quantity), _small(item.text)
    told = not count or re.search(rf"(?<!\w){re.escape(count)}(?!\w)", text.lower())
    return text if told else f"{count} {_many(text, item.quantity)}"


def _small(text: str) -> str:
    """A thing's words without a headline's capitals, where no name is among them: "ballistic missiles" for "Ballistic Missiles"."""
    return text if COMMON.sub("", text).strip() else text.lower()


def _many(text: str, amount: Amount | None) -> str:
    """The words for so many where a story used others: "missile strikes" tells of missiles, "at least one" of a missile."""
    if amount is not None and ONE.search(amount.text):
        return SEVERAL.sub(r"\g<one>", text)
    one = amount is None or amount.max == 1
    return text if one or not SINGLE.search(text) else f"{text}s"


def toll(casualties: Casualties | None) -> str:
    """Killed and wounded in words."""
    if casualties is None:
        return ""
    sides = (("killed", casualties.killed_min, casualties.killed_max), ("wounded", casualties.wounded_min, casualties.wounded_max))
    return ", ".join(f"{_span(low, high)} {word}" for word, low, high in sides if low is not None or high is not None)


def _span(low: int | None, high: int | None) -> str:
    if low is None:
        return f"up to {high:,}"
    if high is None:
        return f"at least {low:,}"
    return f"{low:,}" if low == high else f"{low:,} to {high:,}"


def sum_of(money: Money | None) -> str:
    """A sum in the story's words."""
    return money.text if money else ""


def sides_of(claim: Claim) -> str:
    """Who → whom, in names; nothing points into the state that forces leave."""
    who, whom = names_of(claim.actor) or "unknown", names_of(claim.target)
    return f"{who} → {whom}" if whom and claim.reversal is not Reversal.WITHDRAWAL else who


def kind_word(kind: ClaimType, reversal: Reversal | None = None) -> str:
    """A kind of event, or what undoes it, as counts name them: "attack", "sanctions lifted"."""
    return EVENT[kind] if reversal is None else UNDONE[reversal]


def event_of(claim: Claim) -> str:
    """The kind of event: "attack", "sanctions lifted", "withdrawal from Syria"."""
    if claim.reversal is None:
        return "space launch" if _into_space(claim) else EVENT[claim.type]
    left = _left(claim) if claim.reversal is Reversal.WITHDRAWAL else ""
    return f"{UNDONE[claim.reversal]} from {left}" if left else UNDONE[claim.reversal]


def _left(claim: Claim) -> str:
    """Where forces leave from: the place that the quoted sentence names, else the first, else the state."""
    said = claim.said()
    return next((place for place in claim.place if place in said), next(iter(claim.place), names_of(claim.target)))


def _into_space(claim: Claim) -> bool:
    """Whether all that a launch sends up goes into space."""
    return claim.type is ClaimType.MISSILE_LAUNCH and bool(claim.item) and all(i.category is Category.SPACE_LAUNCH for i in claim.item)


def what_of(claim: Claim) -> str:
    """The kind of event, then what with and how much: "attack: 75 missiles, at least 11 killed"."""
    told = [*(_gone(claim, item) for item in _apart(claim.item)[:3]), sum_of(claim.money), toll(claim.casualties)]
    details = ", ".join(dict.fromkeys(part for part in told if part))
    return f"{event_of(claim)}: {details}" if details else event_of(claim)


def _gone(claim: Claim, item: Item) -> str:
    """An item with its count; of a withdrawal with the word that says whether so many go or stay: "down to 2,500 troops"."""
    told, count = thing(item), figure(item.quantity)
    if claim.reversal is not Reversal.WITHDRAWAL or not count or not told.startswith(count):
        return told
    if BETWEEN.search(count):
        return f"from {told}"
    return f"down to {told}" if any(STAY.search(before) for before in _before(claim, count)) else told


def _before(claim: Claim, count: str) -> Iterator[str]:
    """What stands before a count in each sentence that tells it."""
    said = (quote.lower().partition(count) for quote in claim.quotes)
    return (before for before, found, _ in said if found)


def _apart(items: tuple[Item, ...]) -> list[Item]:
    """Items less those that another names more fully with the same count: "17 missiles" beside "17 ballistic missiles"."""
    return [
        one
        for one in items
        if not any(
            other is not one
            and figure(other.quantity) == figure(one.quantity)
            and len(other.text) > len(one.text)
            and other.text.lower().endswith(one.text.lower())
            for other in items
        )
    ]


def speaker_of(speakers: tuple[Speaker, ...]) -> str:
    """Who says it, each with the office spoken for; one that another names more fully is left out."""
    told = list(dict.fromkeys(filter(None, map(_speaker, speakers))))
    return "; ".join(one for one in told if not any(one is not other and one.lower() in other.lower() for other in told))


def _speaker(speaker: Speaker) -> str:
    named = ", ".join(filter(None, (speaker.name, speaker.org)))
    if named:
        return named
    party = name_of(speaker.party) if speaker.party else ""
    return f"anonymous official{f', {party}' if party else ''}" if speaker.anonymous else party
