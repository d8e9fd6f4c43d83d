"""In which order the rules are followed: first the FACTS of each event, then the SAYINGS about it. A new rule is put in one of the two."""

from __future__ import annotations

from bot.extract.candidates import Doc, starts
from bot.extract.rules.doers.agents import agents
from bot.extract.rules.firm.calledoff import called_off
from bot.extract.rules.reading import Reading
from bot.extract.rules.said.denials import denials
from bot.extract.rules.said.threats import threats
from bot.extract.rules.stages.facts import FACTS
from bot.extract.rules.stages.sayings import SAYINGS
from bot.extract.rules.stages.stage import followed
from bot.extract.text.view import views


def reading(doc: Doc) -> Reading:
    """A story that was parsed, as the rules read it."""
    seen = views(doc)
    return Reading(doc, seen, starts(doc), called_off(doc), agents(doc), threats(seen), denials(doc, seen))


__all__ = ["FACTS", "SAYINGS", "followed", "reading"]
