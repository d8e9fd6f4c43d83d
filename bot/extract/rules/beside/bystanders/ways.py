"""How one mention of a party stands to an event it did not do: whose ground it was, whom it hit, who only speaks of it."""

from __future__ import annotations

from bot.extract.candidates import Kind, Mention
from bot.extract.families import DEALS, JOINT, TAKEN
from bot.extract.mentions.owned import group_behind
from bot.extract.rules.grammar import MODIFIERS, by_whom
from bot.extract.speech.speakers import cues
from bot.extract.status import words as status_words
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma, subject, up
from bot.extract.text.view import PRONOUNS, View
from bot.model import Claim, ClaimType

FORCE = frozenset({ClaimType.STRIKE, ClaimType.GROUND_COMBAT, ClaimType.MISSILE_LAUNCH, ClaimType.INCURSION})
SENT = frozenset({ClaimType.MISSILE_LAUNCH, ClaimType.ARMS_TRANSFER})  # what may be stopped on its way
MOVED = FORCE | {ClaimType.DEPLOYMENT, ClaimType.WEAPON_TEST}  # what happens somewhere, so that whose ground it was is told


def way(view: View, mention: Mention, token: Token, claim: Claim, doer: str, did: frozenset[str]) -> str:
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
    verbs = {t.i for t in events_of(view, claim)}
    thing = token.head if token.dep_ in MODIFIERS else token
    if claim.type in {*TAKEN, ClaimType.STRIKE} and thing.dep_ == "nsubjpass":
        return thing.head.i in verbs
    if claim.type in {ClaimType.INTERCEPTION, ClaimType.STRIKE} and token.dep_ in MODIFIERS and thing.dep_ == "dobj":
        return thing.head.i in verbs
    return claim.type in FORCE | {ClaimType.ARMS_TRANSFER} and token.dep_ == "dobj" and token.head.i in verbs


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
    triggers = events_of(view, claim)
    above = [_later(t) for t in triggers]
    own = claim.type is ClaimType.MISSILE_LAUNCH  # after a launch it is mostly he who launched that speaks
    if not triggers or any(p is None for p in above) or claim.type not in FORCE or own:
        return False
    verbs = [p.head for p in above if p is not None]
    talk = cues()["say"] | status_words()["plan"] | status_words()["factive"] | status_words()["possible"]
    return all(is_verb(v) and lemma(v) in talk and any(s.i == token.i for s in subject(v)) for v in verbs)


def _later(trigger: Token) -> Token | None:
    """The "after", "following" or "amid" that an event stands behind."""
    return next((t for t in up(trigger) if t.dep_ == "prep" and t.lower_ in words("bystanders")["later"]), None)


def _ground(token: Token, claim: Claim) -> bool:
    """Whose ground it was: "near the Kenyan border", "into Somalia"."""
    beyond = token.dep_ == "pobj" and token.head.lower_ == "of" and lemma(token.head.head) in words("bystanders")["compass"]
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
    if claim.type in DEALS or not others or any(t.i == noun.i for t in events_of(view, claim)):
        return False
    if noun.dep_ == "pobj":
        return noun.head.lower_ in words("bystanders")["aims"] and lemma(noun.head.head) not in words("bystanders")["blames"]
    return noun.dep_ == "dobj" and lemma(noun.head) not in words("bystanders")["helps"]


def _left(token: Token, claim: Claim) -> bool:
    """The other side of a pact that one side ends or ratifies: "quits its pact with Britain"."""
    if claim.type is not ClaimType.AGREEMENT or token.dep_ not in {"pobj", "conj"}:
        return False
    above = list(up(token))[1:6]
    return any(t.lower_ == "with" for t in above) and any(is_verb(t) and lemma(t) in words("bystanders")["alone"] for t in above)


def _only_says(view: View, token: Token, claim: Claim, doer: str) -> bool:
    """Who tells what another does: "the president of Chad says French troops will leave"."""
    noun = token.head if token.dep_ in MODIFIERS else token
    if claim.type in JOINT or noun.dep_ != "nsubj" or not is_verb(noun.head):
        return False
    verbs = [v for v in (noun.head, *children(noun.head, "conj")) if lemma(v) in cues()["say"] and any(s.i == noun.i for s in subject(v))]
    told = [(c, subject(c)) for v in verbs for c in children(v, "ccomp")]
    others = [c for c, who in told if not any(s.lower_ in PRONOUNS for s in who)]  # "16 killed in French strikes"
    named = [s for _, who in told for s in who if s.lower_ not in PRONOUNS]
    below = (*named, *(t for c in others for t in c.subtree if t in events_of(view, claim)))
    return bool(view.sides(below) & (set(claim.actor) - {doer}))


def events_of(view: View, claim: Claim) -> list[Token]:
    """The words of a sentence that may tell of a claim's event."""
    held = (m for m in (m for _, m in view.own) if m.kind is Kind.TRIGGER and claim.type in m.ids)
    return [t for m in held if (t := view.head(m)) is not None]


def stops(view: View, token: Token, claim: Claim) -> bool:
    """Who shoots down or seizes what another fired or sent: "intercepts a missile fired at Kenya", "seizes a shipment bound for Chad"."""
    if claim.type not in SENT:
        return False
    halts = [h for _, m in view.of(Kind.TRIGGER) if set(m.ids) & TAKEN and (h := view.head(m)) is not None and is_verb(h)]
    agents = ((h, by_whom(h)) for h in halts)
    named = {token.i, token.head.i} if token.dep_ in MODIFIERS else {token.i}
    mine = [h for h, by in agents if any(s.i in named for s in (*subject(h), *by))]
    shot = [o for h in mine for o in children(h, "dobj", "nsubjpass")]
    below = {t.i for o in shot for t in o.subtree}
    triggers = [t for t in events_of(view, claim) if t.i not in {h.i for h in mine}]
    itself = claim.type is ClaimType.MISSILE_LAUNCH and any(o.text in i.text.split() for o in shot for i in claim.item)
    return bool(below and (triggers or itself)) and all(t.i in below for t in triggers)


__all__ = ["events_of", "stops", "way"]
