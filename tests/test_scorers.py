from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache
from importlib.resources import files

import numpy as np
import pytest

from bot.extract.candidates import Doc, Kind, Mention, Sentence, Zone
from bot.extract.proposal import ROLES, Filler, Proposal
from bot.extract.scorers import Net, Scorers, tokens_of, wanted
from bot.extract.scorers.features import MENTION_WIDTH, PAIR_WIDTH, RULES, SENTENCE_WIDTH, TYPE_WIDTH, TYPES, features, near
from bot.extract.scorers.heads import Heads, softmax
from bot.extract.scorers.pools import keys, offers
from bot.extract.scorers.threads import keep_to_one_thread
from bot.extract.scorers.windows import BUDGET, windows
from bot.model import Amount, ClaimType, Days, Status, Story

WIDTH, CELL, LINK = 12, 6, 5
LINES = (
    "Norland fires two rockets at Sudland",
    "Norland fired two rockets at a Sudland port on Monday, the harbour master said.",
    "Nobody was hurt.",
    "Sudland's army vowed to answer.",
    "It has asked its allies for air defences.",
)


def doc_of(lines: tuple[str, ...] = LINES, mentions: tuple[tuple[Kind, int, str, tuple[str, ...]], ...] | None = None) -> Doc:
    story = Story(id="s", title=lines[0], text="\n\n".join(lines[1:]), published=datetime(2030, 5, 7, tzinfo=UTC))
    sentences, at = [], 0
    for i, line in enumerate(lines):
        start = story.full.index(line, at)
        sentences.append(Sentence(i, start, start + len(line), line, Zone.TITLE if i == 0 else Zone.BODY, i, start))
        at = start + len(line)
    held = mentions if mentions is not None else PLAIN if lines[:2] == LINES[:2] else ()
    found = [_mention(sentences[s], kind, text, ids) for kind, s, text, ids in held]
    return Doc(story, tuple(sentences), tuple(sorted(found, key=lambda m: m.start)))


def _mention(sentence: Sentence, kind: Kind, text: str, ids: tuple[str, ...]) -> Mention:
    start = sentence.start + sentence.text.index(text)
    extra = (
        {"amount": Amount(2, 2, "two")}
        if kind is Kind.COUNT
        else {"days": Days(date(2030, 5, 6), date(2030, 5, 6))}
        if kind is Kind.DATE
        else {}
    )
    return Mention(kind, start, start + len(text), text, sentence.index, ids=ids, **extra)


PLAIN = (
    (Kind.PARTY, 0, "Norland", ("NL",)),
    (Kind.PARTY, 0, "Sudland", ("SD",)),
    (Kind.PARTY, 1, "Norland", ("NL",)),
    (Kind.TRIGGER, 1, "fired", ("strike", "missile_launch")),
    (Kind.COUNT, 1, "two", ()),
    (Kind.ITEM, 1, "rockets", ("rocket",)),
    (Kind.PARTY, 1, "Sudland", ("SD",)),
    (Kind.DATE, 1, "Monday", ()),
    (Kind.PARTY, 1, "harbour master", ()),
)


def by_words(sentence: str) -> tuple[list[int], list[tuple[int, int]]]:
    ids, spans, at = [], [], 0
    for word in sentence.split(" "):
        ids.append(1000 + sum(map(ord, word)) % 500)
        spans.append((at, at + len(word)))
        at += len(word) + 1
    return ids, spans


def encode(ids: np.ndarray, mask: np.ndarray) -> np.ndarray:
    """Vectors that depend on the word and nothing else."""
    del mask
    return np.stack([np.stack([np.sin(np.arange(WIDTH) * (1 + int(i) % 97)) for i in row]) for row in ids]).astype(np.float32)


def net(seed: int) -> Net:
    rng = np.random.default_rng(seed)
    shapes = {
        "query": (14, WIDTH),
        "kind": (14, CELL),
        "type_w": (14, CELL),
        "type_b": (14,),
        "own.weight": (CELL, WIDTH),
        "own.bias": (CELL,),
        "mean.weight": (CELL, WIDTH),
        "whole.weight": (CELL, WIDTH),
        "typed.weight": (CELL, TYPE_WIDTH),
        "told.weight": (CELL, SENTENCE_WIDTH),
        "status.weight": (6, CELL),
        "status.bias": (6,),
        "background.weight": (1, CELL),
        "background.bias": (1,),
        "importance.weight": (3, CELL),
        "importance.bias": (3,),
        "span.weight": (LINK, 3 * WIDTH),
        "span.bias": (LINK,),
        "mention.weight": (LINK, MENTION_WIDTH),
        "cell.weight": (LINK, CELL),
        "pair.weight": (LINK, PAIR_WIDTH + 3),
        "gate.weight": (LINK, CELL),
        "role.weight": (9, LINK),
        "role.bias": (9,),
        "cross.weight": (9, LINK),
    }
    return Net(encode, Heads({k: rng.normal(0, 0.4, v).astype(np.float32) for k, v in shapes.items()}))


