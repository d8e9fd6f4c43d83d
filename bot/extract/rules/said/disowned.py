"""Who says that an event was none of his doing denies it: "had nothing to do with the attack", "was not behind", "played no part in"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.families import ATTACKS, BY_FORCE
from bot.extract.rules.grammar import after
from bot.extract.rules.reading import Reading
from bot.extract.rules.said.who import sayers
from bot.extract.status import words as status_words
from bot.extract.tables import words
from bot.extract.text.denying import refused
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, subject
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType, Span, Status

ON = frozenset({"in", "to", "with", "for", "behind"})


@dataclass(frozen=True, slots=True)
class Disowned:
    """Where somebody says so: the sentence, who it is (ids and mentions), and of what types of event."""

    said: Span
    who: frozenset[str]
    mentions: tuple[int, ...]
    types: frozenset[ClaimType]


def with_disowned(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, denied where their evidence is that the doer had no part; others without such sentences, which deny by themselves."""
    found = [d for view in read.seen if view is not None for d in disowning(read.doc, view)]
    out = list[Claim]()
    for claim in (_undenied(c, read.shown(c)) for c in claims):
        mine = [d for d in found if claim.type in d.types and d.said in claim.evidence and set(claim.actor) & d.who]
        out.extend(_parted(read.doc, claim, mine, claims) if mine and claim.status not in NEGATIVE and claim.reversal is None else [claim])
    return tuple(sorted(out, key=lambda c: (read.at.get(c.evidence[0].start, 0), c.type, c.status)))


def _undenied(claim: Claim, held: Sequence[View]) -> Claim:
    """A claim that is denied by nobody, since who is asked "neither confirms nor denies", as one that is only said."""
    if claim.status is not Status.DENIED:
        return claim
    denying = [[t for t in view.tokens if lemma(t) in status_words()["deny"]] for view in held]
    loose = bool(denying) and all(told and all(is_verb(t) and refused(t) for t in told) for told in denying)
    return replace(claim, status=Status.ALLEGED, source=()) if loose else claim


def _parted(doc: Doc, claim: Claim, mine: Sequence[Disowned], claims: Sequence[Claim]) -> Iterator[Claim]:
    one, gone = mine[0], {d.said for d in mine}
    left = tuple(e for e in claim.evidence if e not in gone)
    speakers = sayers(doc, one.mentions)
    if not any(c.status in NEGATIVE and c.type is claim.type and one.said in c.evidence for c in claims):
        denied = replace(claim, evidence=(one.said,), quotes=(doc.story.cut(one.said),), status=Status.DENIED, told=None)
        yield replace(denied, actor=tuple(a for a in claim.actor if a in one.who), source=speakers or claim.source)
    if left:
        told = (m for m in doc.mentions if m.kind is Kind.PARTY and any(e.start <= m.start < e.end for e in left))
        stands = any(one.who & set(resolved(doc, m).ids) for m in told)
        actor = claim.actor if stands else tuple(a for a in claim.actor if a not in one.who)
        source = tuple(s for s in claim.source if s.party not in one.who)
        told_at = claim.told if claim.told is not None and any(e.start <= claim.told.start < e.end for e in left) else None
        yield replace(claim, evidence=left, quotes=tuple(map(doc.story.cut, left)), actor=actor, source=source, told=told_at)


def disowning(doc: Doc, view: View) -> Iterator[Disowned]:
    """Where a sentence says that an event was none of somebody's doing."""
    for verb in view.tokens:
        about = _about(verb) if is_verb(verb) else ()
        if not about:
            continue
        inner = {t.i for a in about for t in a.subtree}
        types = frozenset(k for k in BY_FORCE if any(t.i in inner for t in view.events(k))) or BY_FORCE  # "in it"
        types = types | ATTACKS if types & ATTACKS else types  # "rocket fire" may be told as any of them
        held = view.standing([c for s in subject(verb) for c in conjuncts(s)])
        who = frozenset(i for m in held for i in resolved(doc, doc.mentions[m]).ids)
        if types and who:
            yield Disowned(view.sentence.said, who, held, types)


def _about(verb: Token) -> tuple[Token, ...]:
    """What a verb says that its subject had no part in."""
    table, name = words("disowned"), lemma(verb)
    if name in table["have"]:
        return _lacked(verb)
    if name in table["retract"] | table["disclaim"]:
        return () if refused(verb) else _refused(verb)
    return _not(verb) if children(verb, "neg") else ()


def _lacked(verb: Token) -> tuple[Token, ...]:
    """As in "had nothing to do with it", "played no part in it"."""
    objects = children(verb, "dobj")
    if any(o.lower_ == "nothing" for o in objects) and not refused(verb):
        return tuple(t for t in verb.subtree if t.dep_ == "pobj" and t.head.lower_ == "with" and t.i > verb.i)
    parts = [o for o in objects if lemma(o) in words("disowned")["part"] and (_no(o) or children(verb, "neg"))]
    return _on(*parts) or (_on(verb) if parts else ())


def _refused(verb: Token) -> tuple[Token, ...]:
    """As in "disclaimed responsibility for it", "withdrew its claim that it shot it down"."""
    table, objects = words("disowned"), children(verb, "dobj")
    if lemma(verb) in table["disclaim"]:
        return tuple(t for o in objects if lemma(o) in table["part"] for t in (*_on(o), *_on(verb)))
    claims = [o for o in objects if lemma(o) in table["claim"]]
    return tuple(t for o in claims for t in (*children(o, "acl", "ccomp", "relcl"), *children(verb, "ccomp")))


def _not(verb: Token) -> tuple[Token, ...]:
    """As in "was not behind it", "is not responsible for it", "was not involved in it"."""
    being = words("disowned")["being"]
    if lemma(verb) == "be":
        mine = [c for c in children(verb, "acomp", "attr") if lemma(c) in being]
        return (*_on(*mine), *after(verb, "behind"))
    return _on(verb) if lemma(verb) in being and children(verb, "auxpass") else ()


def _no(noun: Token) -> bool:
    return any(c.lower_ in {"no", "any"} for c in children(noun, "det"))


def _on(*words_: Token) -> tuple[Token, ...]:
    return tuple(o for w in words_ for p in children(w, "prep") if p.lower_ in ON for o in (*children(p, "pobj"), *children(p, "pcomp")))


__all__ = ["disowning", "with_disowned"]
