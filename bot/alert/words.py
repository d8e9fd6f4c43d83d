"""The words of an alert: status, what happened with what, figures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from types import MappingProxyType

from bot.alert.kinds import event_of
from bot.alert.names import names_of
from bot.model import Amount, Casualties, Claim, ClaimType, Item, Money, Reversal, Status, firm_word, kind_word

SIZES = MappingProxyType(
    {"mn": "million", "mln": "million", "mio": "million", "m": "million", "million": "million"}
    | {"bn": "billion", "bln": "billion", "b": "billion", "billion": "billion", "trn": "trillion", "tn": "trillion", "trillion": "trillion"}
)
SIZE = re.compile(rf"(\d)[\s-]?({'|'.join(sorted(SIZES, key=len, reverse=True))})\b", re.IGNORECASE)
STATUS = MappingProxyType({status: firm_word(status).upper() for status in Status})
# What an event's flags add to its status word; the first that is there.
GRAVE = (
    ("ORIGIN WITHDRAWN", "WITHDRAWN"),
    ("ADMITTED", "CONFIRMED"),
    ("CORRECTED", "CORRECTED"),
    ("DENIED", "DENIED"),
    ("DISPUTED", "DISPUTED"),
)


ARTICLE = re.compile(r"^(?:an?|the)\s+(?=\w)", re.IGNORECASE)
ONE = re.compile(r"(?:^|\s)(?:an?|one|single|1)$", re.IGNORECASE)  # "at least one", and not "one hundred"
NAMES_ONE = (
    r"\b(?:missile|rocket|drone|tank|jet|plane|warplane|ship|warship|vessel|boat|submarine|shell|bomb|mine|launcher|helicopter|vehicle"
    r"|howitzer|gun|rifle|projectile|bomber|frigate|destroyer|warhead|satellite|system|round|troop|soldier|marine)"
)
SINGLE = re.compile(rf"{NAMES_ONE}$", re.IGNORECASE)
SEVERAL = re.compile(rf"(?P<one>{NAMES_ONE})s$", re.IGNORECASE)
# Things of an arms transfer that say no more than its kind; of a cyberattack those are its own words.
HOLLOW = MappingProxyType(
    {
        "arms transfer": re.compile(
            r"(?:\w+ )?(?:arms|weapons|weaponry)(?: (?:supplies|deliver(?:y|ies)|shipments?|transfers?|aid))?", re.IGNORECASE
        ),
        "cyberattack": re.compile(r"(?:\w+ )?cyber[- ]?\w+", re.IGNORECASE),
    }
)
MEANS = re.compile(r"\b(?:water[- ]cannons?|tear gas|lasers?)\b", re.IGNORECASE)
THINGS = 3  # items in a headline
# Counts that need an "of": "thousands of rifles", "a number of drones".
VAGUE = re.compile(r"(?:^|\s)(?:dozens|scores|tens|hundreds|thousands|millions|(?:an?|the|large) (?:number|couple|pair|series|handful))$")
BETWEEN = re.compile(r"\d[\d,.]* to ")
# What stands before the number of those who stay: "cut to about 2,500", "leaving 600"; "up to 600" are those who go.
STAY = re.compile(
    r"(?<!\bup )\b(?:to|leaving|leaves?)\s+(?:about|around|some|roughly|nearly|just|only|under|(?:fewer|less) than)?\s*$", re.IGNORECASE
)
# Common words of things, which headlines write large: "Ballistic Missiles", "FOUR Fighter Jets".
COMMON = re.compile(
    r"\b(?:(?:(?:short|medium|intermediate|long)[- ]range|intercontinental|hypersonic|tactical|explosive|ballistic|cruise|guided"
    r"|fighter|combat|attack|armou?red|heavy|light|military|naval|suicide|surveillance|artillery|nuclear|anti[- ](?:tank|ship|aircraft)"
    r"|air[- ]defen[cs]es?|surface[- ]to[- ](?:air|surface))(?=\s)"
    r"|(?:missile|rocket|drone|tank|jet|plane|warplane|aircraft|ship|warship|vessel|boat|submarine|shell|bomb|mine|launcher|helicopter"
    r"|vehicle|howitzer|gun|rifle|projectile|bomber|frigate|destroyer|warhead|satellite|system|round|weapon|troop|soldier|force|carrier"
    r"|bombing|bomber|explosive|ammunition|artillery)s?)\b",
    re.IGNORECASE,
)


def status_word(status: Status, flags: tuple[str, ...]) -> str:
    """How firmly an event stands, in capitals: "ALLEGED", "ALLEGED, DENIED"."""
    own = STATUS[Status.ASSERTED if "POSTPONED" in flags else status]  # that it is put off is told for a fact
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
    return text if told else f"{count}{' of' if VAGUE.search(count) else ''} {_many(text, item.quantity)}"


def _small(told: str) -> str:
    """A thing's words without an article, and without a headline's capitals where no name is among them: "bomb" for "A bomb"."""
    text = ARTICLE.sub("", told)
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
    """A sum in the story's words, its size written out: "$526 million" for "$526Mln"."""
    return SIZE.sub(lambda found: f"{found[1]} {SIZES[found[2].lower()]}", money.text) if money else ""


def who_of(claim: Claim, said: Sequence[str] = ()) -> str:
    """Who did it, in names; `said`: sentences that tell more of its event, for names that no list has."""
    return names_of(claim.actor, (*claim.quotes, *said)) or "unknown"


def whom_of(claim: Claim, said: Sequence[str] = ()) -> str:
    """Whom it befell, in names; civilians stand behind those whose they are."""
    return names_of(sorted(claim.target, key=lambda party: party == "civilians"), (*claim.quotes, *said))


def sides_of(claim: Claim, said: Sequence[str] = ()) -> str:
    """Who → whom, in names; nothing points into the state that forces leave."""
    who, whom = who_of(claim, said), whom_of(claim, said)
    return f"{who} → {whom}" if whom and claim.reversal is not Reversal.WITHDRAWAL else who


def what_of(claim: Claim) -> str:
    """The kind of event, then what with and how much: "attack: 75 missiles, at least 11 killed"."""
    kind = event_of(claim)
    told = (*_things(claim, kind)[:THINGS], sum_of(claim.money), toll(claim.casualties))
    details = ", ".join(dict.fromkeys(part for part in told if part))
    return f"{kind}: {details}" if details else kind


def _things(claim: Claim, kind: str) -> list[str]:
    """The items that say more than the kind does; where there are none, what an attack was made with by its sentences."""
    items, hollow = _apart(claim.item), HOLLOW.get(kind)
    fuller = [item for item in items if item.quantity or not (hollow and hollow.fullmatch(item.text))]
    if items or kind != kind_word(ClaimType.STRIKE):
        bare = items if kind == kind_word(claim.type) and not claim.money else ()
        return [_gone(claim, item) for item in (fuller or bare)]
    means = MEANS.search(" ".join(claim.quotes))
    return [means[0].lower()] if means else []


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
