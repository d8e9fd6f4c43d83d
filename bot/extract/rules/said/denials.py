"""Denials that point back at what was told before: "which Tehran denies", "rejected the accusation", "called the report baseless"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, resolved
from bot.extract.families import NOBODY
from bot.extract.rules.grammar import by_whom
from bot.extract.rules.reading import Charge, Denial, Denials, Reading
from bot.extract.rules.said.who import sayers
from bot.extract.rules.spans import said_by
from bot.extract.speech.speakers import Sayings, sayings
from bot.extract.status import status_of
from bot.extract.tables import words
from bot.extract.text.denying import refused, untrue, withheld
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject, up
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType, Span, Status

BACK = 4  # sentences looked back over
THAT = frozenset({"it", "that", "this", "which", "these", "those", "them", "such", "both", "so", "all"})
# A threat is told, a drill is held, a pact kept or broken: "denied it" seldom means them.
TYPES = frozenset(ClaimType) - {ClaimType.THREAT, ClaimType.EXERCISE, ClaimType.AGREEMENT}
ENDING = re.compile(r"(?:;[^;]*|,\s(?:[\w.'’-]+\s){1,3})\Z")  # from an event to who denies it
SHARE = 0.8  # of the chance of what is denied
MOST = 2  # who are told as the sayers of a denial
LEAST = 0.2  # the chance of a claim too unsure to be told, from which a denial of it is told


def denials(doc: Doc, seen: Sequence[View | None]) -> Denials:
    """The denials of a story that point back; of one sentence the first."""
    said = sayings(doc, seen)
    found = (next(_denials(view, said), None) for view in seen if view is not None)
    held = (replace(d, told=tuple(_charges(d, seen, said))) for d in found if d is not None)
    return tuple(replace(d, voices=frozenset(p for i in d.sayers for p in resolved(doc, doc.mentions[i]).ids) - NOBODY) for d in held)


def _charges(denial: Denial, seen: Sequence[View | None], said: Sayings) -> Iterator[Charge]:
    held = [v for i in (denial.sentence, denial.sentence - 1) if i >= 0 and (v := seen[i]) is not None]
    for view in held if not denial.near else held[:1]:
        for _, mention in view.of(Kind.TRIGGER):
            token = view.head(mention) if mention.start < denial.at else None
            status = Status.DENIED if token is None else Status.ALLEGED if _parted(view, mention.start, denial) else status_of(token).status
            if token is not None and status not in NEGATIVE and not _under_denial(token):
                sayers = tuple(f.mention for f in said.of(view, token))
                yield from (Charge(view.sentence.index, ClaimType(k), sayers, status is Status.ALLEGED) for k in mention.ids)


def _parted(view: View, start: int, denial: Denial) -> bool:
    """Whether an event stands apart from its denial, and nothing before is denied: "says Chad shelled it, Chad denies"."""
    told = view.doc.story.full[start : denial.at]
    mark = ENDING.search(told)
    cut = start + mark.start() if mark else 0
    before = [t for t in view.tokens if view.start(t) < cut]
    return cut > 0 and not any(t.dep_ == "neg" or t.lower_ == "no" or lemma(t) in words("denials")["deny"] for t in before)


def _under_denial(token: Token) -> bool:
    """Whether a word stands in what somebody denies, as its subject too: "denied that a strike killed fifty"."""
    above = (t for t in up(token) if t.i < token.i and is_verb(t) and lemma(t) in words("denials")["deny"])
    return any(not refused(t) for t in above)


def _denials(view: View, said: Sayings) -> Iterator[Denial]:
    table = words("denials")
    for token in view.tokens:
        told = next((way for way in (_denied, _called, _untrue) if way(token, table)), None)
        if told is None:
            continue
        who = _who(view, token, said, own=told is not _untrue)
        if who and not _anothers(view, token, who):
            near = _here(token, table)
            yield Denial(view.sentence.index, view.start(token), who, near, types=_types(view, token) if near else frozenset())


def _types(view: View, verb: Token) -> frozenset[ClaimType]:
    last = max(view.start(t) for t in verb.subtree)
    return frozenset(ClaimType(k) for _, m in view.of(Kind.TRIGGER) if view.start(verb) < m.start <= last for k in m.ids)


def _denied(verb: Token, table: Mapping[str, frozenset[str]]) -> bool:
    """It is a word of denial, and what is denied is told elsewhere."""
    if not is_verb(verb) or lemma(verb) not in table["deny"] or refused(verb) or withheld(verb):
        return False
    clauses = [c for c in children(verb, "ccomp", "xcomp", "pcomp") if c.i > verb.i]
    if clauses:
        return all(_hollow(c, table) for c in clauses)
    objects = children(verb, "dobj", "nsubjpass")
    if objects:
        return all(o.lower_ in THAT or lemma(o) in table["charges"] for o in objects)
    if disowned(verb, table):
        return True
    if verb.dep_ == "relcl":
        return lemma(verb.head) in table["charges"] | {"something"}
    return lemma(verb) == "deny" and not children(verb, "prep", "auxpass")  # "...; Yerevan denies"


def disowned(verb: Token, table: Mapping[str, frozenset[str]]) -> tuple[Token, ...]:
    """Who denies the charge that the parse takes for its subject: "..., an accusation Athens dismissed as false"."""
    charged = [s for s in children(verb, "nsubj") if lemma(s) in table["charges"] and any(c.lower_ in {"a", "an"} for c in s.children)]
    return tuple(c for s in charged for c in children(s, "appos") if s.i < c.i < verb.i)


def _hollow(verb: Token, table: Mapping[str, frozenset[str]]) -> bool:
    """A clause that names no event of its own: "having done so", "carrying it out", "being involved", "it was behind the attack"."""
    name = lemma(verb)
    held = [c for c in children(verb, "dobj", "attr", "acomp", "xcomp", "ccomp") if c.lower_ not in THAT]
    if name == "be":
        behind = any(p.lower_ == "behind" for p in children(verb, "prep", "advmod"))
        return behind or (bool(held) and all(lemma(c) in table["party"] for c in held))
    return name in words("denials")["hollow"] and all(lemma(c) in table["charges"] for c in held)


def _called(verb: Token, table: Mapping[str, frozenset[str]]) -> bool:
    """Whether it calls what was told untrue: "called the report baseless", "dismissed it as propaganda"."""
    if not is_verb(verb) or lemma(verb) not in table["call"] or children(verb, "neg"):
        return False
    below = [t for c in children(verb, "oprd", "ccomp", "xcomp", "prep", "dobj", "advcl") for t in c.subtree]
    false = [t for t in below if lemma(t) in table["false"] or t.lower_ in table["false"]]
    about = [t for t in below if t.lower_ in THAT or lemma(t) in table["charges"]]
    return bool(false) and bool(about)


def _untrue(verb: Token, table: Mapping[str, frozenset[str]]) -> bool:
    """Whether it says so flatly: "that is false", "the report was untrue", with no clause of its own."""
    if lemma(verb) != "be" or children(verb, "ccomp", "csubj") or not untrue(verb, table["false"]):
        return False
    return any(s.lower_ in THAT or lemma(s) in table["charges"] for s in children(verb, "nsubj"))


def _here(verb: Token, table: Mapping[str, frozenset[str]]) -> bool:
    """Whether its own sentence tells what is denied: "which Tehran denies", "a charge that Athens rejects", "a report that it fired"."""
    if verb.dep_ in {"relcl", "acl"} or disowned(verb, table) or any(c.lower_ == "which" for c in children(verb, "dobj", "nsubjpass")):
        return True
    charged = [t for t in verb.subtree if t.i > verb.i and lemma(t) in table["charges"]]
    return any(children(t, "acl", "relcl", "ccomp") for t in charged)


def _anothers(view: View, verb: Token, who: Sequence[int]) -> bool:
    """Whether the claim that is denied says what another did, by no word for an event: "rejected the claim that the group was beaten"."""
    charged = [t for t in verb.subtree if t.i > verb.i and lemma(t) in words("denials")["charges"]]
    clauses = [c for t in charged for c in children(t, "acl", "ccomp") if not _hollow(c, words("denials"))]
    sides = view.sides([s for c in clauses for s in children(c, "nsubj", "nsubjpass")])
    mine = frozenset(i for m in who for i in resolved(view.doc, view.doc.mentions[m]).ids)
    return bool(sides) and not sides & mine and not _types(view, verb)


def _who(view: View, verb: Token, said: Sayings, *, own: bool) -> tuple[int, ...]:
    """The mentions of who denies: the subject of the denial, or whoever is speaking."""
    if own:
        by = by_whom(verb)
        tokens = by if passive(verb) else list(disowned(verb, words("denials")) or subject(verb))
        found = tuple(dict.fromkeys(view.standing([c for t in tokens for c in conjuncts(t)])))
        if found:
            return found
    return tuple(f.mention for f in said.of(view, verb))


def with_denials(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, and what each denial denies, where it is not told yet, of one too unsure to be told where none else is."""
    held = list(claims)
    for denial in read.denials:
        held = _apart(read, held, denial)
        model = _model(read, held, denial) or _model(read, [c for c in read.loose() if c.confidence >= LEAST], denial, own=True)
        if model is not None and not any(_known(read, c, model, denial) for c in held):
            held.append(_claim(read.doc, model, denial))
    held = [_unvoiced(read, c) for c in held]
    return tuple(sorted(held, key=lambda c: (c.evidence[0].start, c.type, c.status)))


