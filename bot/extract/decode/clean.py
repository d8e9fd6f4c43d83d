"""What the heads chose, without what cannot stand together: one party on both sides, a ship that was fired, one sayer told twice."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from types import MappingProxyType

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.confidence import SHORT
from bot.extract.decode.places import proper, single
from bot.extract.decode.slots import Value, apart, plainer
from bot.extract.decode.unheard import accuser, unheard
from bot.extract.families import LAUNCHES
from bot.extract.mentions.owned import group_behind
from bot.extract.mentions.refers import last_word
from bot.extract.scorers.pools import keys
from bot.extract.speech.speakers import author, cues
from bot.extract.status import words as status_words
from bot.extract.tables import words as table
from bot.extract.text.clauses import besides, told_by
from bot.extract.text.rooted import lifted, root
from bot.extract.text.token import Token
from bot.extract.text.tree import lemma
from bot.model import Category, ClaimType, Span, Status

Found = Mapping[str, list[Value]]
# What flies, for the types whose item is what was fired or shot down.
FLIES = frozenset(
    {
        Category.BALLISTIC_MISSILE,
        Category.CRUISE_MISSILE,
        Category.AIR_DEFENCE,
        Category.ROCKET,
        Category.SPACE_LAUNCH,
        Category.MISSILE,
        Category.ANTI_TANK,
        Category.ARTILLERY,
        Category.AMMUNITION,
        Category.BOMB,
        Category.DRONE,
        Category.NUCLEAR,
    }
)
# What a strike hits where a verb takes it; bombs and drones may be what it was done with.
HIT = frozenset(
    {
        Category.SHIP,
        Category.SUBMARINE,
        Category.TANK,
        Category.ARMOURED_VEHICLE,
        Category.VEHICLE,
        Category.AIRCRAFT,
        Category.ARTILLERY,
        Category.RADAR,
        Category.AIR_DEFENCE,
        Category.TROOPS,
    }
)
SENT = frozenset({"troops", "soldiers", "marines", "servicemen", "personnel", "withdrawal"})  # who and what is sent, and is not asked
SURE = 0.6  # the chance from which whoever says it is hit as well: "Norland says a jet crossed into its airspace"
DEFINITE = re.compile(r"(?i)\b(?:the|these|those|such|its|their)\s$")
QUOTES = frozenset("\"“'‘")
OWN_WORDS = re.compile(r"^[^:]{2,30}:\s.*(?:[\"“'‘]\w|\b(?:[Ww]e|[Oo]ur|[Uu]s|I)\b(?![.-]))")
KIN = re.compile(r"(?:['’]s)?\s(?:\w+\s)?(?:affiliate|offshoot|branch|splinter|franchise)s?\b")
FIGHTERS = re.compile(r"\s(?:\w+\s)?(?:militants|jihadists|jihadis|insurgents|rebels|terrorists|gunmen|extremists|guerrillas|bandits)\b")
# The types of which a further doer, or side hit, that no sentence of the evidence names beside others was none in 19 of 19.
NAMED = MappingProxyType(
    {
        "actor": frozenset({ClaimType.DEPLOYMENT, ClaimType.INCURSION, *LAUNCHES}),
        "target": frozenset(
            {ClaimType.DEPLOYMENT, ClaimType.INCURSION, ClaimType.THREAT}
        ),  # of deals see bot.extract.rules.together.listed
    }
)
OF = MappingProxyType({ClaimType.MISSILE_LAUNCH: FLIES, ClaimType.INTERCEPTION: FLIES | {Category.AIRCRAFT}})


def clean(doc: Doc, kind: ClaimType, found: Found) -> dict[str, list[Value]]:
    """The values that can stand together."""
    doers = frozenset(str(v.key) for v in found["actor"])
    voices = [v for v in found["source"] if _voiced(doc, doc.mentions[v.mention])]
    sayers = _speaking(doc, apart(doc, [v for v in voices if not accuser(doc, kind, doers, doc.mentions[v.mention])]))
    actors, targets = _freestanding(doc, _by_groups(doc, found["actor"])), _freestanding(doc, found["target"])
    return {
        **found,
        "actor": _over(actors, targets),
        "target": _over(_unhit(doc, kind, found, targets, sayers, actors), actors),
        "item": plainer([v for v in found["item"] if _wielded(doc, kind, v)]),
        "place": single(doc, proper(doc, found["place"])),
        "source": sayers,
    }


def _wielded(doc: Doc, kind: ClaimType, thing: Value) -> bool:
    """Whether a thing may be what a claim was done with: what flies of what is fired or shot down, and not what a strike hit."""
    told = doc.mentions[thing.mention]
    if kind in OF:
        return thing.key in OF[kind] or (kind is ClaimType.INTERCEPTION and "balloon" in told.text.lower())
    token = root(doc, told) if kind is ClaimType.STRIKE and thing.key in HIT else None
    if token is None or token.dep_ not in {"dobj", "nsubjpass"}:
        return True
    at = doc.sentences[told.sentence].told + token.head.idx
    return not any(m.start == at and kind in m.ids for _, m in doc.of(told.sentence, Kind.TRIGGER))


def speakers(doc: Doc, found: Found, status: Status) -> list[Value]:
    """The sayers of a claim of one status: a denial is the deniers'; what is told is not told by who denies it."""
    if status is Status.DENIED:
        return deniers(doc, found)
    return [v for v in found["source"] if not _denies(root(doc, doc.mentions[v.mention]))]


