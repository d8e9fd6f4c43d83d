"""The annotators' claims: offsets become the story's own words."""

import gzip
import json
from dataclasses import replace

from bot.train.labels import LABELS, for_heads, in_half, kept_apart, kept_back, labelled, weighed
from bot.train.stories import read

STORY = {"id": "s1", "title": "Norland sends drones", "text": "Norland sent 12 drones to Westmark, a clerk said.\n\nNobody else saw it."}
CLAIM = {"type": "arms_transfer", "actor": ["NO"], "item": [{"category": "drone", "text": {"at": [34, 43]}, "quantity": None}]}


def written(folder, *rows):
    path = folder / "labels.jsonl.gz"
    path.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return path


def test_an_offset_is_read_as_what_stands_there_in_title_and_text(tmp_path):
    told = {**CLAIM, "evidence": [{"at": [0, 20]}, {"at": [21, 70]}], "place": [{"at": [47, 55]}]}
    [row] = labelled({"s1": STORY}, written(tmp_path, {"id": "s1", "annotator": "h1", "claims": [told]}))
    assert row["claims"][0]["evidence"] == [STORY["title"], "Norland sent 12 drones to Westmark, a clerk said."]
    assert row["claims"][0]["item"] == [{"category": "drone", "text": "12 drones", "quantity": None}]
    assert row["claims"][0]["place"] == ["Westmark"]
    assert (row["annotator"], row["text"]) == ("h1", STORY["text"])


def test_a_story_that_is_not_at_hand_is_left_out(tmp_path):
    assert labelled({}, written(tmp_path, {"id": "s1", "annotator": "h1", "claims": [CLAIM]})) == []


def test_the_labels_in_the_house_hold_offsets_and_no_sentence():
    with gzip.open(LABELS, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    claims = [claim for row in rows for claim in row["claims"]]
    assert len(rows) == len({row["id"] for row in rows}) == 2741
    assert len(claims) == 6179
    spans = [span for claim in claims for span in (*claim["evidence"], *claim["place"])]
    assert all(set(span) == {"at"} and 0 <= span["at"][0] < span["at"][1] for span in spans)
    assert all(claim["evidence"] for claim in claims)


def test_what_an_annotator_read_is_learnt_whole_and_as_a_brief_with_less_weight(tmp_path):
    story = read({**STORY, "outlet": "Harbour Wire", "published": "2026-03-01T12:00:00+00:00", "url": "", "claims": []})
    told = {**CLAIM, "evidence": [{"at": [21, 70]}], "place": []}
    rows = [{"id": "s1", "annotator": who, "claims": [told]} for who in ("h1", "h3")]
    (usual, whole), (less, _), (brief, short), _ = weighed({"s1": story}, written(tmp_path, *rows))
    assert usual > less > 0
    assert usual > brief > 0
    assert whole.row["claims"] == short.row["claims"] != []
    assert len(short.doc.sentences) < len(whole.doc.sentences)
    assert short.row["id"] == "s1-brief"


def test_a_story_and_its_brief_fall_into_the_same_half():
    halves = {key: in_half(key) for key in map(str, range(40))}
    assert set(halves.values()) == {True, False}
    assert all(in_half(f"{key}-brief") is half for key, half in halves.items())


def test_only_whole_later_texts_outside_the_half_are_kept_to_judge_by():
    def one(id_, annotator):
        return replace(
            read({**STORY, "outlet": "", "published": "2026-03-01T12:00:00+00:00", "url": "", "claims": []}),
            row={"id": id_, "annotator": annotator},
        )

    outside = next(k for k in map(str, range(40)) if not in_half(k))
    inside = next(k for k in map(str, range(40)) if in_half(k))
    held = {(i, who): kept_back(one(i, who)) for i in (outside, inside, f"{outside}-brief") for who in ("h2", "k1", "m1")}
    assert [key for key, kept in held.items() if kept] == [(outside, "k1")]


def test_every_sixth_short_text_is_kept_to_judge_by_and_the_brief_of_it_is_not_learnt():
    def one(id_):
        return replace(
            read({**STORY, "outlet": "", "published": "2026-03-01T12:00:00+00:00", "url": "", "claims": []}),
            row={"id": id_, "annotator": "s4"},
        )

    held = [key for key in map(str, range(60)) if kept_back(one(key))]
    assert 4 <= len(held) <= 18
    assert all(kept_apart(one(f"{key}-brief")) and not kept_back(one(f"{key}-brief")) for key in held)


def test_what_heads_alone_learn_from_is_read_by_annotators_of_their_own_and_nothing_is_judged_by_it():
    with gzip.open(LABELS, "rt", encoding="utf-8") as lines:
        rows = [row for row in map(json.loads, lines) if for_heads(row)]
    assert len(rows) == 226
    assert not any(for_heads({"annotator": who}) for who in ("h1", "i2", "m3", "s4", "k5", "q1"))
    story = read({**STORY, "outlet": "Harbour Wire", "published": "2026-03-01T12:00:00+00:00", "url": "", "claims": []})
    assert not any(kept_apart(replace(story, row={**story.row, "id": row["id"], "annotator": row["annotator"]})) for row in rows)
