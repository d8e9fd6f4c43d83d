"""Parties beside an event who did not do it: who answers it, who speaks of it, whose ground it was, whose war it is told of."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention, resolved, starts
from bot.extract.mentions.owned import group_behind
from bot.extract.rules.grammar import JOINT, MODIFIERS, SIDES
from bot.extract.speech.speakers import cues
from bot.extract.status import words as status_words
from bot.extract.tables import words
from bot.extract.text.clauses import besides
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject, up
from bot.extract.text.view import PRONOUNS, View
from bot.model import Category, Claim, ClaimType, Item, Span

COMPASS = frozenset({"north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest"})  # "waters south of Cyprus"
FORCE = frozenset({ClaimType.STRIKE, ClaimType.GROUND_COMBAT, ClaimType.MISSILE_LAUNCH, ClaimType.INCURSION})
TRADED = frozenset({ClaimType.AGREEMENT, ClaimType.ARMS_TRANSFER, ClaimType.PROCUREMENT})  # where "from" and "with" name a doer
TAKEN = frozenset({ClaimType.INTERCEPTION, ClaimType.SEIZURE})
SENT = frozenset({ClaimType.MISSILE_LAUNCH, ClaimType.ARMS_TRANSFER})  # what may be stopped on its way
MOVED = FORCE | {ClaimType.DEPLOYMENT, ClaimType.WEAPON_TEST}  # what happens somewhere, so that whose ground it was is told


def without_bystanders(doc: Doc, claims: Sequence[Claim], seen: Sequence[View | None]) -> tuple[Claim, ...]:
    """The claims without doers whom every sentence of their evidence shows beside the event; what others answered is told by itself."""
    at = starts(doc)
    held = ((c, [(s, v) for s in c.evidence if (v := seen[at[s.start]] if s.start in at else None) is not None]) for c in claims)
    parts = ((part, bool(c.actor) and not part.actor) for c, views in held for part in _parts(c, views))
    shot = {s.start for c in claims if c.type is ClaimType.INTERCEPTION for s in c.evidence}  # what was launched there was shot down
    return tuple(p for p, lost in parts if not lost or p.type is not ClaimType.MISSILE_LAUNCH or not {s.start for s in p.evidence} <= shot)


def _parts(claim: Claim, held: Sequence[tuple[Span, View]]) -> tuple[Claim, ...]:
    told = _told(claim, [v for _, v in held])
    gone = [d for d in claim.actor if d not in told.actor]
    if len(gone) != 1 or not told.actor:
        return (told,)
    own = replace(told, item=_own_things(claim, gone[0], [v for _, v in held]).item)
    theirs = [span for span, view in held if _alone(view, claim, gone[0])]
    if not theirs or len(theirs) == len(claim.evidence):
        return (own,)
    ours = tuple(s for s in claim.evidence if s not in theirs)
    items = tuple(replace(i, quantity=None) for i in told.item)
    other = _done_by(claim, (gone[0],), _spots({gone[0]}, [v for _, v in held]), keep=True)
    other = replace(other, item=items, date=None, casualties=None, money=None)
    return (_within(own, ours), _within(other, tuple(theirs)))


def _within(claim: Claim, evidence: tuple[Span, ...]) -> Claim:
    quotes = tuple(q for q, s in zip(claim.quotes, claim.evidence, strict=True) if s in evidence)
    return replace(claim, evidence=evidence, quotes=quotes)


def _alone(view: View, claim: Claim, doer: str) -> bool:
    """Whether a sentence has one doer alone do what the claim tells."""
    did = view.sides([s for t in _triggers(view, claim) for s in subject(t)])
    return doer in did and not did & (set(claim.actor) - {doer})


def _told(claim: Claim, held: Sequence[View]) -> Claim:
    if not claim.actor or not held:
        return claim
    beside = {doer: ways for doer in claim.actor if (ways := _beside(claim, doer, held))}
    beside |= {doer: frozenset({"another"}) for doer in claim.actor if doer not in beside and _next_clause(doer, held)}
    sure = {doer for doer, ways in beside.items() if "never" in ways}
    left = tuple(d for d in claim.actor if d not in beside) or tuple(d for d in claim.actor if d not in sure)
    return claim if left == claim.actor else _done_by(claim, left, _spots(set(claim.actor) - set(left), held), keep=False)


def _next_clause(doer: str, held: Sequence[View]) -> bool:
    """Whether only the other clauses of a sentence name a doer: "Iran seized a tanker, and Norway said it was sending a frigate"."""
    doc, here = held[0].doc, {v.sentence.index for v in held}
    aside = besides(doc)
    beside = {j for i in here for j in aside.get(i, ())} - here
    if not beside:
        return False
    told = (m for i in here | beside for _, m in doc.of(i) if m.kind in SIDES and m.text[:1].isupper())
    named = {m.sentence for m in told if doer in resolved(doc, m).ids}
    return bool(named) and not named & here


def _spots(doers: set[str], held: Sequence[View]) -> frozenset[Span]:
    """Where some doers are named."""
    return frozenset(Span(m.start, m.end) for v in held for _, m in v.own if m.kind in SIDES and doers & set(resolved(v.doc, m).ids))


def _done_by(claim: Claim, doers: tuple[str, ...], spots: frozenset[Span], *, keep: bool) -> Claim:
    """The claim with these doers, who stand at these spots alone, or (`keep` false) at none of them."""
    spans = ((name, tuple(s for s in held if name != "actor" or (s in spots) is keep)) for name, held in claim.spans)
    return replace(claim, actor=doers, spans=tuple((name, held) for name, held in spans if held))


def _beside(claim: Claim, doer: str, held: Sequence[View]) -> frozenset[str]:
    """How every mention of a doer stands beside the event: "never" where it cannot have done it, "another" where somebody else did."""
    named = [(v, token, mention) for v in held for token, mention in _named(v, claim, doer)]
    if any(_answered(view, token, claim, doer) or _addressed(token) for view, token, _ in named):
        return frozenset({"another"})
    tried = any(lemma(t) in words("bystanders")["trial"] for v in held for t in v.tokens)  # in a test one fires at one's own
    stopped = {id(view) for view, token, _ in named if not tried and _stopped(view, token, claim)}  # where he also says so
    did = frozenset(i for v in held for i in _did(v, claim)) & set(claim.actor) - {doer}
    ways = {"never" if id(view) in stopped else _way(view, mention, token, claim, doer, did) for view, token, mention in named}
    if "" in ways:
        return frozenset()
    if ways == {"label"} and claim.type not in JOINT:
        return frozenset({"another"})  # as in "Mali: 200 UN peacekeepers to leave"
    ways.discard("label")
    return frozenset({"never"}) if "never" in ways else frozenset(ways)


def _named(view: View, claim: Claim, doer: str) -> Iterator[tuple[Token, Mention]]:
    """The mentions of a doer by name, and by other words where they stand for who did it."""
    did = {s.i for t in _triggers(view, claim) for s in subject(t)}
    for _, mention in view.own:
        token = view.head(mention) if mention.kind in SIDES and doer in resolved(view.doc, mention).ids else None
        if token is not None and (mention.text[:1].isupper() or token.i in did):
            yield token, mention


def _did(view: View, claim: Claim) -> frozenset[str]:
    """Who does what a sentence's triggers tell: their subjects, those of the verb above a noun, and who stands before it."""
    triggers = _triggers(view, claim)
    above = (next((v for v in up(t) if is_verb(v)), t) for t in triggers)
    return view.sides([s for v in above for s in subject(v)] + [t for t in triggers if not is_verb(t)])