def _denies(token: Token | None) -> bool:
    """Whether somebody denies: "Oman rejects", "a statement by Oman rejects", "an accusation denied by Oman"."""
    if token is None:
        return False
    noun = token.head.head if token.dep_ == "pobj" else token.head
    if noun.dep_ == "nsubj" and lemma(noun) in cues()["nouns"] and token.i in {author(noun).i, *(c.i for c in author(noun).subtree)}:
        token = noun
    agent = token.dep_ == "pobj" and token.head.dep_ == "agent"
    verb = token.head.head if agent else token.head
    return (agent or token.dep_ == "nsubj") and lemma(verb) in status_words()["deny"]


def deniers(doc: Doc, found: Found) -> list[Value]:
    """The sayers of a denial without those who, in a sentence that denies nothing, say something of another side."""
    denied = {m.sentence for m in doc.mentions if m.kind is Kind.CUE and "deny" in m.ids}
    doers = {v.key for v in found["actor"]}

    def denies(mention: Mention) -> bool:
        party = set(resolved(doc, mention).ids)
        return mention.sentence in denied or not party or bool(doers & party)

    return [v for v in found["source"] if denies(doc.mentions[v.mention])] or list(found["source"])


def _freestanding(doc: Doc, mine: Sequence[Value]) -> list[Value]:
    """The values without a state that stands in another's name alone: Iraq in "Iraqi militia", Iran in "Iran-backed"."""
    held = [(v, doc.mentions[v.mention]) for v in mine]
    bound = {(m.start, m.end) for m in doc.mentions if m.modifier} | _owners(doc, {v.mention for v in mine})
    free = {i for m in doc.mentions if (m.start, m.end) not in bound for i in m.ids}
    covered = [v for v, m in held if any(o is not m and o.start <= m.start and m.end <= o.end for _, o in held)]
    return [v for v, m in held if (m.start, m.end) not in bound or (v.key in free and v not in covered)]


def _by_groups(doc: Doc, mine: Sequence[Value]) -> list[Value]:
    """The doers, a group in place of the state that only stands before its name: "Sudan's RSF shells ..."."""
    chosen = {v.key for v in mine}
    behind = ((v, group_behind(doc, doc.mentions[v.mention])) for v in mine)
    told = ((v, i, None if i is None else doc.mentions[i].ids[0]) for v, i in behind)
    return [v if i is None else replace(v, key=id_, mention=i) for v, i, id_ in told if i is None or id_ not in chosen]


def _owners(doc: Doc, mine: AbstractSet[int]) -> set[tuple[int, int]]:
    """Where names only say whose a chosen group is: Kenya in "Kenya coalition", Sudan in "Sudan's RSF", one group in "its affiliate"."""
    groups = [m for m in (doc.mentions[i] for i in mine) if m.kind is Kind.PARTY and m.ids and not m.ids[0].isupper()]
    states = [m for m in doc.mentions if m.kind is Kind.PARTY and m.ids and m.ids[0].isupper()]
    starts = {g.start for g in groups}
    before = {(m.start, m.end) for m in states if doc.story.full.startswith(("'s ", "’s "), m.end) and m.end + 3 in starts}
    before |= {(m.start, m.end) for m in groups if KIN.match(doc.story.full, m.end) and any(g.ids != m.ids for g in groups)}
    return before | {(m.start, m.end) for m in states if any(g.start == m.start and m.end < g.end for g in groups)}


