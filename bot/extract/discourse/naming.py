"""Whom a sayer's mention names: the fuller mention told before, the holder of an office, or the words themselves."""

from __future__ import annotations

import re
from bisect import bisect_right

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.lexica import state_names
from bot.model import Speaker

# Offices that one person of a state holds at a time; a longer one stands before the one it ends with.
HELD_BY_ONE = (
    "vice president", "deputy prime minister", "deputy foreign minister", "deputy defense minister", "deputy defence minister",
    "president", "prime minister", "premier", "chancellor", "foreign minister", "defense minister", "defence minister",
    "interior minister", "foreign secretary", "defense secretary", "defence secretary", "secretary of state", "secretary of defense",
    "secretary-general", "secretary general", "supreme leader",
)  # fmt: skip

OWNED = re.compile(r"(?i)\b(?:its|their|his|her)\s$")  # as in "its defence minister": whose it is stands elsewhere
THE = re.compile(r"(?i)\bthe\s+$")
_ARTICLED = re.compile(r"^(?:[Aa]l|[Ee]l|[Aa]sh|[Aa]s|[Uu]l)[-‑](?=\w)")  # what an Arab family name begins with, and is told without
NEAR = 8  # mentions that an office may hold before the name behind it


def speaker_of(doc: Doc, mention: Mention) -> Speaker:
    """The speaker that a mention stands for: the fuller earlier mention of a person, or the words themselves."""
    full = _apposed(doc, mention) or (_known(doc, mention) if mention.refers is None else doc.mentions[mention.refers])
    name = full.name or mention.name or None
    word = name or full.org or mention.text
    body = _earlier_body(doc, mention) if " " not in word and word[:1].isupper() else None
    name = None if body else name
    org = body or full.org or mention.org or (None if name else full.text)
    ids = resolved(doc, full).ids or resolved(doc, mention).ids
    return Speaker(name=name, org=org, party=ids[0] if ids else "", anonymous=name is None and not ids)


def _known(doc: Doc, mention: Mention) -> Mention:
    return _earlier_person(doc, mention) or _holder(doc, mention) or mention


def _earlier_body(doc: Doc, mention: Mention) -> str | None:
    """The body told in full before, one word of which a name repeats: "the Observatory" after "the Syrian Observatory for Human Rights".

    Its first word is another's name, "the US" after "US Army", but a state's: "the North" after "North Korea".
    """
    if THE.search(doc.story.full, max(0, mention.start - 5), mention.start):
        fuller = (m.text for m in doc.mentions if m.start < mention.start and m.kind is Kind.PARTY and " " in m.text)
        return next((t for t in fuller if mention.text in t.split()[0 if t in state_names() else 1 :]), None)
    return None


def _earlier_person(doc: Doc, mention: Mention) -> Mention | None:
    """The person told in full before, whose last name, or first where families come first, a mention is: "Kirby" after "John Kirby".

    Of an Arab's family name the article may be left out: "Zahir" after "Omar al-Zahir".
    """
    last = (mention.name or mention.text).split()[-1:]
    fuller = (m for m in doc.mentions if m.start < mention.start and m.kind is Kind.PERSON and m.name and " " in m.name)
    if not last or not last[0][:1].isupper() or (mention.ids and not mention.name):
        return None
    told = [*fuller]
    by_last = next((m for m in told if family(m.name) == family(last[0])), None)
    return by_last or next((m for m in told if m.name.split()[0] == last[0]), None) or _uncut(doc, mention)


def family(name: str) -> str:
    """The last name without the article that it may begin with: "Zahir" of "Omar al-Zahir"."""
    return _ARTICLED.sub("", name.rsplit(maxsplit=1)[-1])


def _uncut(doc: Doc, mention: Mention) -> Mention | None:
    """The person of whose name a mention is only the beginning: "Recep Tayyip" of "[the president Recep Tayyip] Erdoğan"."""
    opens = f"{mention.name} "
    held = (m for m in doc.mentions if m.kind is Kind.PERSON and m.name.startswith(opens) and set(m.ids) >= set(mention.ids))
    return next(held, None) if " " in mention.name else None


def _apposed(doc: Doc, mention: Mention) -> Mention | None:
    """The person behind whose office's comma the name stands: Jane Doe for "a spokesman" of "a spokesman for the army, Jane Doe, said"."""
    if mention.name:
        return None
    at = bisect_right(doc.mentions, mention.start, key=lambda m: m.start)
    for person in doc.mentions[at : at + NEAR]:
        if person.kind is Kind.PERSON and person.name and person.sentence == mention.sentence:
            told, *rest = " ".join(doc.story.full[mention.start : person.start].split()).split(",")
            return person if len(rest) == 1 and told and person.org.endswith(told) else None
    return None


def _holder(doc: Doc, mention: Mention) -> Mention | None:
    """The person named nearest before with the very office that a nameless one has: "the president" after "President Jane Doe"."""
    held = office(mention.org)
    if mention.kind is not Kind.PERSON or mention.name or held not in HELD_BY_ONE or OWNED.search(doc.story.full[: mention.start][-8:]):
        return None
    named = (m for m in doc.mentions if m.start < mention.start and m.kind is Kind.PERSON and m.name and office(m.org) == held)
    same = [m for m in named if not mention.ids or not m.ids or set(mention.ids) & set(m.ids)]
    return same[-1] if len({m.name.split()[-1] for m in same}) == 1 else None


def office(org: str) -> str:
    """The office at the end of what somebody is, in lower case: "prime minister" of "Norway's prime minister"."""
    low = org.lower()
    return next((o for o in HELD_BY_ONE if low.endswith(o)), "")