def together(*nets: Net) -> Scorers:
    return Scorers(nets, by_words, {})


@cache
def scorers() -> Scorers:
    return together(net(5))


def test_every_sentence_is_judged_once_and_every_window_shows_the_title():
    doc = doc_of(
        (LINES[0], *(f"Sentence number {i} tells of a quiet night in the harbour and of the boats that lay there." for i in range(60)))
    )
    found = windows(doc, by_words)
    assert sorted(i for w in found for i in w.judged) == list(range(61))
    assert all(0 in w.shown for w in found)
    assert all(len(w.ids) <= BUDGET + 60 for w in found)


def test_later_windows_show_what_came_before():
    doc = doc_of(
        (LINES[0], *(f"Sentence number {i} tells of a quiet night in the harbour and of the boats that lay there." for i in range(60)))
    )
    for window in windows(doc, by_words)[1:]:
        assert min(window.judged) - 1 in window.shown


def test_only_wanted_sentences_are_judged():
    doc = doc_of()
    found = windows(doc, by_words, wanted=(1, 4))
    assert [i for w in found for i in w.judged] == [1, 4]


def test_word_pieces_lie_where_the_words_are():
    doc = doc_of()
    window = windows(doc, by_words)[0]
    for span in window.spans:
        if span != (-1, -1):
            assert " " not in doc.story.full[slice(*span)]
    port = doc.story.full.index("port")
    assert tokens_of(window, port, port + 4, window.shown[1]) is not None


def test_a_story_without_words_has_no_window_worth_scoring():
    story = Story(id="e", title="", text="", published=datetime(2030, 5, 7, tzinfo=UTC))
    assert scorers().cells(Doc(story, (), ())) == ()


def test_pooled_values_are_those_the_kind_may_offer():
    doc = doc_of()
    held = {(m.text, role): found for m, by_role in zip(doc.mentions, offers(doc), strict=True) for role, found in by_role.items()}
    assert held["Norland", "actor"] == ("NL",)
    assert held["rockets", "item"] == ("rocket",)
    assert held["two", "count"] == ((2, 2, ""),)
    assert ("rockets", "actor") not in held
    assert keys(doc, next(m for m in doc.mentions if m.text == "Monday"), "date") == (Days(date(2030, 5, 6), date(2030, 5, 6)),)


def test_a_definite_offers_what_it_stands_for():
    doc = doc_of()
    last = Mention(Kind.PARTY, doc.sentences[4].start, doc.sentences[4].start + 2, "It", 4, refers=6)
    assert (
        keys(Doc(doc.story, doc.sentences, (*doc.mentions, last)), last, "actor") == doc.mentions[6].ids or keys(doc, last, "actor") == ()
    )


def test_rules_are_seen_as_features_and_only_in_the_columns_for_them():
    doc = doc_of()
    trigger = next(i for i, m in enumerate(doc.mentions) if m.kind is Kind.TRIGGER)
    actor = next(i for i, m in enumerate(doc.mentions) if m.sentence == 1 and m.ids == ("NL",))
    rule = Proposal(1, ClaimType.STRIKE, Status.ASSERTED, (("actor", (Filler(actor, 1.0, "rule"),)),), 0.8, "rule", trigger=trigger)
    strike = TYPES.index(ClaimType.STRIKE)
    with_rule, without = features(doc, (rule,)), features(doc)
    assert with_rule.typed[1, strike, 1] == 1
    assert without.typed[1, strike, 1] == 0
    assert without.typed[1, strike, 0] == 1
    one, two = with_rule.pair(doc, 1, strike, actor), without.pair(doc, 1, strike, actor)
    assert one[:RULES] == two[:RULES]
    assert one[RULES + 1 + ROLES.index("actor")] == 1
    assert len(one) == PAIR_WIDTH


