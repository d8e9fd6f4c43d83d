"""Every look-up on a small fixed ledger, word by word, on both stores. tests/cases/answers.txt holds what is asked and answered.

A question stands behind `ask`, typed as in a terminal, and below it the answer: `#` its title (`!` an error), `-` a line, `*` a strong
one, `>` a quotation, `<…>` where the line leads, `[…]` the event it tells of, `card` an alert's card, `button` what may be asked next.
"""

import asyncio
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.archive import EVENTS, NOW, archive, places
from fakes.desk import desk_on, told_lines

from bot.cli.ask import asked_of

CASES = [tuple(case.split("\n", 1)) for case in (Path(__file__).parent / "cases/answers.txt").read_text().strip().split("\n\n")]
HERE = {"person": "discord:7", "place": "discord:1", "home": "discord:G1"}
KNOWN = {one.id for one in EVENTS}


@pytest.fixture(scope="module")
def lite(tmp_path_factory, template):
    """A SQLite store with the ledger, for all that only reads."""
    from shutil import copy  # noqa: PLC0415  # of this fixture only

    from bot.store import open_store  # noqa: PLC0415  # the same

    path = tmp_path_factory.mktemp("answers") / "store.db"
    copy(template, path)
    store = open_store(f"sqlite:///{path}")
    places(archive(store))
    yield store
    store.close()


def answered(store, question, **more):
    desk = desk_on(store)
    return asyncio.run(desk.answer(replace(asked_of(question, desk.commands), **(HERE | more)), NOW))


@pytest.mark.parametrize(("question", "answer"), CASES, ids=[question for question, _ in CASES])
def test_the_answer_is_this_one_word_by_word(lite, question, answer):
    assert "\n".join(told_lines(answered(lite, question.removeprefix("ask ")))) == answer


def test_both_stores_answer_in_the_same_words(store):
    places(archive(store))
    for question, answer in CASES:
        assert "\n".join(told_lines(answered(store, question.removeprefix("ask ")))) == answer, question


@pytest.mark.parametrize("question", [question.removeprefix("ask ") for question, _ in CASES])
def test_every_event_that_an_answer_names_can_be_opened(lite, question):
    named = [line.event for line in answered(lite, question).lines if line.event]
    assert set(named) <= KNOWN
    for key in dict.fromkeys(named):
        assert answered(lite, f"show {key}").ok


@pytest.mark.parametrize("question", [question.removeprefix("ask ") for question, _ in CASES])
def test_every_button_leads_to_an_answer_and_its_number_is_the_number_of_events_there(lite, question):
    for button in answered(lite, question).buttons:
        reply = asyncio.run(desk_on(lite).answer(button.asks, NOW))
        assert reply.ok, button
        if (number := button.label.rpartition(": ")[2]).isdigit():
            assert len({line.event for line in reply.lines if line.event}) == int(number), button
