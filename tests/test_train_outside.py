"""Texts of other makers' sets, read as stories without claims. The texts here are our own."""

import gzip
import json

import pytest

from bot.train.outside import PLV, RAMS, RE3D, UNDATED, joined, outside, published


def laid_out(folder, rams=(), sentences=(), documents=()):
    for name, rows in ((RAMS, rams), (PLV, sentences), (RE3D, documents)):
        (folder / name).write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in rows).encode()))
    return {row["id"].split(":")[0]: row for row in outside(folder)}


def passage(key, *sentences, url="https://www.harbour.example/2014/03/09/quay"):
    return {"doc_key": key, "source_url": url, "sentences": [s.split(" ") for s in sentences]}


def test_each_set_gives_its_texts_in_the_form_of_the_gold(tmp_path):
    held = laid_out(
        tmp_path,
        [passage("k1", "Norland 's navy left .", "Nobody cheered .")],
        [{"sentence": " Westmark bought two ferries. "}],
        [{"id": "d9", "folder": "Quay Office", "text": "A boat\t sank.", "url": "https://quay.example/d9"}],
    )
    assert {k: (r["text"], r["outlet"], r["published"]) for k, r in held.items()} == {
        "rams": ("Norland's navy left.\n\nNobody cheered.", "harbour.example", "2014-03-09"),
        "plv": ("Westmark bought two ferries.", "wire", UNDATED[PLV]),
        "re3d": ("A boat sank.", "Quay Office", UNDATED[RE3D]),
    }
    assert (held["rams"]["id"], held["re3d"]["id"]) == ("rams:k1", "re3d:d9")
    assert all((r["title"], r["claims"]) == ("", []) for r in held.values())


def test_a_text_that_comes_twice_is_one(tmp_path):
    held = [passage("k1", "A boat sank ."), passage("k2", "A boat sank .")]
    laid_out(tmp_path, held, [{"sentence": "A boat sank."}])
    assert [row["id"] for row in outside(tmp_path)] == ["rams:k1"]


def test_an_id_of_a_sentence_is_that_of_its_words(tmp_path):
    first = laid_out(tmp_path, sentences=[{"sentence": "A boat sank."}])["plv"]["id"]
    again = laid_out(tmp_path, sentences=[{"sentence": "A boat sank. "}])["plv"]["id"]
    other = laid_out(tmp_path, sentences=[{"sentence": "A ship sank."}])["plv"]["id"]
    assert first == again != other


@pytest.mark.parametrize(
    ("tokens", "text"),
    [
        ("He paid $ 5 ( or less ) , they say .", "He paid $5 (or less), they say."),
        ("They wo n't go ; we 've left .", "They won't go; we've left."),
        ('" No , " he said .', "“No,” he said."),
        ("`` No '' , said Norland ’s envoy .", "“No”, said Norland’s envoy."),
        ("a so - called truce of 2010 - 2012", "a so-called truce of 2010 - 2012"),
        ('An inch is 1 " .', 'An inch is 1 ".'),
    ],
)
def test_tokens_become_a_sentence_again(tokens, text):
    assert joined(tokens.split(" ")) == text


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.example/2014/03/09/x", "2014-03-09"),
        ("https://a.example/x-2014-03-09.html", "2014-03-09"),
        ("https://a.example/2014/03/x", "2014-03-15"),
        ("https://a.example/2014/13/x", UNDATED[RAMS]),
        ("https://a.example/2014/02/31/x", UNDATED[RAMS]),
        ("https://a.example/x", UNDATED[RAMS]),
    ],
)
def test_the_day_of_an_address(url, day):
    assert published(url) == day