def _unhit(doc: Doc, kind: ClaimType, found: Found, mine: Sequence[Value], sayers: Sequence[Value], doers: Sequence[Value]) -> list[Value]:
    """The sides hit without whoever only says so: of a fight on the ground, and where it tells of fighters killed by nobody named."""
    fell = any(FIGHTERS.match(doc.story.full, doc.mentions[v.mention].end) for v in found.get("casualties", ()))
    if fell and not doers:
        said = {i for v in sayers for i in resolved(doc, doc.mentions[v.mention]).ids}
        return [v for v in mine if v.key not in said]
    return _outside(doc, mine, sayers, 1.0 if kind is ClaimType.GROUND_COMBAT else SURE)


def _outside(doc: Doc, mine: Sequence[Value], sayers: Sequence[Value], sure: float) -> list[Value]:
    """The values without those read off the name of whoever says it, unless they are sure: France in "the French army said"."""
    spans = [(doc.mentions[v.mention].start, doc.mentions[v.mention].end) for v in sayers]
    at = ((v, doc.mentions[v.mention]) for v in mine)
    return [v for v, m in at if v.score >= sure or not any(a <= m.start and m.end <= b for a, b in spans)]


def stated(doc: Doc, kind: ClaimType, status: Status, found: Found, spans: Sequence[Span]) -> dict[str, list[Value]]:
    """The values without things, counts, the dead and sayers that no sentence of the evidence names, in `spans`; a feed item's all.

    Of such things one in six was right, of such counts one in twenty. What is denied was named before. A launch keeps its only thing:
    without one it is none.
    """
    if kind is ClaimType.STRIKE:  # men strike, and are no weapon
        found = {**found, "item": [v for v in found["item"] if v.key != Category.TROOPS]}
    if len(doc.story.text) < SHORT:
        return {**found, "casualties": _told_first(doc, found["casualties"])}
    found = {**found, "count": [v for v in found["count"] if not _of_another(doc, kind, v, found["actor"])]}
    told = {s.start for s in spans}
    here = {s.index for s in doc.sentences if s.said.start in told}
    held = {role: [t for v in found[role] if (t := _told_here(doc, role, v, here)) is not None] for role in ("item", "count", "casualties")}
    if not any(doc.story.cut(s).lstrip()[:1] in QUOTES for s in spans):
        last = {i: max(held) for i, held in besides(doc).items() if i in here}
        sayers = here | {j for i, j in last.items() if j > i and told_by(doc, j) is not None}
        held["source"] = [t for v in found["source"] if (t := _told_here(doc, "source", v, sayers)) is not None]
    if status is Status.DENIED or (not held["item"] and kind in {*OF, *LAUNCHES}):
        held["item"] = list(found["item"])
    return {**found, **held, **_named(doc, kind, found, here)}


def _named(doc: Doc, kind: ClaimType, found: Found, here: set[int]) -> dict[str, list[Value]]:
    """The parties that some sentences name, for the roles of a type where another beside them was never one."""
    named = {r: [t for v in found[r] if (t := _told_here(doc, r, v, here)) is not None] for r, kinds in NAMED.items() if kind in kinds}
    return {role: values for role, values in named.items() if values}


def _of_another(doc: Doc, kind: ClaimType, count: Value, doers: Sequence[Value]) -> bool:
    """Whether it counts what another state sends: "scrambled jets after two Russian bombers flew near"."""
    told = doc.mentions[count.mention]
    behind = (m for _, m in doc.of(told.sentence, Kind.PARTY) if 0 < m.start - told.end <= 1 and m.text[:1].isupper())
    named = {i for m in behind for i in resolved(doc, m).ids if i.isupper()}
    return kind is ClaimType.DEPLOYMENT and bool(named) and not named & {v.key for v in doers}