def test_a_mentions_neighbourhood_is_the_title_three_sentences_back_and_one_ahead():
    assert near(5, (0, 1, 2, 3, 4, 5, 6, 7), frozenset({0})) == (0, 2, 3, 4, 5, 6)


def test_cells_are_in_order_and_the_same_each_time():
    doc = doc_of()
    one, two = scorers().cells(doc), scorers().cells(doc)
    assert one
    assert [(c.sentence, TYPES.index(c.type)) for c in one] == sorted((c.sentence, TYPES.index(c.type)) for c in one)
    assert [(c.sentence, c.type, c.score, c.roles) for c in one] == [(c.sentence, c.type, c.score, c.roles) for c in two]


def test_roles_hold_chances_and_best_mentions_first():
    for cell in scorers().cells(doc_of()):
        assert set(cell.roles) == set(ROLES)
        assert sum(cell.status) == pytest.approx(1, abs=1e-4)
        for pools in cell.roles.values():
            assert [p.score for p in pools] == sorted((p.score for p in pools), reverse=True)
            assert all(0 <= p.score <= 1 for p in pools)


def test_two_mentions_of_one_value_weigh_more_than_one():
    doc = doc_of()
    less = Doc(doc.story, doc.sentences, tuple(m for m in doc.mentions if not (m.sentence == 0 and m.ids == ("NL",))))
    both = {(c.sentence, c.type): next(p.score for p in c.roles["actor"] if p.key == "NL") for c in scorers().cells(doc)}
    one = {
        (c.sentence, c.type): next(p.score for p in c.roles["actor"] if p.key == "NL")
        for c in scorers().cells(less)
        if any(p.key == "NL" for p in c.roles["actor"])
    }
    assert set(both) & set(one)


def test_sentences_far_from_any_sign_are_not_read():
    doc = doc_of((LINES[0], LINES[1], *("Nothing else was told that night." for _ in range(9))))
    assert wanted(doc, ()) == (0, 1, 2)


def test_small_products_stay_on_one_thread_or_are_left_alone():
    assert keep_to_one_thread() in {True, False}


def test_softmax_sums_to_one():
    assert softmax(np.array([[1.0, 2.0, 300.0]], np.float32)).sum() == pytest.approx(1)


BUNDLED = files("bot.extract").joinpath("model/tuned.json").is_file()


@cache
def bundled() -> Scorers:
    loaded = Scorers.load()
    assert loaded is not None
    return loaded


def test_nothing_bundled_means_no_scorers():
    assert (Scorers.load() is not None) == BUNDLED


@pytest.mark.skipif(not BUNDLED, reason="no model is bundled")
def test_the_bundled_model_sees_rockets_fired_and_not_a_recipe():
    seen = {c.type for c in bundled().cells(doc_of()) if c.sentence in {0, 1} and c.score > 0.1}
    assert seen & {ClaimType.STRIKE, ClaimType.MISSILE_LAUNCH}
    recipe = doc_of(("Four soups for a cold week", "Chop two onions and fry them in butter until they are soft.", "Add stock."), ())
    assert max((c.score for c in bundled().cells(recipe)), default=0.0) < 0.1


@pytest.mark.skipif(not BUNDLED, reason="no model is bundled")
def test_the_bundled_model_reads_where_no_temporary_file_can_be_written(monkeypatch, tmp_path):
    usual = bundled().cells(doc_of())
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "gone"))
    loaded = Scorers.load()
    assert loaded is not None
    assert [(c.sentence, c.type, c.score) for c in loaded.cells(doc_of())] == [(c.sentence, c.type, c.score) for c in usual]


@pytest.mark.skipif(not BUNDLED, reason="no model is bundled")
def test_the_bundled_model_says_the_same_twice():
    one, two = bundled().cells(doc_of()), bundled().cells(doc_of())
    assert [(c.sentence, c.type, c.score) for c in one] == [(c.sentence, c.type, c.score) for c in two]


def test_parts_of_a_headline_are_each_read_without_the_others():
    doc = doc_of()
    parted = replace(doc, sentences=(doc.sentences[0], replace(doc.sentences[1], zone=Zone.TITLE), *doc.sentences[2:]))
    alone = [w for w in windows(parted, by_words) if set(w.judged) <= {0, 1}]
    assert [w.judged for w in alone] == [(0,), (1,)]
    assert [sorted(set(w.shown) & {0, 1}) for w in alone] == [[0], [1]]
    assert sorted(i for w in windows(parted, by_words) for i in w.judged) == list(range(len(doc.sentences)))
