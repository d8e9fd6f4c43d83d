"""What a definite or a pronoun stands for: the nearest mention told before it that fits."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from bot.extract.candidates import Kind, Mention
from bot.extract.lexica import Bands, companies
from bot.extract.mentions.orgs import snake
from bot.extract.tables import words
from bot.model import AGENCIES


@dataclass(slots=True)
class Memory:
    """The mentions last told, by what can stand for them (indices)."""

    state: int | None = None
    group: int | None = None
    band: int | None = None  # a group that is known, or told, to be armed
    company: int | None = None
    alliance: int | None = None
    person: int | None = None
    subject: int | None = None
    plural: int | None = None
    speaker: int | None = None  # a person or state that may say "we"
    told: Counter[str] = field(default_factory=Counter)  # how often each state was told of so far
    states: dict[str, int] = field(default_factory=dict)  # the last mention of each state
    lately: tuple[str, ...] = ()  # states of this sentence and the last
    sentence: int = -1
    armed: set[str] = field(default_factory=set)  # the groups that were a band so far
    names: dict[str, int] = field(default_factory=dict)
    bodies: dict[str, int] = field(default_factory=dict)  # the last state's body of each word: "Kenya's defence ministry"


_ALLIANCES = frozenset({"nato", "us_coalition", "saudi_led_coalition", "eu", "un", "african_union", "g7"})
_PERSONAL = frozenset({"he", "she", "his", "her", "him"})
_PLURAL = frozenset({"they", "their", "them"})
_PRONOUNS = frozenset({"it", "its"})
FORCE = "force"  # "security forces" and "the air force" are a state's, "forces" may be a group's
POSSESSIVE = frozenset({"its", "their", "his", "her"})
SIDING = ("anti-", "Anti-", "pro-", "Pro-")  # before a name that only says what others are for: an "anti-Roe fighter"
WE = frozenset({"we", "our", "us", "i", "my"})
OWNED = re.compile(r"\sof\s(?:the\s)?[A-Z]")


def linked(mentions: Sequence[Mention], bands: Bands, full: str = "") -> tuple[Mention, ...]:
    """The mentions with what they refer to; what has no ids of its own takes those of what it stands for. `full`: the text they are of."""
    memory = Memory()
    out: list[Mention] = []
    outer: Mention | None = None
    for mention in mentions:
        body = _body(mention, memory, full[max(0, mention.start - 4) : mention.start])
        named = body if body is not None else _owner(mention, out)
        if named is None and _owned(mention, full):
            done = mention
        else:
            done = _with_referent(mention, out, memory, bands) if named is None else _standing(mention, out, named, bands)
        within = outer is not None and _within(done, outer)
        aside = within or _charging(done, out)
        out.append(replace(done, modifier=True) if within else done)
        if mention.kind is not Kind.PERSON or not full[: mention.start].endswith(SIDING):
            _keep(done, len(out) - 1, memory, aside)
        memory.subject = memory.subject if body is None else body
        outer = done if done.kind is Kind.PARTY and not within else outer
    return tuple(out)


def _standing(mention: Mention, told: Sequence[Mention], at: int, bands: Bands) -> Mention:
    """A mention that stands for one told before."""
    return replace(mention, refers=at, ids=told[at].ids, org="" if _banded(mention, bands) else mention.org)


def _body(mention: Mention, memory: Memory, before: str) -> int | None:
    """The body of the same word that was named last with its state: "the ministry", after "Kenya's defence ministry"."""
    lone = mention.kind is Kind.PARTY and not mention.ids and before.lower() == "the "
    return memory.bodies.get(mention.text.lower()) if lone else None


def _owner(mention: Mention, told: Sequence[Mention]) -> int | None:
    """Whom the possessive right before a word stands for: "its troops", "their leader"."""
    lone = mention.kind is Kind.PARTY and not mention.ids and mention.text == mention.text.lower()
    beside = (m for m in told[-3:] if m.kind is Kind.PARTY and m.end == mention.start - 1 and m.text.lower() in POSSESSIVE)
    return next((m.refers for m in beside if m.refers is not None and m.ids), None) if lone else None


def _owned(mention: Mention, full: str) -> bool:
    """Whether right behind forces stands whose they are: "the armed forces of Kenya" are not those told before."""
    forces = mention.kind is Kind.PARTY and not mention.ids and last_word(mention.text) in {FORCE, "army", "military"}
    return forces and OWNED.match(full, mention.end) is not None


def _within(mention: Mention, outer: Mention) -> bool:
    """Whether a state stands within the name of a group: Iraq in "Iraqi militia"; it is not who acts."""
    inside = mention.kind is Kind.PARTY and outer.start <= mention.start and mention.end <= outer.end
    return inside and bool(mention.ids and outer.ids) and mention.ids[0].isupper() and _slot(outer.ids[0]) == "group"


def _charging(mention: Mention, told: Sequence[Mention]) -> bool:
    """Whether a party stands right behind a denial, of which the denier is the subject: "rejects US claim that it ..."."""
    return any(m.kind is Kind.CUE and "deny" in m.ids and 0 <= mention.start - m.end <= 1 for m in told[-2:])


def _with_referent(mention: Mention, told: Sequence[Mention], memory: Memory, bands: Bands) -> Mention:
    at = _referent(mention, memory, bands)
    if at is None:
        return mention if mention.ids or not _banded(mention, bands) else replace(mention, ids=(mention.org,), org="")
    if mention.kind is Kind.PERSON and mention.name:
        return replace(mention, refers=at, ids=mention.ids or told[at].ids, org=mention.org or told[at].org)
    return replace(_standing(mention, told, at, bands), ids=mention.ids or told[at].ids)


def _banded(mention: Mention, bands: Bands) -> bool:
    """Whether a mention is of an unnamed group; its own id waits in `org` till nothing fits."""
    return mention.kind is Kind.PARTY and not mention.ids and bool(mention.org) and last_word(mention.text) in bands.armed


def last_word(text: str) -> str:
    """The last word of a name, in lower case and in the singular."""
    word = text.rsplit(maxsplit=1)[-1].lower() if text.split() else ""
    for many, one in (("men", "man"), ("ies", "y"), ("s", "")):
        if word.endswith(many) and len(word) > 3:
            return word[: -len(many)] + one
    return word


def _referent(m: Mention, memory: Memory, bands: Bands) -> int | None:
    if m.kind is Kind.PERSON:
        return _person(m, memory)
    if m.kind is not Kind.PARTY or m.ids:
        return None
    word = m.text.lower()
    if word in _PERSONAL | _PRONOUNS | _PLURAL | WE:
        return _pronoun(word, memory)
    lemma = last_word(m.text)
    if lemma != word and bands.anaphors.get(lemma) == "state":
        return None  # "states" are more than one
    if lemma in bands.armed or (lemma == FORCE and word == f"{FORCE}s" and memory.band is not None):
        return memory.band
    return _definite("state" if lemma == FORCE else bands.anaphors.get(lemma, "state"), memory)


def _pronoun(word: str, memory: Memory) -> int | None:
    if word in _PERSONAL:
        return memory.person
    if word in WE:
        return memory.speaker
    return memory.plural if word in _PLURAL and memory.plural is not None else memory.subject


def _definite(what: str, memory: Memory) -> int | None:
    return {"group": memory.group, "company": memory.company, "alliance": memory.alliance}.get(what, _main_state(memory))


def _main_state(memory: Memory) -> int | None:
    """The state that "the military" belongs to: told often, and lately."""
    if not memory.told:
        return None
    best = max(memory.told, key=lambda code: memory.told[code] + 2 * memory.lately.count(code))
    return memory.states[best]


def _person(m: Mention, memory: Memory) -> int | None:
    if m.text.lower() in _PERSONAL:
        return memory.person
    if m.name:
        return memory.names.get(m.name.split()[-1].lower()) if len(m.name.split()) <= 2 else None
    if m.text.lower() in {"it", "they"}:
        return memory.subject
    return None


def _keep(m: Mention, at: int, memory: Memory, aside: bool = False) -> None:
    """What later words may stand for this mention; one that stands aside is no subject."""
    at = m.refers if m.refers is not None else at
    if m.kind is Kind.PERSON and m.name:
        memory.person = at
        memory.names.setdefault(m.name.split()[-1].lower(), at)
        memory.speaker = at if m.ids else memory.speaker
    # An agency told something: it is no group that "the militants" could be.
    if m.kind is not Kind.PARTY or m.modifier or not m.ids or m.ids == ("civilians",) or m.text in AGENCIES:
        return
    slot = _slot(m.ids[0])
    setattr(memory, slot, at)
    if slot == "group" and m.refers is None and not _guessed(m) and m.ids[0] not in companies():
        memory.armed.add(m.ids[0])  # a firm is nobody's forces, nor what a pronoun stands for that was guessed
    memory.band = at if m.ids[0] in memory.armed else memory.band
    if slot == "state" and m.refers is None:
        _tell(m, at, memory)
        memory.bodies.update((body, at) for body in words("refers")["bodies"] if _is_body(m.text.lower(), body))
    if aside:
        return
    if slot in {"group", "alliance", "company"} or m.refers is None:
        memory.subject = at
    if slot == "group" or last_word(m.text) != m.text.lower():
        memory.plural = at


def _is_body(text: str, body: str) -> bool:
    """Whether a body with its state is what a word stands for: "ministry" of "Kenya's defence ministry", "Kenyan Ministry of Defence"."""
    return text.endswith(f" {body}") or f" {body} of " in text


def _tell(m: Mention, at: int, memory: Memory) -> None:
    if m.sentence != memory.sentence:
        memory.lately = memory.lately[-1:] if m.sentence - memory.sentence <= 1 else ()
        memory.sentence = m.sentence
    memory.told[m.ids[0]] += 1
    memory.states[m.ids[0]] = at
    memory.lately = (*memory.lately, m.ids[0])
    memory.speaker = at if memory.speaker is None else memory.speaker


def _guessed(m: Mention) -> bool:
    """Whether the parser alone takes a name for a body: of 560 "militants", "gunmen" and "forces" none was such a one."""
    return bool(m.org) and m.ids == (snake(m.org),)


def _slot(id_: str) -> str:
    if id_.isupper():
        return "state"
    if id_ in _ALLIANCES:
        return "alliance"
    return "group"
