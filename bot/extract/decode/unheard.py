"""Who is named beside what is told and says nothing of it: whose missile it was, who was met or condemned, the outlet's own reporter."""

from __future__ import annotations

import re

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.speech.speakers import ASKING, cues
from bot.extract.tables import words
from bot.extract.text.rooted import lifted, root
from bot.extract.text.token import Token
from bot.extract.text.tree import children, is_verb, lemma
from bot.model import ClaimType

LEFT = frozenset({"amod", "compound", "nmod", "poss"})
NAMING = frozenset({"cite", "quote", "hear"})  # verbs whose object speaks
VOICED = frozenset({"according", "attributed"})  # behind these "to" names who speaks
TALKS = frozenset({"call", "talk", "meeting", "conversation", "summit", "phone"})  # what is held with somebody
KIN = frozenset({"sister", "brother", "son", "daughter", "wife", "widow", "mother", "father", "cousin", "nephew", "uncle"})
_OFFICE = re.compile(r"(?i)(?:offic|spokes|govern|minist|presiden|author|agenc|media|intelligen|investigat|lawmaker|prosecutor|embass)")
# "..., says Ada Vane in Oslo." and "Ada Vane reports from Oslo": nobody's office, at the end of what is told.
_SAYS = re.compile(r"\b(?:says|writes|reports|explains)\s$")
_FROM = re.compile(r"\s(?:in|from|at)\s(?:the\s)?[A-Z][\w .'’-]{1,40}[.!]?\s*$")
_REPORTS = re.compile(r"\s(?:reports|reporting|explains)(?:\s(?:from|in|on|for|how|why|live)\b|[.:]|\s*$)|\sdelivers\s")
_CREW = re.compile(r"(\w+)(?:['’]s)?\s(?:teams?|crews?|reporters?|journalists?|correspondents?|producers?)\b")


def unheard(doc: Doc, mention: Mention) -> bool:
    """Whether a mention is nobody's voice."""
    token = root(doc, mention)
    if token is None or _met(_titled(token)):
        return token is not None
    if _theirs(token):
        return True
    if mention.kind is Kind.PERSON and mention.name:
        return _reporter(doc, mention)
    return (
        _crew(doc, mention) or _bracketed(doc, mention, token) or (mention.kind is Kind.PARTY and _bound(token) and not _cued(doc, mention))
    )


def accuser(doc: Doc, kind: ClaimType, doers: frozenset[str], mention: Mention) -> bool:
    """Whether a doer only lays something else at another's door: "Norland blames rebels for the unrest" tells of no raid of its own."""
    token = root(doc, mention)
    blames = token is not None and token.dep_ == "nsubj" and lemma(token.head) in words("grammar")["blaming"]
    if not blames or not doers & set(resolved(doc, mention).ids):
        return False
    first = doc.sentences[mention.sentence].told
    below = {first + t.idx for t in token.head.subtree}
    return not any(kind in m.ids and m.start in below for _, m in doc.of(mention.sentence, Kind.TRIGGER))


def _titled(token: Token) -> Token:
    """The name that an office stands before; the word itself where it is no office before a name."""
    return lifted(token) if token.dep_ in {"compound", "nmod", "amod"} else token


def _bound(token: Token) -> bool:
    """Whether a state only tells whose or of what kind another word is, and that one says nothing: "a Norwegian missile"."""
    head = token
    for _ in range(4):
        if head.dep_ not in LEFT or head.head.i == head.i or head.head.pos_ not in {"NOUN", "PROPN"}:
            break
        head = head.head
    return head.i != token.i and not _says(head)


def _theirs(token: Token) -> bool:
    """Whether a name behind "of" only says whose somebody is who speaks for himself: "gunmen of the army", "sister of the leader"."""
    name = _titled(token)
    head = name.head.head
    if name.dep_ != "pobj" or name.head.lower_ != "of" or head.pos_ != "NOUN":
        return False
    return lemma(head) in KIN or (head.dep_ in {"nsubj", "nsubjpass", "dobj"} and not _says(head))


def _cued(doc: Doc, mention: Mention) -> bool:
    """Whether a word of saying stands right behind, whatever the parse takes it for: "Norland claims big gains"."""
    return any(0 < m.start - mention.end <= 1 for _, m in doc.of(mention.sentence, Kind.CUE))


def _bracketed(doc: Doc, mention: Mention, token: Token) -> bool:
    """Whether a name stands in brackets behind another that says nothing: "blamed on the NLA (Norland Liberation Army)"."""
    full = doc.story.full
    if full[mention.start - 1 : mention.start] != "(" or full[mention.end : mention.end + 1] != ")" or token.dep_ != "appos":
        return False
    return not _says(lifted(token.head)) or lifted(token.head).dep_ == "pobj"


def _says(noun: Token) -> bool:
    """Whether a noun is of those who speak, or stands where they do."""
    if noun.pos_ == "PROPN" or lemma(noun) in cues()["persons"] | cues()["nouns"] | cues()["generic"] or _OFFICE.match(noun.lower_):
        return True
    if noun.dep_ in {"nsubj", "nsubjpass"}:
        return lemma(noun.head) in cues()["say"]
    if noun.dep_ == "pobj":
        return lemma(noun.head.head) in cues()["say"] | cues()["nouns"] | cues()["according"]
    return noun.dep_ in {"conj", "appos"}


def _met(token: Token) -> bool:
    """Whether somebody is met, told or judged, and not made to speak: "spoke with the minister", "condemned the president".

    Who is told to say something has not said it, "told the police to tell the state"; who is moved to has: "prompting the army to warn".
    """
    above = token.head
    if token.dep_ in {"dobj", "dative"} and is_verb(above):
        inverted = lemma(above) in cues()["say"] and not children(above, "nsubj", "nsubjpass")  # "..., added the sources"
        made = lemma(above) not in ASKING and any(lemma(c) in cues()["say"] for c in children(above, "xcomp", "ccomp"))
        return not (inverted or made or lemma(above) in NAMING)
    if token.dep_ != "pobj" or above.lower_ not in {"with", "to", "against"}:
        return False
    return above.head.lower_ not in VOICED if above.lower_ == "to" else is_verb(above.head) or lemma(above.head) in TALKS


def _reporter(doc: Doc, mention: Mention) -> bool:
    """Whether a person without an office is the outlet's own reporter."""
    if mention.org or mention.ids or mention.refers is not None or " " not in mention.name:
        return False
    full, end = doc.story.full, doc.sentences[mention.sentence].end
    inverted = _SAYS.search(full, max(0, mention.start - 12), mention.start) and _FROM.match(full[:end], mention.end)
    return inverted is not None or _REPORTS.match(full, mention.end, end) is not None


def _crew(doc: Doc, mention: Mention) -> bool:
    """Whether it is the outlet's own people: "Herald reporters on the ground say"."""
    found = _CREW.match(doc.story.full, mention.start)
    return found is not None and found[1].lower() in re.split(r"[\W_]+", doc.story.outlet.lower())


__all__ = ["accuser", "unheard"]
