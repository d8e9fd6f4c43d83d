"""Who blocks what others mean to do does not do it ("vetoes EU sanctions"); what nobody stops is done ("rejects bid to halt sale")."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind
from bot.extract.families import FLAT
from bot.extract.rules.reading import Reading
from bot.extract.text.view import View
from bot.model import NEGATIVE, Claim, ClaimType, Status

_BLOCK = r"(?:veto(?:es|ed|ing)?|block(?:s|ed|ing)?|vot(?:es|ed|ing) down|torpedo(?:es|ed)?|obstruct(?:s|ed)?|(?:holds?|holding|held) up)"
# Only of what names its own makers: "vetoes EU sanctions on", "blocks 500 million euros in EU military aid", "vetoes a UN resolution on".
BLOCKS = re.compile(
    rf"(?i)(?<!\bto )(?<!\bnot )(?<!n['’]t )\b{_BLOCK}\s(?!(?:by|and|on|in|after|over|from|with|against|access|the border)\b)"
)
ENDS = re.compile(
    r"(?i)[;:,.]|\b(?:after|as|while|amid|over|because|before|until|unless|but|says|said|despite|following|citing|in response)\b"
)
SANCTIONS = re.compile(r"(?i)\b(?:sanction|ban|embargo|restrict|curb|control|blacklist|moratorium|suspen|freez|froze|halt|stop)\w*")
REFUSED = re.compile(
    r"(?i)\b(?:reject(?:s|ed|ing)?|defeat(?:s|ed|ing)?|vot(?:es|ed|ing) (?:down|against)|throw(?:s|n)? out|threw out|dismiss(?:es|ed|ing)?"
    r"|turn(?:s|ed|ing)? down|quash(?:es|ed)?|den(?:y|ies|ied)|refus(?:es|ed)|veto(?:es|ed|ing)?|block(?:s|ed|ing)?)\s"
    r"(?:[^\s;:,.]+\s){0,5}?(?:bids?|attempts?|efforts?|measures?|motions?|amendments?|resolutions?|bills?|calls?|proposals?|pleas?|petitions?"
    r"|lawsuits?|requests?|appeals?|challenges?|cases?|moves?|demands?|push)\s(?:(?:that|which|seeking|aimed at|aiming|meant|calling)\s)?"
    r"(?:to |for |on |would (?:have )?)?(?:an? |the )?"
    r"(?:stop|block|halt|ban|bar|cut(?: off)?|end|suspen|freez|prevent|pause|cancel|scrap|curb|limit|restrict|withh[eo]ld|forbid)\w*\b"
)


def without_blockers(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, negated and without the doers who only block them; none that are negated by what is refused itself."""
    held = ((c, read.shown(c)) for c in claims)
    left = tuple(_unblocked(c, views) for c, views in held if not _goes_on(c, views))
    return tuple(c for c in left if not any(_same(read.doc, c, o) for o in left))


def _same(doc: Doc, sanction: Claim, sale: Claim) -> bool:
    """Whether a sanction is only a sale that somebody blocks, told twice: "a judge blocks the sale of rifles to Chad"."""
    if sanction.type is not ClaimType.SANCTION or sale.type is not ClaimType.ARMS_TRANSFER or sale.status is not Status.NEGATED:
        return False
    alike = sanction.status in FLAT and sanction.actor == sale.actor and set(sanction.evidence) <= set(sale.evidence)
    return alike and not any(SANCTIONS.search(doc.story.cut(e)) for e in sanction.evidence)


def _goes_on(claim: Claim, held: Sequence[View]) -> bool:
    """Whether all that a negated supply rests on is that nobody stops it."""
    if claim.type not in {ClaimType.ARMS_TRANSFER, ClaimType.SANCTION} or claim.status not in NEGATIVE or not held:
        return False
    found = [(v, REFUSED.search(v.doc.story.full, v.sentence.told, v.sentence.end)) for v in held]
    return all(m is not None and all(v.start(t) >= m.start() for t in v.events(claim.type)) for v, m in found)


def _unblocked(claim: Claim, held: Sequence[View]) -> Claim:
    if claim.type not in {ClaimType.ARMS_TRANSFER, ClaimType.SANCTION} or claim.status not in FLAT or claim.reversal is not None:
        return claim
    blocked = [b for v in held if (b := _blocked(v, claim))]
    if not blocked or len(blocked) < sum(bool(v.events(claim.type)) for v in held):
        return claim
    who, whose = (frozenset[str]().union(*parts) for parts in zip(*blocked, strict=True))
    left = tuple(a for a in claim.actor if a not in who - whose) or tuple(sorted(whose - who))
    return replace(claim, status=Status.NEGATED, actor=left)


def _blocked(view: View, claim: Claim) -> tuple[frozenset[str], frozenset[str]] | None:
    """Who blocks what a sentence tells of a claim, and whose it is; None where nobody does, or it names nobody else's."""
    full, sentence = view.doc.story.full, view.sentence
    verb = BLOCKS.search(full, sentence.told, sentence.end)
    if verb is None:
        return None
    end = stop.start() if (stop := ENDS.search(full, verb.end(), sentence.end)) else sentence.end
    told = [view.start(t) for t in view.events(claim.type)]
    parties = [m for _, m in view.of(Kind.PARTY) if m.ids and not m.modifier]
    who = frozenset(i for m in parties if m.end <= verb.start() for i in m.ids)
    whose = frozenset(i for m in parties if verb.end() <= m.start < min([end, *(at for at in told if at > verb.start())]) for i in m.ids)
    fits = who and whose - who - set(claim.target) and all(verb.end() <= at < end for at in told if at != verb.start())
    return (who, whose - set(claim.target)) if fits else None


__all__ = ["without_blockers"]
