"""The same answers on both chats: every word of every line stands there, in order, and no line is left out."""

import asyncio
import re
from dataclasses import replace
from pathlib import Path

import pytest
from fakes.archive import NOW, STORIES, archive, event, places
from fakes.desk import desk_on
from fakes.ledger import Outcome

from bot.cli.ask import asked_of
from bot.model import Span
from bot.store import open_store
from handlers.commands import Asked
from handlers.discord_app.reply import told
from handlers.slack_app.reply import message

QUESTIONS = [
    case.split("\n", 1)[0].removeprefix("ask ") for case in (Path(__file__).parent / "cases/answers.txt").read_text().split("\n\n")
]
NOUNS = ("help", "sources", "claims", "watch")
LINK = re.compile(r"\]\((?:<[^>]*>|[^)]*)\)")  # where a link of Discord's leads


@pytest.fixture(scope="module")
def lite(tmp_path_factory, template):
    path = tmp_path_factory.mktemp("chats") / "store.db"
    path.write_bytes(template.read_bytes())
    store = open_store(f"sqlite:///{path}")
    places(archive(store))
    yield store
    store.close()


def words(text):
    return re.findall(r"\w+|[→✓✗·]", text.replace("\\", "").replace("/tocsin ", "/"))


def on_discord(reply):
    return words(LINK.sub("]", "\n".join(told(reply))))


def on_slack(reply, asked):
    def leaves(block):
        if isinstance(block, dict):
            if block.get("type") in {"actions", "static_select"}:
                return
            if isinstance(block.get("text"), str):
                yield block["text"]
            for key, inner in block.items():
                if key != "options":
                    yield from leaves(inner)
        elif isinstance(block, list):
            for inner in block:
                yield from leaves(inner)

    return words("\n".join(leaves(message(reply, asked, NOUNS))))


def stands(wanted, there):
    """Whether some words stand in a row among others."""
    return any(there[at : at + len(wanted)] == wanted for at in range(len(there) - len(wanted) + 1))


def check(reply, asked):
    for there in (on_discord(reply), on_slack(reply, asked)):
        if not reply.alert:
            assert stands(words(reply.title), there)
        at = 0
        for line in reply.lines:
            wanted = words(line.text)
            assert stands(wanted, there[at:]), line.text
            at += next(n for n in range(len(there) - at) if there[at + n : at + n + len(wanted)] == wanted)


@pytest.mark.parametrize("question", [*QUESTIONS, "help", "help skip: 20", "help language", "help claims search"])
def test_both_chats_show_every_word_of_an_answer(lite, question):
    desk = desk_on(lite)
    asked = replace(asked_of(question, desk.commands), person="discord:7", place="discord:1", home="discord:G1")
    check(asyncio.run(desk.answer(asked, NOW)), asked)


@pytest.mark.parametrize("noun", ["evidence", "verify"])
@pytest.mark.parametrize(
    "sentence",
    [
        "The ministry said that another long column of vehicles had crossed the river near the bridge in the night. " * 5,
        "국방부는 어젯밤 다리 근처에서 차량 행렬이 강을 건넜다고 밝혔다. " * 12,
        "Министерство сообщило, что колонна техники ночью пересекла реку у моста. " * 8,
        "*_~`|>[](<@&>)# " * 30,
    ],
    ids=["english", "korean", "russian", "markup"],
)
def test_a_page_of_reports_finds_room_on_both_chats_however_long_the_sentences(tmp_path, template, noun, sentence):
    path = tmp_path / "long.db"
    path.write_bytes(template.read_bytes())
    store = open_store(f"sqlite:///{path}")
    base = STORIES["strike"]
    made = []
    for number in range(9):
        story = replace(base.story, id=f"s{number}", text=sentence, url=f"https://outlet.example/{'long/' * 30}{number}")
        start = len(story.title) + 1
        claim = replace(base.report.claim, quotes=(sentence,), evidence=(Span(start, start + len(sentence)),))
        made.append((story, replace(base.report, id=f"r{number}", story=story.id, url=story.url, claim=claim)))
    whole = replace(event("e-long", base.report.claim, "strike", changed=NOW), reports=tuple(report for _, report in made))
    for number, (story, _) in enumerate(made):
        with store.taking(story) as taking:
            taking.keep(Outcome(story, (), (whole,) if number == 8 else ()))
    seen, asked = 0, Asked(noun, "", {"event": "e-long"}, person="discord:7")
    while asked:
        reply = asyncio.run(desk_on(store).answer(asked, NOW))
        assert reply.ok
        assert "-# and" not in "\n".join(told(reply)), "a line was left out on Discord"
        seen += sum(line.quote for line in reply.lines)
        asked = next((button.asks for button in reply.buttons if button.label == "More"), None)
    assert seen == 9
    store.close()