def _told_first(doc: Doc, found: Sequence[Value]) -> list[Value]:
    """The dead, and the wounded, as the first sentence that tells them does: a later one gives what others say."""
    held = [(v, m.sentence, m.casualties) for v in found if (m := doc.mentions[v.mention]).casualties is not None]
    dead = min((i for _, i, c in held if (c.killed_min, c.killed_max) != (None, None)), default=-1)
    hurt = min((i for _, i, c in held if (c.killed_min, c.killed_max) == (None, None)), default=-1)
    return [v for v, i, c in held if i == (hurt if (c.killed_min, c.killed_max) == (None, None) else dead)]


def _told_here(doc: Doc, role: str, value: Value, here: set[int]) -> Value | None:
    """A value as some sentences tell it; None where they do not."""
    told = doc.mentions[value.mention]
    if told.sentence in here:
        return value
    inside = [(i, m) for i, m in enumerate(doc.mentions) if m.sentence in here]
    spots = (i for i, m in inside if value.key in keys(doc, m, role) or (role == "item" and _again(doc, m, told)))
    return next((replace(value, mention=i) for i in spots), None)


def _again(doc: Doc, here: Mention, told: Mention) -> bool:
    """Whether a thing told before is meant again: "the missiles", after "surface-to-air missiles"."""
    before = doc.story.full[max(0, here.start - 12) : here.start]
    return here.kind is Kind.ITEM and DEFINITE.search(before) is not None and last_word(here.text) == last_word(told.text)


def _voiced(doc: Doc, mention: Mention) -> bool:
    """Whether a mention may say something: troops seldom do but as the subject of a word of saying, a state before a colon is the topic."""
    if _topic(doc, mention) or unheard(doc, mention):
        return False
    token = root(doc, mention)
    if token is None:
        return True
    says = token.dep_ == "nsubj" and lemma(token.head) in cues()["say"]
    return says or token.lower_ not in SENT


def _speaking(doc: Doc, found: Sequence[Value]) -> list[Value]:
    """The sayers without those who only act or stand by where another speaks: "A fires missiles, B and C say", "after drills with B".

    Nor whom another's words name.
    """
    left = [v for v in found if not _silent(doc, doc.mentions[v.mention]) and not _quoted(doc, doc.mentions[v.mention])]
    return left or list(found)


def _quoted(doc: Doc, mention: Mention) -> bool:
    """Whether somebody is named within quote marks, where he says nothing himself."""
    sentence, token = doc.sentences[mention.sentence], root(doc, mention)
    paragraph = next(s.start for s in doc.sentences if s.paragraph == sentence.paragraph)
    before = doc.story.full[paragraph : mention.start]
    inside = before.count("“") > before.count("”") or before.count('"') % 2 == 1
    closed = any(mark in doc.story.full[mention.end : sentence.end] for mark in '”"')
    return inside and closed and token is not None and not (token.dep_ == "nsubj" and lemma(token.head) in cues()["say"])


def _silent(doc: Doc, mention: Mention) -> bool:
    token = root(doc, mention)
    token = lifted(token) if token is not None else None
    if token is None or mention.kind is Kind.PERSON:
        return False
    if token.dep_ == "nsubj":
        acts = {m.start for _, m in doc.of(mention.sentence, Kind.TRIGGER)}
        at = doc.sentences[mention.sentence].told + token.head.idx
        return at in acts and lemma(token.head) not in cues()["say"] and not any(c.dep_ == "ccomp" for c in token.head.children)
    return token.dep_ == "pobj" and token.head.lower_ in table("speech")["beside"]


def _topic(doc: Doc, mention: Mention) -> bool:
    """Whether a state's or a city's name opens a sentence before a colon, and not its words: "Norland: five killed in attack"."""
    if OWN_WORDS.search(doc.sentences[mention.sentence].text):
        return False
    opens = mention.start == doc.sentences[mention.sentence].told and doc.story.full[mention.end : mention.end + 1] == ":"
    spots = (m for _, m in doc.of(mention.sentence, Kind.PLACE)) if opens else ()
    return any((m.start, m.end) == (mention.start, mention.end) for m in spots)


def _over(mine: Sequence[Value], other: Sequence[Value]) -> list[Value]:
    """The values without those that are surer on the other side."""
    best = {v.key: v.score for v in other}
    return [v for v in mine if v.score >= best.get(v.key, 0.0)]
