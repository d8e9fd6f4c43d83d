"""Parties that no list has are told as their stories spell them."""

import asyncio
from dataclasses import replace

import pytest
from fakes.ledger import NOW, file
from fakes.ledger import claim as plain_claim
from fakes.ledger import event as plain_event
from fakes.merging import Ledger, claim, moment

from bot.alert.names import name_of, names_of, readable
from bot.model import ClaimType, Story
from bot.vocabulary import vocabulary
from handlers.commands.figures import Figures
from handlers.commands.telling import change_of, headline_of
from handlers.commands.words import Asked

NOON = moment("2031-05-06T12:00:00+00:00")
SHELLED = {"target": ["AO"], "place": ["Huambo"], "day": "2031-05-06"}


def story(key, text, outlet="Harbour Wire"):
    return Story(id=key, title=f"Title {key}", text=text, published=NOON, outlet=outlet, url=f"https://wire.example/{key}")


@pytest.mark.parametrize(
    ("party", "sentence", "name"),
    [
        ("fnla", "The FNLA's men shelled Huambo.", "FNLA"),
        ("fnla", "FNLA SHELLS HUAMBO", "Fnla"),
        ("fnla", "Rebels shelled Huambo.", "Fnla"),
        ("ohiggins_group", "A court barred O'Higgins Group from the port.", "O'Higgins Group"),
        ("o_higgins_group", "A court barred O’Higgins Group from the port.", "O’Higgins Group"),
        ("soci_t_karst", "Ships of Société Karst were seized.", "Société Karst"),
        ("karst_vidovec_front", "The Karst-Vidovec Front fired.", "Karst-Vidovec Front"),
        ("karst_front_kf", "The Karst Front (KF) fired.", "Karst Front"),
        ("karstair", "Two KarstAir jets were seized.", "KarstAir"),
    ],
)
def test_a_name_that_no_list_has_is_spelt_as_its_sentence_spells_it(party, sentence, name):
    assert name_of(party, (sentence,)) == name
    assert names_of((party, "AO"), (sentence,)) == f"{name} and Angola"
    assert readable(f"denied by {party}", (sentence,)) == f"denied by {name}"


@pytest.mark.parametrize(
    ("party", "sentence", "name"),
    [
        ("ahrar_al_sham", "Ahrar Al-Sham fired.", "Ahrar al-Sham"),
        ("ahrar_al_sham", "Ahrar al Sham fired.", "Ahrar al-Sham"),
        ("islamic_state", "ISLAMIC STATE men fired.", "Islamic State"),
        ("RU", "ru fired.", "Russia"),
    ],
)
def test_a_name_that_a_list_has_is_told_alike_everywhere(party, sentence, name):
    assert name_of(party, (sentence,)) == name


def test_an_alert_names_a_doer_as_its_story_does_whichever_report_told_of_it():
    ledger, one, two = Ledger(), story("a", "Huambo was shelled."), story("b", "The FNLA shelled Huambo.", "Meridian Agency")
    ledger.take(one, [claim(one, "strike", "asserted", **SHELLED)])
    outcome = ledger.take(two, [claim(two, "strike", "asserted", actor=["fnla"], **SHELLED)])
    assert [alert.who for alert in outcome.alerts] == ["FNLA"]
    assert "FNLA → Angola" in outcome.alerts[-1].headline
    [event] = ledger.events.values()
    assert event.claim.quotes == ("Huambo was shelled.",), "the evidence of the event does not name it"
    assert headline_of(event).startswith("REPORTED · FNLA → Angola · attack")


def test_a_denial_names_a_denier_as_its_story_does():
    ledger, one, two = Ledger(), story("a", "The FNLA shelled Huambo."), story("b", "The FNLA denied that it shelled Huambo.", "Radio One")
    ledger.take(one, [claim(one, "strike", "alleged", actor=["fnla"], source=[{"party": "AO"}], **SHELLED)])
    denier = [{"party": "fnla", "org": "FNLA"}]
    [alert] = ledger.take(two, [claim(two, "strike", "denied", actor=["fnla"], source=denier, **SHELLED)]).alerts
    assert alert.change == "denied by FNLA"
    assert alert.note.startswith("DENIED by FNLA")
    event = ledger.events[alert.event]
    assert "denied by FNLA" in [change_of(one, event.sentences) for one in event.revisions]


def test_supply_names_who_gives_and_who_gets_as_the_latest_story_does(store):
    given = replace(plain_claim(("RU",), ("fnla",), kind=ClaimType.ARMS_TRANSFER), quotes=("Russia armed the FNLA.",))
    file(store, events=(plain_event("e1", given),))
    reply = asyncio.run(Figures(store, vocabulary({})).answer(Asked("supply", options={"days": "30"}), NOW))
    assert any(line.text.startswith("Russia → FNLA: 1 event") for line in reply.lines)
    assert "Russia → FNLA: 1" in [button.label for button in reply.buttons]
