"""Stories in other languages: kept, marked by their language, and found by their words."""

from dataclasses import replace

import pytest
from fakes.ledger import FEED, NOW, Outcome, later, story

from bot.store.foreign import words_of

TOLD = (
    story(
        "uk", "Російські безпілотники атакували порт Одеси, повідомили у військовій адміністрації.", title="Атака на порт", language="uk"
    ),
    story("ko", "합동참모본부는 북한이 탄도미사일을 발사했다고 밝혔다.", title="북한 미사일 발사", language="ko", published=later(60)),
    story("ja", "防衛省は北朝鮮が弾道ミサイルを発射したと発表した。", title="ミサイル発射", language="ja"),
    story("ar", "أعلن سلاح الجو اعتراض طائرتين مسيرتين فوق المنشآت الحيوية.", title="اعتراض مسيرتين", language="ar"),
    story("en", "Two drones were shot down over the port.", title="Drones over the port"),
)


@pytest.fixture
def kept(store):
    store.keep_feeds([FEED], NOW)
    store.settle_feed(store.feed_states()[0], TOLD, NOW)
    return store


def found(store, asked):
    return [one.id for one in store.foreign(asked)]


@pytest.mark.parametrize(
    ("asked", "key"),
    [
        ("безпілотник порту", "uk"),  # other endings than in the story
        ("ОДЕСА безпілотниками", "uk"),
        ("безпека порту", ""),
        ("탄도미사일", "ko"),
        ("북한 미사일", "ko"),
        ("弾道ミサイル 発射", "ja"),
        ("طائرتين مسيرتين", "ar"),
        ("drones port", ""),  # English stories are found as events
        ("безпілотник 탄도미사일", ""),
        ("", ""),
        ("!?", ""),
    ],
)
def test_a_story_in_another_language_is_found_by_its_words(kept, asked, key):
    assert found(kept, asked) == ([key] if key else [])


def test_what_is_found_says_its_language_and_the_latest_comes_first(kept):
    kept.settle_feed(kept.feed_states()[0], [replace(TOLD[1], id="ko2", text="북한 미사일 발사 준비.", published=later(120))], NOW)
    assert [(one.id, one.language) for one in kept.foreign("미사일")] == [("ko2", "ko"), ("ko", "ko")]
    assert [one.id for one in kept.foreign("미사일", 1)] == ["ko2"]


def test_an_edited_story_is_found_by_its_new_words_only(kept):
    kept.settle_feed(kept.feed_states()[0], [replace(TOLD[0], text="Порт Одеси працює.")], NOW)
    assert found(kept, "безпілотник") == []
    [one] = kept.foreign("працює")
    assert (one.id, one.version) == ("uk", 2)


def test_a_text_that_is_let_go_is_found_no_more(kept):
    one = kept.story("uk")
    with kept.taking(one) as taking:
        taking.keep(Outcome(one))
    assert kept.pages.prune(later(86400)) == 1
    assert found(kept, "порт") == []
    assert found(kept, "북한") == ["ko"]


def test_a_story_of_endless_words_costs_some_hundred_rows():
    assert len(words_of(" ".join(f"слово{n}" for n in range(5000)))) <= 400
    assert words_of("Порт порту порти безпілотник безпілотниками 북한이 ミサ") == ["порт", "безпі", "북한", "한이", "ミサ"]
