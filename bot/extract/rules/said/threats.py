"""Threats by their form: who says that he will do harm, and on what condition. Exact, by the grammar, and put before the heads' choice."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.families import BY_FORCE, NOBODY
from bot.extract.rules.reading import Reading, Threat, Threats
from bot.extract.rules.said.who import sayers
from bot.extract.rules.spans import less
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import AHEAD, Claim, ClaimType, Span, Status

PRONOUNS = frozenset({"it", "they", "he", "she", "we", "i"})
SURE = 0.6  # of 20 in stories the heads had not seen 18 were threats
LISTED = 2  # sides threatened, of whom one may only be spared
OPEN = frozenset({"if", "unless", "should", "once", "whenever"})  # what opens a condition
WOULD = frozenset({"will", "would", "'ll", "’ll", "shall"})


def threats(seen: Sequence[View | None]) -> Threats:
    """The threats of a story's sentences; of one sentence the first."""
    told = ((view, next(chain(_threats(view), _ultimatums(view)), None)) for view in seen if view is not None)
    return {view.sentence.index: found for view, found in told if found is not None}


def _ultimatums(view: View) -> Iterator[Threat]:
    """Who tells another to do something "or face" arms."""
    table = words("threats")
    for verb in view.tokens:
        first, speaker = verb.head, verb.head.head
        either = lemma(verb) == "face" and verb.dep_ == "conj" and any(c.lower_ == "or" for c in children(first, "cc"))
        if not either or not is_verb(speaker) or lemma(speaker) not in table["warn"] | table["say"] | table["ask"]:
            continue
        doers = view.sides(subject(speaker)) if first.dep_ in {"xcomp", "ccomp"} else frozenset[str]()
        if doers and any(lemma(w) in table["face"] for o in children(verb, "dobj") for w in o.subtree):
            own = [t for t in children(first, "nsubj") if t.lower_ not in PRONOUNS]
            hit = view.sides([*children(speaker, "dobj", "dative"), *own])
            span = Span(view.start(verb), view.start(verb) + len(verb.text))
            yield Threat(view.sentence.index, doers - NOBODY, hit - doers - NOBODY, span, view.standing(subject(speaker)))


def _threats(view: View) -> Iterator[Threat]:
    table = words("threats")
    for verb in view.tokens:
        if not is_verb(verb) or not _harm(verb, table["harm"]):
            continue
        if _by_another(view, verb):
            yield _nobodys(view, verb)
            continue
        if not _would(verb):
            continue
        speaker = _speaker(verb, table)
        if speaker is None or not (_open(verb, view.sentence.text.lower()) or lemma(speaker) in table["warn"]):
            continue
        sayers = view.sides(subject(speaker))
        if any(w.lower_ in table["onlookers"] for t in subject(speaker) for w in t.subtree):
            yield _nobodys(view, verb)
            continue
        own = children(verb, "nsubj", "nsubjpass")
        named = view.sides(own) if own and own[0].lower_ not in PRONOUNS else frozenset[str]()
        targets = lemma(verb) == "be"
        doers = sayers if targets or not named else named
        # Who warns of what another will do threatens nobody.
        if not doers or (sayers and named and not targets and not sayers & named):
            continue
        hit = (view.sides(own) if targets else view.sides(_under(verb))) | view.sides(children(speaker, "dobj", "dative"))
        span = Span(view.start(verb), view.start(verb) + len(verb.text))
        yield Threat(view.sentence.index, doers - NOBODY, hit - doers - NOBODY, span, view.standing(subject(speaker)))


def _nobodys(view: View, verb: Token) -> Threat:
    """What sounds like a threat and is none."""
    return Threat(view.sentence.index, frozenset(), frozenset(), Span(view.start(verb), view.start(verb) + 1))


def _by_another(view: View, verb: Token) -> bool:
    """Whether one state warns of what another may do: "a Norland general warns that Sudland may attack"."""
    speaker = verb.head
    if verb.dep_ != "ccomp" or lemma(speaker) != "warn" or lemma(verb) == "be" or children(verb, "auxpass"):
        return False
    own = [t for t in children(verb, "nsubj") if t.lower_ not in PRONOUNS]
    warners, doers = view.sides(subject(speaker)), view.sides(own)
    return bool(warners and doers) and all(i.isupper() for i in warners | doers) and not warners & doers


def _harm(verb: Token, harm: frozenset[str]) -> bool:
    if lemma(verb) == "be":
        return any(lemma(c) == "target" for c in children(verb, "attr"))
    return lemma(verb) in harm


def _would(verb: Token) -> bool:
    """Whether it is to come and not denied: "will", "would", "going to"."""
    helped = {c.lower_ for c in children(verb, "aux")}
    return bool(helped & WOULD) and not children(verb, "neg") and not any(c.lower_ == "only" for c in children(verb, "advmod"))