def _way(view: View, mention: Mention, token: Token, claim: Claim, doer: str, did: frozenset[str]) -> str:
    """How one mention stands: "label", "never", "another" (as in `_beside`), or empty where it may have done it. `did`: who else did."""
    if view.doc.story.full[mention.end : mention.end + len(" war:")].lstrip().startswith((":", "war:")):
        return "label"  # as in "Ukraine war: ..."
    if (
        _owns_the_war(token, claim)
        or _owns_the_hit(view, mention, claim, doer)
        or _done_to(view, token, claim)
        or _official(token, claim)
        or _speaks_after(view, token, claim)
        or _owns_the_doer(view, mention, claim, doer)
    ):
        return "never"
    beside = _ground(token, claim) or _only_says(view, token, claim, doer) or _left(token, claim) or _aimed_at(view, token, claim, did)
    return "another" if beside else ""


def _owns_the_war(token: Token, claim: Claim) -> bool:
    """As in "Russia's war sends Swedish marines to Norway"."""
    sent = claim.type in {ClaimType.DEPLOYMENT, ClaimType.ARMS_TRANSFER}
    return sent and token.dep_ in MODIFIERS and lemma(token.head) in words("bystanders")["war"]


def _owns_the_doer(view: View, mention: Mention, claim: Claim, doer: str) -> bool:
    """As in "Sudan's paramilitary Rapid Support Forces": whose land a group is of did not do what the group did."""
    group = group_behind(view.doc, mention)
    return group is not None and bool(set(view.doc.mentions[group].ids) & (set(claim.actor) - {doer}))


