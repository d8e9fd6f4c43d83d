"""Whose forces are told without a state: "troops killed six rebels in Lanka district" is the doing of the state where that lies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from bot.extract.candidates import Doc, Kind
from bot.extract.families import FIGHTS, FLAT
from bot.extract.lexica import armed
from bot.extract.rules.grammar import named
from bot.extract.rules.reading import Reading
from bot.extract.tables import words
from bot.extract.text.tree import children, is_verb, lemma, passive, subject
from bot.extract.text.view import View
from bot.model import Claim


def with_home(read: Reading, claims: Sequence[Claim]) -> tuple[Claim, ...]:
    """The fights of nobody in which bare "troops" or "security forces" kill rebels, as the doing of the one state that is plain."""
    return tuple(_at_home(read.doc, c, read.shown(c)) if c.type in FIGHTS and c.status in FLAT and not c.actor else c for c in claims)


def _at_home(doc: Doc, claim: Claim, held: Sequence[View]) -> Claim:
    if not any(_against_rebels(view) for view in held):
        return claim
    places = {i for v in held for _, m in v.own if m.kind is Kind.PLACE for i in m.ids}
    parties = {i for m in doc.mentions if m.kind is Kind.PARTY for i in m.ids if i.isupper()}
    hit = {t for t in claim.target if t.isupper()}
    home = next((next(iter(found)) for found in (places, hit, parties) if len(found) == 1), "")
    return replace(claim, actor=(home,), target=tuple(t for t in claim.target if t != home)) if home else claim


def _against_rebels(view: View) -> bool:
    """Whether forces without a state's name do something to rebels, as the sentence has it."""
    table = words("home")
    return any(
        any(lemma(s) in table["forces"] and not named(view, [s]) for s in subject(verb))
        and any(lemma(o) in table["rebels"] or named(view, [o]) & armed() for o in children(verb, "dobj"))
        for verb in view.tokens
        if is_verb(verb) and not passive(verb)
    )