def _apart(read: Reading, claims: Sequence[Claim], denial: Denial) -> list[Claim]:
    """The claims with a charge and its denial that were read as a denial of both, as two; the denial is the deniers' alone."""
    doc = read.doc
    mine = [c for c in claims if c.status is Status.DENIED and denial.sentence in read.indices(c)]
    charge = next((t for c in mine[:1] for t in denial.told if t.type is c.type), None)
    names = {p for s in sayers(doc, denial.sayers)[:MOST] for p in (s.name, s.org, s.party) if p}
    if charge is None or any(c.status not in NEGATIVE and charge.sentence in read.indices(c) and c.type is charge.type for c in claims):
        theirs = [c for c in mine if any(names & {s.name, s.org, s.party} for s in c.source)]
        return [_by_deniers(doc, c, denial) if c in theirs else c for c in claims]
    twins = [
        c
        for c in claims
        if c.status is Status.DENIED and c.type is charge.type and {charge.sentence, denial.sentence} & set(read.indices(c))
    ]
    others = tuple(dict.fromkeys(s for c in twins for s in c.source if not names & {s.name, s.org, s.party}))[:2]
    charging = sayers(doc, charge.sayers)[:MOST]
    told = tuple(s for s in charging if not names & {s.name, s.org, s.party})
    if not others and not charge.alleged and not told:
        return list(claims)
    best = max(twins, key=lambda c: c.confidence)
    alleged = _at(doc, replace(best, status=Status.ALLEGED, source=others or told or charging), charge.sentence)
    denied = _at(doc, _by_deniers(doc, best, denial), denial.sentence)
    return [*(c for c in claims if not any(c is t for t in twins)), denied, alleged]