def _owns_the_hit(view: View, mention: Mention, claim: Claim, doer: str) -> bool:
    """As in "a volunteer of Kenya's Border Guard was killed": whose men were hit did not hit them."""
    if claim.type not in FORCE or not mention.text[:1].isupper():
        return False
    hit = set(claim.target) - {doer, "civilians"}
    return any(
        set(m.ids) & hit and 0 <= m.start - mention.end <= 3 and view.doc.story.full[mention.end : m.start].strip(" '’s") == ""
        for _, m in view.own
        if m.kind is Kind.PARTY and doer not in m.ids
    )


def _done_to(view: View, token: Token, claim: Claim) -> bool:
    """Whom the verb itself is done to: "arming the rebels", "shelled Kenya", whose drone "was shot down"."""
    verbs = {t.i for t in _triggers(view, claim)}
    thing = token.head if token.dep_ in MODIFIERS else token
    if claim.type in {*TAKEN, ClaimType.STRIKE} and thing.dep_ == "nsubjpass":
        return thing.head.i in verbs
    if claim.type in {ClaimType.INTERCEPTION, ClaimType.STRIKE} and token.dep_ in MODIFIERS and thing.dep_ == "dobj":
        return thing.head.i in verbs
    return claim.type in FORCE | {ClaimType.ARMS_TRANSFER} and token.dep_ == "dobj" and token.head.i in verbs


def _stopped(view: View, token: Token, claim: Claim) -> bool:
    """Who shoots down or seizes what another fired or sent: "intercepts a missile fired at Kenya", "seizes a shipment bound for Chad"."""
    if claim.type not in SENT:
        return False
    halts = [h for _, m in view.of(Kind.TRIGGER) if set(m.ids) & TAKEN and (h := view.head(m)) is not None and is_verb(h)]
    agents = ((h, [p for a in children(h, "agent") for p in children(a, "pobj")]) for h in halts)
    named = {token.i, token.head.i} if token.dep_ in MODIFIERS else {token.i}
    mine = [h for h, by in agents if any(s.i in named for s in (*subject(h), *by))]
    shot = [o for h in mine for o in children(h, "dobj", "nsubjpass")]
    below = {t.i for o in shot for t in o.subtree}
    triggers = [t for t in _triggers(view, claim) if t.i not in {h.i for h in mine}]
    itself = claim.type is ClaimType.MISSILE_LAUNCH and any(o.text in i.text.split() for o in shot for i in claim.item)
    return bool(below and (triggers or itself)) and all(t.i in below for t in triggers)


def _official(token: Token, claim: Claim) -> bool:
    """Officials of a state speak of what was done, and do none of it; nor does whose charge it is, as in "an Ethiopian accusation"."""
    owned = token.dep_ in MODIFIERS
    if (
        owned
        and lemma(token.head) in words("denials")["charges"]
        and any(p.i > token.i for p in children(token.head, "prep", "acl", "ccomp"))
    ):
        return True
    return claim.type in FORCE and lemma(token.head if owned else token) in words("bystanders")["officials"]


def _speaks_after(view: View, token: Token, claim: Claim) -> bool:
    """Who only says or orders something after an event: "Tehran vows revenge after a blast at a refinery"."""
    triggers = _triggers(view, claim)
    above = [_later(t) for t in triggers]
    if not triggers or any(p is None for p in above) or claim.type not in FORCE:
        return False
    verbs = [p.head for p in above if p is not None]
    talk = cues()["say"] | status_words()["plan"] | status_words()["factive"] | status_words()["possible"]
    return all(is_verb(v) and lemma(v) in talk and any(s.i == token.i for s in subject(v)) for v in verbs)


def _later(trigger: Token) -> Token | None:
    """The "after", "following" or "amid" that an event stands behind."""
    return next((t for t in up(trigger) if t.dep_ == "prep" and t.lower_ in words("bystanders")["later"]), None)


def _answered(view: View, token: Token, claim: Claim, doer: str) -> frozenset[int]:
    """The words of what others answer, where a doer did that: "fired missiles in response to the North's launch"."""
    if claim.type in JOINT:
        return frozenset()
    others = set(claim.actor) - {doer}
    for above in up(token):
        answer = above.dep_ == "prep" and above.lower_ in {"to", "for"} and lemma(above.head) in words("bystanders")["answer"]
        if answer or (above.dep_ == "prep" and above.lower_ in words("bystanders")["later"]):
            inside = frozenset(t.i for t in above.subtree)
            outside = [t for t in _triggers(view, claim) if t.i not in inside]
            did = view.sides([s for t in outside for s in (subject(t) if is_verb(t) else (t,))])
            return inside if others & did else frozenset()
    return frozenset()


