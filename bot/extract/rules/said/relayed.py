"""Who is cited says so, not the outlet that relays him: "broadcaster KTV said, citing the army" is the army's word.

A body that is no outlet speaks for itself, whoever told it: "the Lima Rights Watch said, citing residents".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.extract.candidates import Kind, Mention
from bot.extract.decode.holders import once
from bot.extract.discourse.wording import worded
from bot.extract.mentions.orgs import snake
from bot.extract.rules.reading import Reading
from bot.extract.rules.spans import less, spots
from bot.extract.speech.speakers import author, cues
from bot.extract.tables import words
from bot.extract.text.token import Token
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject
from bot.extract.text.view import View
from bot.model import Claim, Span, Speaker

CITING = frozenset({"cite", "quote"})
_PRESS = re.compile(
    r"(?i)\b(?:media|news agency|news agencies|wire|tv|television|radio|newspapers?|daily|broadcaster|channel|network|press|news|website"
    r"|outlets?|post|times|journal|magazine|paper)\b"
)


def with_cited(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The claims, of which an outlet tells that it cites somebody, as said by whom it cites."""
    return tuple(_cited(c, read.shown(c)) if c.source else c for c in claims)


def _cited(claim: Claim, held: Sequence[View]) -> Claim:
    for view, relays, heard in ((v, *found) for v in held for found in _citing(v)):
        outlets = [s for m in relays if (s := worded(view.doc, m)) is not None]
        told = [(m, s) for m in heard if (s := worded(view.doc, m)) is not None]
        left = [s for s in claim.source if not any(_same(s, o) for o in outlets)]
        if told and len(left) < len(claim.source):
            at = tuple(dict.fromkeys((*spots(claim, "source"), *(Span(m.start, m.end) for m, _ in told))))
            claim = replace(claim, source=once((*left, *(s for _, s in told))), spans=(*less(claim, "source"), ("source", at)))
    return claim


def _citing(view: View) -> Iterator[tuple[list[Mention], list[Mention]]]:
    """Which outlets relay in a sentence, and whom they cite: "KTV said, citing the army", "according to the daily, quoting sources"."""
    for verb in view.tokens:
        if verb.tag_ == "VBG" and lemma(verb) in CITING:
            heard = [author(one) for t in children(verb, "dobj") for one in conjuncts(t)]
            relays = [one for t in _over(view, verb) for one in conjuncts(t)]
            heard = [t for t in heard if lemma(t) not in cues()["nobody"] | cues()["nouns"]]
            press = any(outlet(m, t) for t in relays for m in _voices(view, [t]))
            yield (_voices(view, relays) if press else []), _voices(view, heard)


def _over(view: View, verb: Token) -> Sequence[Token]:
    """Whose citing it is: the subject of what it hangs on, or who stands behind "according to"."""
    above = verb.head
    if not is_verb(above) and above.dep_ in {"pobj", "nsubj", "nsubjpass"}:
        return (above,)
    if is_verb(above) and lemma(above) in cues()["say"] and not passive(above):
        return subject(above)
    return [p for t in view.tokens if t.lower_ == "according" for c in children(t, "prep") for p in children(c, "pobj")]


def _voices(view: View, tokens: Sequence[Token]) -> list[Mention]:
    found = (view.mention(t, Kind.PERSON, Kind.PARTY) for t in tokens)
    return [view.doc.mentions[i] for i in found if i is not None]


def outlet(mention: Mention, token: Token) -> bool:
    """Whether it is a paper, a channel or an agency, or a name of which nothing else is known."""
    told = " ".join((*(t.text for t in children(token, "compound", "nmod")), mention.org or mention.text))
    if mention.name or any(w in words("whose")["society"] for w in told.lower().split()):
        return False
    return _PRESS.search(told) is not None or not mention.ids or mention.ids == (snake(mention.org),)


def _same(speaker: Speaker, outlet: Speaker) -> bool:
    return not speaker.name and speaker.org == outlet.org


__all__ = ["outlet", "with_cited"]
