"""Transcripts: whose turn it is speaks."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import cache

import pytest

from bot.extract import Extractor, load
from bot.extract.speech.turns import turns
from bot.model import Claim, Story

TITLE = "Remarks by President Marin Holt and Prime Minister Edda Sorvik of Norway After Their Meeting"
TALK = """Harbour Hall

3:10 P.M.

PRESIDENT HOLT:  Thank you, Prime Minister Edda Sorvik. The United States will send 40 howitzers to Ukraine next month.

And I want to be clear with everybody here.  Russia attacked the port of Odesa with drones last night.

PRIME MINISTER SORVIK:  Thank you, Mr. President.  Norway will deliver 12 air defense systems to Ukraine in March.

Russia's defense ministry said Ukraine attacked a depot in Kursk.

Q    Mr. President, did Iran fire missiles at Israel on Monday?

PRESIDENT HOLT:  Iran fired 30 missiles at Israel on Monday.
"""


@cache
def extractor(model: bool) -> Extractor:
    return load(model=model)


def told(text: str, title: str = TITLE, model: bool = False) -> list[Claim]:
    _, claims = extractor(model).read(Story("s", title, text, datetime(2024, 5, 10, tzinfo=UTC)))
    return list(claims)


def sayers(claims: list[Claim], words: str) -> set[str]:
    found = [c for c in claims if any(words in q for q in c.quotes)]
    assert found, words
    return {s.name or s.org or "" for c in found for s in c.source}


@pytest.mark.parametrize("model", [False, True], ids=["rules", "heads"])
def test_each_claim_is_said_by_whose_turn_it_is(model: bool) -> None:
    claims = told(TALK, model=model)
    assert sayers(claims, "40 howitzers") == {"Marin Holt"}
    assert sayers(claims, "port of Odesa") == {"Marin Holt"}, "a turn goes on over paragraphs"
    assert sayers(claims, "12 air defense systems") == {"Edda Sorvik"}
    assert sayers(claims, "30 missiles") == {"Marin Holt"}


def test_who_is_named_inside_a_turn_keeps_the_word() -> None:
    assert any("defense ministry" in s for s in sayers(told(TALK), "depot in Kursk"))


def test_the_span_of_a_speaker_is_the_label() -> None:
    claim = next(c for c in told(TALK) if any("12 air defense" in q for q in c.quotes))
    story = Story("s", TITLE, TALK, datetime(2024, 5, 10, tzinfo=UTC))
    assert [story.cut(s) for s in dict(claim.spans)["source"]] == ["PRIME MINISTER SORVIK:"]


@pytest.mark.parametrize(
    ("labels", "names"),
    [
        (("THE PRESIDENT:", "Q   "), ["Marin Holt", None]),
        (("MS. QUILL:", "MS. QUILL:"), ["Quill", "Quill"]),
        (("GEN. ROOK:", "REPORTER:"), ["Rook", None]),
        (("Secretary Vane:", "Question:"), ["Vane", None]),
        (("DEPUTY SECRETARY OF DEFENSE ADA VANE:", "MODERATOR:"), ["Ada Vane", None]),
        (("MINISTER VON HALDEN (through an interpreter):", "Q   "), ["Von Halden", None]),
    ],
    ids=lambda v: str(v)[:40],
)
def test_labels_of_many_forms(labels: tuple[str, str], names: list[str | None]) -> None:
    text = "\n\n".join(f"{label}  Norway will deliver 12 howitzers to Ukraine, as we all know." for label in (*labels, *labels))
    doc, _ = extractor(False).read(Story("s", "Remarks by President Marin Holt", text, datetime(2024, 5, 10, tzinfo=UTC)))
    assert [t.speaker.name if t.speaker else None for t in turns(doc)] == [*names, *names]


@pytest.mark.parametrize(
    "text",
    [
        "READ MORE: Norway delivers howitzers.\n\nRECOMMENDED: Iran fires missiles.",
        "UPDATE: Norway delivered 12 howitzers to Ukraine.\n\nUPDATE: Ukraine confirmed it.",
        "KYIV: Russia attacked Odesa with drones.\n\nMOSCOW: Ukraine attacked Kursk.",
        "PRESIDENT HOLT: Norway will deliver 12 howitzers to Ukraine.",
        "President Holt, I am clear: Russia attacked Odesa.\n\nPresident Holt, I say it again: Russia attacked Kyiv.",
    ],
)
def test_what_is_no_transcript_has_no_turns(text: str) -> None:
    doc, _ = extractor(False).read(Story("s", "President Marin Holt speaks", text, datetime(2024, 5, 10, tzinfo=UTC)))
    assert turns(doc) == ()


def test_a_columnist_in_headline_and_lead_is_no_transcript() -> None:
    line = "MARIN HOLT: Norway must send howitzers to Ukraine"
    doc, _ = extractor(False).read(Story("s", line, f"{line}. Marin Holt wrote it.", datetime(2024, 5, 10, tzinfo=UTC)))
    assert turns(doc) == ()


def test_we_is_whoever_speaks() -> None:
    title = "Remarks by U.S. President Marin Holt and Norwegian Prime Minister Edda Sorvik"
    text = (
        "PRESIDENT HOLT:  Thank you, Prime Minister. We will send 40 howitzers to Ukraine.\n\n"
        "PRIME MINISTER SORVIK:  Thank you, President Holt of the United States. We will deliver 12 air defense systems to Ukraine."
    )
    assert next(c.actor for c in told(text, title) if any("40 howitzers" in q for q in c.quotes)) == ("US",)
    assert next(c.actor for c in told(text, title) if any("12 air defense" in q for q in c.quotes)) == ("NO",)


@pytest.mark.parametrize("model", [False, True], ids=["rules", "heads"])
def test_a_reporters_question_is_no_evidence(model: bool) -> None:
    claims = told(TALK, model=model)
    assert not [q for c in claims for q in c.quotes if q.endswith("?")]
    assert any("30 missiles" in q for c in claims for q in c.quotes), "the answer is"


def test_a_speech_is_said_by_whom_its_title_names() -> None:
    title = "Remarks by Norwegian Prime Minister Edda Sorvik on the War in Ukraine"
    claims = told(
        "Thank you all. We will deliver 12 air defense systems to Ukraine in March. Russia attacked Odesa with drones last night.", title
    )
    assert sayers(claims, "Odesa") == sayers(claims, "12 air defense") == {"Edda Sorvik"}
    assert next(c.actor for c in claims if any("12 air defense" in q for q in c.quotes)) == ("NO",)


def test_a_written_statement_is_said_by_whom_its_title_names() -> None:
    title = "Statement from Norwegian Defence Minister Edda Sorvik on Deliveries to Ukraine"
    claims = told("We will deliver 12 air defense systems to Ukraine in March. Russia attacked Odesa with drones last night.", title)
    assert sayers(claims, "Odesa") == sayers(claims, "12 air defense") == {"Edda Sorvik"}
    assert next(c.actor for c in claims if any("12 air defense" in q for q in c.quotes)) == ("NO",)


def test_a_report_of_a_statement_is_no_statement() -> None:
    title = "Statement by Norwegian Defence Minister Edda Sorvik Angers Moscow"
    text = 'Russia attacked Odesa with drones. "We will deliver 12 air defense systems to Ukraine," Sorvik wrote on Monday.'
    doc, _ = extractor(False).read(Story("s", title, text, datetime(2024, 5, 10, tzinfo=UTC)))
    assert turns(doc) == ()


@pytest.mark.parametrize(
    "title", ["Remarks by Prime Minister Edda Sorvik and President Marin Holt", "Prime Minister Edda Sorvik speaks in Oslo"]
)
def test_a_title_that_names_two_or_no_speech_names_no_speaker(title: str) -> None:
    doc, _ = extractor(False).read(Story("s", title, "Russia attacked Odesa with drones.", datetime(2024, 5, 10, tzinfo=UTC)))
    assert turns(doc) == ()


def test_a_text_with_more_labels_than_people_talk_is_no_transcript() -> None:
    text = "\n\n".join(f"MR. QUILL{'X' * (n % 50)}{chr(65 + n // 50)}: Norway will deliver howitzers to Ukraine." for n in range(400))
    doc, _ = extractor(False).read(Story("s", "A talk", text, datetime(2024, 5, 10, tzinfo=UTC)))
    assert turns(doc) == ()