def _own_things(claim: Claim, doer: str, held: Sequence[View]) -> Claim:
    """The claim with the thing its own verb takes in place of that of the event it answers."""
    for view in held:
        inside = next((i for token, _ in _named(view, claim, doer) if (i := _answered(view, token, claim, doer))), None)
        if inside is None:
            continue
        things = [(h.i, m) for _, m in view.of(Kind.ITEM) if m.ids and (h := view.head(m)) is not None]
        did = {o.i for t in _triggers(view, claim) if t.i not in inside for o in children(t, "dobj")}
        ours = [m for i, m in things if i in did]
        theirs = [i for i in claim.item if i.text in {m.text for at, m in things if at in inside}]
        if len(ours) == 1 and len(theirs) == len(claim.item) == 1:
            return replace(claim, item=(Item(Category(ours[0].ids[0]), ours[0].text, claim.item[0].quantity, ours[0].model),))
    return claim


def _ground(token: Token, claim: Claim) -> bool:
    """Whose ground it was: "near the Kenyan border", "into Somalia"."""
    beyond = token.dep_ == "pobj" and token.head.lower_ == "of" and lemma(token.head.head) in COMPASS
    if beyond and claim.type in MOVED | {ClaimType.EXERCISE}:
        return True
    if claim.type not in MOVED:
        return False
    held = words("bystanders")["ground"] | (words("bystanders")["bases"] if claim.type is ClaimType.DEPLOYMENT else set())
    owned = token.dep_ in MODIFIERS and lemma(token.head) in held
    where = words("bystanders")["where"] | ({"to"} if claim.type in {ClaimType.DEPLOYMENT, ClaimType.INCURSION} else set())
    return owned or (token.dep_ == "pobj" and token.head.lower_ in where)


def _aimed_at(view: View, token: Token, claim: Claim, others: frozenset[str]) -> bool:
    """Who stands behind a verb or a word of place where another is who does it: "recaptured the town from Chad", "warns off Chad"."""
    noun = token.head if token.dep_ in MODIFIERS else token
    if claim.type in TRADED or not others or any(t.i == noun.i for t in _triggers(view, claim)):
        return False
    if noun.dep_ == "pobj":
        return noun.head.lower_ in words("bystanders")["aims"]
    return noun.dep_ == "dobj" and lemma(noun.head) not in words("bystanders")["helps"]


def _left(token: Token, claim: Claim) -> bool:
    """The other side of a pact that one side ends or ratifies: "quits its pact with Britain"."""
    if claim.type is not ClaimType.AGREEMENT or token.dep_ not in {"pobj", "conj"}:
        return False
    above = list(up(token))[1:6]
    return any(t.lower_ == "with" for t in above) and any(is_verb(t) and lemma(t) in words("bystanders")["alone"] for t in above)


def _addressed(token: Token) -> bool:
    """Who is told of it: "tells Japan that it will launch"."""
    told = token.dep_ in {"dobj", "dative"} and lemma(token.head) in words("bystanders")["tell"]
    return told and any(c.i > token.i for c in children(token.head, "ccomp"))


def _only_says(view: View, token: Token, claim: Claim, doer: str) -> bool:
    """Who tells what another does: "the president of Chad says French troops will leave"."""
    noun = token.head if token.dep_ in MODIFIERS else token
    if claim.type in JOINT or noun.dep_ != "nsubj" or not is_verb(noun.head):
        return False
    verbs = [v for v in (noun.head, *children(noun.head, "conj")) if lemma(v) in cues()["say"] and any(s.i == noun.i for s in subject(v))]
    told = [(c, subject(c)) for v in verbs for c in children(v, "ccomp")]
    others = [c for c, who in told if not any(s.lower_ in PRONOUNS for s in who)]  # "16 killed in French strikes"
    named = [s for _, who in told for s in who if s.lower_ not in PRONOUNS]
    below = (*named, *(t for c in others for t in c.subtree if t in _triggers(view, claim)))
    return bool(view.sides(below) & (set(claim.actor) - {doer}))


def _triggers(view: View, claim: Claim) -> list[Token]:
    held = (m for m in (m for _, m in view.own) if m.kind is Kind.TRIGGER and claim.type in m.ids)
    return [t for m in held if (t := view.head(m)) is not None]