def _at(doc: Doc, claim: Claim, sentence: int) -> Claim:
    said = doc.sentences[sentence].said
    return replace(claim, evidence=(said,), quotes=(doc.story.cut(said),))


def _spots(doc: Doc, denial: Denial) -> tuple[Span, ...]:
    return tuple(Span(m.start, m.end) for m in (doc.mentions[i] for i in denial.sayers))


def _by_deniers(doc: Doc, claim: Claim, denial: Denial) -> Claim:
    """A denial as said by the deniers alone."""
    return said_by(claim, sayers(doc, denial.sayers)[:MOST], _spots(doc, denial))


def _known(read: Reading, claim: Claim, model: Claim, denial: Denial) -> bool:
    """Whether a claim tells the denial already."""
    here = denial.sentence in read.indices(claim) and (claim.type is model.type or denial.sentence not in read.indices(model))
    return claim.status in NEGATIVE and (here or _repeated(claim, model, denial.voices))


def _repeated(claim: Claim, model: Claim, voices: frozenset[str]) -> bool:
    """Whether the same side denies the same elsewhere in the story: "Yerevan denies. Armenia called it a lie."."""
    same = claim.type is model.type and bool(claim.actor) and claim.actor == model.actor
    return same and any(s.party in voices for s in claim.source)


def _unvoiced(read: Reading, claim: Claim) -> Claim:
    """What is told as done, without those among its sayers who only deny it; with none where all that its doer says of a charge is no."""
    if claim.status in NEGATIVE:
        return claim
    deniers = frozenset[str]().union(*(d.voices for d in read.denials if d.sentence in read.indices(claim)))
    left = tuple(s for s in claim.source if s.party not in deniers & set(claim.actor))
    return replace(claim, source=left) if left or claim.status is Status.ALLEGED else claim


def _model(read: Reading, claims: Sequence[Claim], denial: Denial, *, own: bool = False) -> Claim | None:
    """What is denied: the nearest live claim before of the denier's own doing, or what the same sentence told."""
    deniers = denial.voices
    types = denial.types or TYPES
    live = [(c, _near(read, c, denial)) for c in claims if c.type in TYPES & types and c.status not in NEGATIVE]
    near = [(c, d) for c, d in live if d is not None]
    found = [(c, d) for c, d in near if deniers & set(c.actor)]
    if not found and not own:
        found = [(c, d) for c, d in near if d <= 1 and (deniers & set(c.target) or (not deniers and _official(read.doc, denial)))]
    return min(found, key=lambda p: (p[1], p[0].status is not Status.ALLEGED, -p[0].confidence), default=(None, 0))[0]


def _official(doc: Doc, denial: Denial) -> bool:
    """Whether who denies speaks for a side that the story does not name here: "a spokesman", "the army"."""
    return any(words("denials")["official"] & set(doc.mentions[i].text.lower().split()) for i in denial.sayers)


def _near(read: Reading, claim: Claim, denial: Denial) -> int | None:
    """How many sentences before the denial a claim was told last; None where too far, or only behind it."""
    back = [denial.sentence - s for s in read.indices(claim) if 0 <= denial.sentence - s <= (0 if denial.near else BACK)]
    if not back:
        return None
    if min(back) == 0:
        spots = [m.start for _, m in read.doc.of(denial.sentence, Kind.TRIGGER) if claim.type in m.ids]
        if spots and min(spots) > denial.at:
            back = [d for d in back if d]
    return min(back, default=None)


def _claim(doc: Doc, model: Claim, denial: Denial) -> Claim:
    kept = tuple((n, s) for n, s in model.spans if n in {"actor", "target", "item"})
    return replace(
        _at(doc, model, denial.sentence),
        status=Status.DENIED,
        money=None,
        casualties=None,
        date=None,
        place=(),
        source=sayers(doc, denial.sayers)[:MOST],
        background=False,
        importance=2,
        confidence=round(model.confidence * SHARE, 4),
        spans=(*kept, ("source", _spots(doc, denial))),
    )
