"""Whom "we" and "our" within a quote stand for: whoever is quoted, "Our troops hold the town, said the rebels' spokesman"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from bot.extract.candidates import Doc, Kind, Mention, resolved
from bot.extract.mentions.refers import WE
from bot.extract.speech.speakers import cues
from bot.extract.text.tree import children, conjuncts, is_verb, lemma, passive, subject
from bot.extract.text.view import View, views


def with_ourselves(doc: Doc) -> Doc:
    """The story with "we", and "our" with what stands right behind it, as the side of who says it, where his sentence tells whose he is."""
    if not any(m.text.lower() in WE and m.kind is Kind.PARTY for m in doc.mentions):
        return doc
    moved = {i: at for view in views(doc) if view is not None and (at := _quoted(view)) is not None for i in _ours(view)}
    return replace(doc, mentions=tuple(_standing(doc, m, moved[i]) if i in moved else m for i, m in enumerate(doc.mentions)))


def _standing(doc: Doc, mention: Mention, at: int) -> Mention:
    return replace(mention, refers=at, ids=resolved(doc, doc.mentions[at]).ids)


def _quoted(view: View) -> int | None:
    """The one sayer of a sentence who stands outside its quotes and has a side."""
    verbs = [t for t in view.tokens if is_verb(t) and lemma(t) in cues()["say"] and not _inside(view, view.start(t))]
    tokens = [one for v in verbs if not (passive(v) and children(v, "agent")) for t in subject(v) for one in conjuncts(t)]
    found = [next((i for i in view.at.get(t.i, ()) if _sided(view.doc, i)), None) for t in tokens if not _inside(view, view.start(t))]
    sides = {resolved(view.doc, view.doc.mentions[i]).ids for i in found if i is not None}
    return next(i for i in found if i is not None) if len(sides) == 1 and None not in found else None


def _sided(doc: Doc, at: int) -> bool:
    mention = doc.mentions[at]
    return mention.kind in {Kind.PARTY, Kind.PERSON} and len(resolved(doc, mention).ids) == 1 and mention.ids != ("civilians",)


def _ours(view: View) -> Iterator[int]:
    """The "we" and "our" within the quotes of a sentence, and a common noun right behind an "our"."""
    ours = [m for _, m in view.of(Kind.PARTY) if m.text.lower() in WE and _inside(view, m.start)]
    ends = {m.end + 1 for m in ours if m.text.lower() in {"our", "my"}}
    marked = {m.start for m in ours}
    yield from (i for i, m in view.of(Kind.PARTY) if m.start in marked or (m.start in ends and m.text.islower() and _open(m)))


def _open(mention: Mention) -> bool:
    """Whether a common noun has no side of its own: "troops", "fighters"."""
    return mention.refers is not None or mention.ids in {(), (mention.text,)}


def _inside(view: View, at: int) -> bool:
    """Whether a place in a sentence stands within quote marks."""
    told = view.doc.story.full[view.sentence.told : at]
    return told.count("“") > told.count("”") if "“" in told or "”" in told else told.count('"') % 2 == 1


__all__ = ["with_ourselves"]
