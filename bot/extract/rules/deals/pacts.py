"""Who breaks or quits a pact, and who only brokers or turns it down: "Chad accused Mali of violating the truce that Oman brokered"."""

from __future__ import annotations

from collections.abc import Container, Iterator, Sequence
from dataclasses import replace
from itertools import chain

from bot.extract.families import FLAT
from bot.extract.rules.grammar import doers, words_for
from bot.extract.rules.reading import Reading
from bot.extract.status import status_of
from bot.extract.tables import words
from bot.extract.text.rooted import lifted
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, up
from bot.extract.text.view import View
from bot.model import Claim, ClaimType, Days, Status

MONTHS = 200  # days of what is dated by a year alone
SOUGHT = frozenset({ClaimType.AGREEMENT, ClaimType.ARMS_TRANSFER})  # what is offered, and may be turned down


def with_pacts(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims of pacts with those alone who break or quit one; what somebody turns down is not denied, it does not come about."""
    return tuple(p for c in claims for p in _parts(_refused(c, read.shown(c)), read.shown(c)))


def _parts(claim: Claim, held: Sequence[View]) -> tuple[Claim, ...]:
    if claim.type is not ClaimType.AGREEMENT:
        return (claim,)
    claim = _brokered(claim, held)
    broken, ended = (next(_told(held[:1], way), None) for way in ("break", "end"))
    if _signed(held):
        return (claim,)
    if broken and ended and broken[1] | ended[1] == set(claim.actor) and not broken[1] & ended[1]:
        flat = replace(claim, status=Status.ASSERTED) if claim.status is Status.ALLEGED else claim
        return (_ended(flat, *ended), replace(claim, actor=tuple(sorted(broken[1])), date=_undated(claim, broken[0])))
    if broken:
        return (_charged(replace(claim, actor=_narrowed(claim, broken[1]), date=_undated(claim, broken[0]))),)
    return (_ended(claim, *ended),) if ended else (claim,)


def _ended(claim: Claim, verb: Token, who: frozenset[str]) -> Claim:
    planned = claim.status in FLAT and status_of(verb, ClaimType.AGREEMENT).status is Status.PLANNED
    status = Status.PLANNED if planned else claim.status
    actor = _narrowed(claim, who) if who & set(claim.actor) else tuple(sorted(who))
    return replace(claim, status=status, actor=actor, date=_undated(claim, verb))


def _charged(claim: Claim) -> Claim:
    """A breach as alleged where another party than the breaker says so."""
    sayers = {s.party for s in claim.source if s.party}
    charged = claim.status is Status.ASSERTED and bool(sayers) and not sayers & set(claim.actor)
    return replace(claim, status=Status.ALLEGED) if charged else claim


def _narrowed(claim: Claim, who: frozenset[str]) -> tuple[str, ...]:
    return tuple(a for a in claim.actor if a in who) if who < set(claim.actor) else claim.actor


def _undated(claim: Claim, verb: Token) -> Days | None:
    """The day of a claim; none where it is the year of the pact that is broken or left: "suspended the 1988 agreement"."""
    pact, day = pact_of(verb), claim.date
    years = {c.text for c in children(pact, "nummod", "compound", "amod", "nmod")} if pact is not None else set[str]()
    return None if day is not None and (day.end - day.start).days > MONTHS and str(day.start.year) in years else day


def _signed(held: Sequence[View]) -> bool:
    """Whether a sentence tells how the pact came about, and another how it ended: the claim is of both sides then."""
    ways = [{way for way in ("sign", "break", "end") if any(_does(t, way) for t in v.tokens)} for v in held]
    return any(w == {"sign"} for w in ways)


def _does(verb: Token, way: str) -> bool:
    return is_verb(verb) and lemma(verb) in words("pacts")[way] and pact_of(verb) is not None


def _told(held: Sequence[View], way: str) -> Iterator[tuple[Token, frozenset[str]]]:
    """The verbs by which a side breaks or ends a pact, with who does."""
    for view in held:
        for verb in view.tokens:
            if _does(verb, way) and (who := doers(view, verb)):
                yield verb, who


def breakers(view: View) -> frozenset[str]:
    """The sides that a sentence says have broken a pact: "A had violated it", "accused A of violating it", "it was A that broke it"."""
    return frozenset(one for t in view.tokens if _does(t, "break") for one in _charged_with(view, t) or doers(view, t))


def _charged_with(view: View, verb: Token) -> frozenset[str]:
    """Whom somebody charges with what a verb tells."""
    if verb.dep_ == "pcomp":
        return view.sides(children(verb.head.head, "dobj", "nsubjpass")) if is_verb(verb.head.head) else frozenset()
    being = verb.head.head if verb.dep_ == "relcl" else verb.head
    cleft = verb.dep_ in {"ccomp", "relcl"} and lemma(being) == "be" and any(s.lower_ == "it" for s in children(being, "nsubj"))
    return view.sides(children(being, "attr", "acomp")) if cleft else frozenset()


def pact_of(verb: Token, also: Container[str] = ()) -> Token | None:
    """The pact that a verb is done to, by its name, or by "it" below one that names it: "quit the pact, accusing Mali of breaking it"."""
    held = _objects(verb)
    named = (t for t in held if lemma(t) in words("pacts")["pact"] or lemma(t) in also)
    again = (p for t in held if t.lower_ == "it" for p in _above(verb))
    return next(chain(named, again), None)


def _above(verb: Token) -> Iterator[Token]:
    return (t for above in list(up(verb))[1:] if is_verb(above) for t in _objects(above) if lemma(t) in words("pacts")["pact"])


def _objects(verb: Token) -> tuple[Token, ...]:
    through = [p for p in children(verb, "prep", "prt") if p.lower_ in words("pacts")["through"]]
    inner = [q for p in through for q in (p, *children(p, "prep"))]
    return (*children(verb, "dobj", "nsubjpass"), *(o for p in inner for o in children(p, "pobj")))


def _brokered(claim: Claim, held: Sequence[View]) -> Claim:
    """The claim without who only brings the two sides together, where two are left."""
    did = {d: [_brokers(t) for v in held for t in words_for(v, d)] for d in claim.actor}
    left = tuple(d for d, ways in did.items() if not ways or not all(ways))
    return replace(claim, actor=left) if len(left) > 1 else claim


def _brokers(token: Token) -> bool:
    first = lifted(token)
    broker = words("pacts")["broker"]
    below = any(lemma(c) in broker and any(w.lower_ in {"which", "who"} for w in children(c, "nsubj")) for c in children(first, "relcl"))
    by = first.dep_ == "pobj" and first.head.dep_ in {"agent", "prep"} and first.head.lower_ == "by" and lemma(first.head.head) in broker
    return below or by or (first.dep_ == "nsubj" and lemma(first.head) in broker)


def _refused(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.status is not Status.DENIED or claim.type not in SOUGHT:
        return claim
    table = words("pacts")
    denials = [t for v in held for t in v.tokens if is_verb(t) and lemma(t) in words("denials")["deny"] | table["refuse"]]
    turned = [t for t in denials if lemma(t) in table["refuse"] and _offered(t)]
    return replace(claim, status=Status.NEGATED) if turned and len(turned) == len(denials) else claim


def _offered(verb: Token) -> bool:
    """Whether it is a pact or an offer that is turned down: "which Mali rejected", "rejected the proposal"."""
    named = [t for t in children(verb, "dobj", "nsubjpass") if t.lower_ not in {"which", "that"}]
    found = named or ([verb.head] if verb.dep_ == "relcl" else [])
    return any(lemma(t) in words("pacts")["pact"] | words("pacts")["offer"] for t in found)
