"""Why a story gave its claims, in plain lines."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from fakes.sentence import extractor

from bot.extract.explain import WIDTH, Names, explain, explained
from bot.extract.frames import proposals
from bot.model import Story

TEXT = "Ukraine accused Iran of supplying 40 drones to Russia on Monday. Tehran denies the accusation."


def lines(title: str, text: str) -> tuple[str, ...]:
    return explain(extractor(), Story("s", title, text, datetime(2024, 5, 10, tzinfo=UTC)))


def test_the_story_is_shown_with_its_evidence_underlined() -> None:
    found = lines("Kyiv and Tehran", TEXT)
    row = found.index(TEXT)
    assert found[row + 1].startswith("~~~~~~~ ~~~~~~~ ~~~~")


def test_each_slot_shows_the_chosen_candidate_with_score_and_decider_and_those_left() -> None:
    found = "\n".join(lines("Kyiv and Tehran", TEXT))
    assert '+ "drones" [drone]' in found
    assert "role:subj" in found
    assert '- "Ukraine" [UA]' in found
    assert "denied by: denies" in found


def test_what_was_chosen_and_left_out_is_shown_as_such() -> None:
    story = Story("s", "Kyiv and Tehran", TEXT, datetime(2024, 5, 10, tzinfo=UTC))
    doc, claims = extractor().read(story)
    bare = [replace(c, item=()) for c in claims]
    told, left = ("\n".join(explained(doc, proposals(doc), held)) for held in (claims, bare))
    assert '+ "drones" [drone]' in told
    assert '~ "drones" [drone]' in left
    assert "left out: another value stands" in left


def test_parties_and_things_are_called_by_the_names_that_are_given() -> None:
    story = Story("s", "Kyiv and Tehran", TEXT, datetime(2024, 5, 10, tzinfo=UTC))
    found = "\n".join(explain(extractor(), story, Names({"UA": "Ukraine", "IR": "Iran", "RU": "Russia"}.get, str.upper)))
    assert "arms transfer · alleged" in found
    assert "Iran → Russia" in found
    assert '+ "drones" [DRONE]' in found
    assert '- "Ukraine" [Ukraine]' in found


def test_a_story_without_claims_says_so() -> None:
    assert lines("Weather", "It rained in the valley.")[-1] == "No claim found."


def test_long_lines_are_wrapped_and_nothing_is_lost() -> None:
    text = "The ship was slow. " * 40
    found = lines("Ships", text)
    assert all(len(line) <= WIDTH for line in found[:10])
    assert "".join("".join(found).split()).count("slow.") == 40