def _open(verb: Token, told: str) -> bool:
    """Whether a condition hangs on it: "if", "unless", "should they", "as long as"."""
    return any(_marks(c) & OPEN for c in children(verb, "advcl")) or "as long as" in told


def _marks(clause: Token) -> set[str]:
    return {m.lower_ for m in children(clause, "mark", "aux", "advmod")}


def _speaker(verb: Token, table: Mapping[str, frozenset[str]]) -> Token | None:
    """The word of saying above, or hung beside: "warned that", ", the spokesman said"."""
    if verb.dep_ == "ccomp" and lemma(verb.head) in table["warn"] | table["say"]:
        return verb.head
    return next((c for c in children(verb, "parataxis", "ccomp") if lemma(c) in table["say"] | table["warn"]), None)


def _under(verb: Token) -> Sequence[Token]:
    """What the harm is done to: its object, and what stands behind "on", "at", "in", "inside", "against"."""
    objects = children(verb, "dobj")
    preps = [p for t in (verb, *objects) for p in children(t, "prep")]
    return [*objects, *(n for p in preps if p.lower_ in {"on", "at", "in", "inside", "against", "into", "of"} for n in children(p, "pobj"))]


def unspared(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The threats without whom they only forbid to touch: Guyana in "warned Caracas of a bad day if it attacked Guyana"."""

    def held(claim: Claim) -> Claim:
        if claim.type is not ClaimType.THREAT or len(claim.target) < LISTED:
            return claim
        spared = _spared(read.shown(claim))
        left = tuple(t for t in claim.target if t not in spared)
        return replace(claim, target=left) if left else claim

    return tuple(map(held, claims))


def _spared(views: Sequence[View]) -> set[str]:
    """Whom some sentences name in their conditions alone."""
    inside: set[str] = set()
    outside: set[str] = set()
    for view in views:
        asked = _conditions(view)
        for _, mention in view.own:
            head = view.head(mention) if mention.kind in {Kind.PARTY, Kind.PLACE} else None
            if head is not None:
                (inside if head.i in asked else outside).update(resolved(view.doc, mention).ids)
    return inside - outside


def _conditions(view: View) -> frozenset[int]:
    """The words of conditions, without who would fulfil them."""
    clauses = (v for v in view.tokens if v.dep_ == "advcl" and is_verb(v) and _marks(v) & OPEN)
    return frozenset(t.i for v in clauses for t in v.subtree) - frozenset(
        t.i for v in view.tokens for s in children(v, "nsubj", "nsubjpass") if v.dep_ == "advcl" for t in s.subtree
    )


def with_threats(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims with every threat told once, by whoever makes it, and without what is only threatened."""

    def of(claim: Claim) -> list[Threat]:
        return [read.threats[i] for i in read.indices(claim) if i in read.threats]

    held = tuple(_righted(c, of(c)) for c in claims if not any(_only_threatened(c, t) for t in of(c)) and not _talk(c, of(c)))
    seen = {t.sentence for c in held if c.type is ClaimType.THREAT for t in of(c)}
    added = (_claim(read.doc, t) for i, t in read.threats.items() if i not in seen and t.doers)
    return tuple(sorted((*held, *added), key=lambda c: (c.evidence[0].start, c.type, c.status)))


def _talk(claim: Claim, told: Sequence[Threat]) -> bool:
    return claim.type is ClaimType.THREAT and bool(told) and not any(t.doers for t in told)


def _only_threatened(claim: Claim, threat: Threat) -> bool:
    ahead = claim.status in AHEAD and claim.type in BY_FORCE  # what is threatened is no event of its own
    return ahead and len(claim.evidence) == 1 and bool(threat.doers & set(claim.actor))


def _righted(claim: Claim, told: Sequence[Threat]) -> Claim:
    if claim.type is not ClaimType.THREAT or not told:
        return claim
    threat, claim = told[0], replace(claim, confidence=max(claim.confidence, SURE))
    if threat.doers & set(claim.actor):
        return claim
    left = tuple(t for t in claim.target if t not in threat.doers)
    spans = (*less(claim, "actor"), ("actor", (threat.span,)))
    return replace(claim, actor=tuple(sorted(threat.doers)), target=left or tuple(sorted(threat.against)), spans=spans)


def _claim(doc: Doc, threat: Threat) -> Claim:
    """A threat that the heads do not tell, as a claim."""
    sentence = doc.sentences[threat.sentence]
    return Claim(
        type=ClaimType.THREAT,
        status=Status.ASSERTED,
        evidence=(sentence.said,),
        quotes=(doc.story.cut(sentence.said),),
        actor=tuple(sorted(threat.doers)),
        target=tuple(sorted(threat.against)),
        source=sayers(doc, threat.sayers)[:1],
        importance=3 if sentence.index <= 1 else 2,
        confidence=SURE,
        spans=(("actor", (threat.span,)),),
    )
