import pytest
from fakes.merging import claim, moment

from bot.merge import lineage, report_of
from bot.model import Feed, Story

BODY = (
    "Soldiers of the northern command searched three villages along the river on Sunday and found a store of mortar rounds under a barn, "
    "the army said. Nobody was hurt. The rounds were taken to a quarry and blown up before dark, and the owner of the barn was questioned. "
    "It was the fifth such find since the spring, when farmers began to clear fields that had lain fallow for years."
)


def story(key="a", outlet="Harbour Wire", text=BODY, **fields):
    url = f"https://{outlet.lower().replace(' ', '-')}.example/{key}"
    return Story(id=key, title=f"Title {key}", text=text, published=moment("2031-05-06T12:00:00+00:00"), outlet=outlet, url=url, **fields)


def report(one, quote=None, feed=None):
    told = claim(one, "seizure", quote=quote) if quote else claim(one, "seizure")
    return report_of(one, told, 0, feed, one.published)


def room(one, *others):
    return lineage.newsroom(report(one), [report(other) for other in others])


def test_a_copy_with_local_edits_and_a_cut_is_of_one_newsroom():
    edited = BODY.replace("three villages", "several villages").replace("Nobody was hurt.", "No one was injured.")
    assert room(story("b", "Pacific Courier", edited), story()) == "harbour wire"
    assert room(story("c", "Baltic Gazette", BODY[:200]), story()) == "harbour wire"


def test_a_text_written_anew_is_a_newsroom_of_its_own():
    own = "Mortar rounds hidden below a farm building came to light in a sweep this weekend. They went up in smoke at a nearby quarry."
    assert room(story("b", "Pacific Courier", own), story()) == "pacific courier"


def test_words_in_quotation_marks_are_everybodys():
    speech = (
        "“We will not rest until every field along this river is safe for the children who walk to school across it each morning,” he said."
    )
    one = story("a", text="The general spoke first. " + speech + " Rain fell all day and the roads were closed to lorries.")
    other = story(
        "b", "Pacific Courier", "Farmers listened in silence. " + speech + " Behind him stood two rows of engineers with their dogs."
    )
    assert room(other, one) == "pacific courier"


def test_two_short_headlines_in_the_same_words_are_no_copy():
    one, other = (
        story(key, outlet, "Pyongyang sends a missile across Japan.") for key, outlet in (("a", "Harbour Wire"), ("b", "Gazette"))
    )
    assert room(other, one) == "gazette"


@pytest.mark.parametrize(
    ("fields", "root"),
    [
        ({"text": "SEOUL (Reuters) — " + BODY}, "reuters"),
        ({"text": "KYIV, Ukraine (AP) - " + BODY}, "ap"),
        ({"text": BODY + " (AFP)"}, "afp"),
        ({"byline": "By The Associated Press"}, "ap"),
        ({"byline": "Jane Doe and Reuters"}, "reuters"),
        ({"canonical": "https://www.harbour.example/original"}, "harbour.example"),
        ({"byline": "Jane Doe"}, "pacific courier"),
    ],
)
def test_a_credit_names_the_newsroom_seen_or_not(fields, root):
    assert room(story("b", "Pacific Courier", **fields)) == root


def test_a_claim_that_leans_on_another_outlet_hangs_on_it():
    text = "A store of mortar rounds was found by the river, Yonhap reported on Sunday."
    assert room(story("b", "Pacific Courier", text)) == "yonhap"
    cited = story("c", "Gazette", "Troops found mortar rounds, according to Harbour Wire.")
    assert room(cited, story()) == "harbour wire"
    assert room(cited) == "gazette"  # a name nobody has seen could be anybody's


def test_one_outlet_goes_by_many_names():
    assert lineage.key("https://moxie.foxnews.com/google-publisher/world.xml") == lineage.key("Fox News")
    assert lineage.key("http://feeds.bbci.co.uk/news/world/rss.xml") == lineage.key("BBC News")
    assert lineage.key("http://rss.cnn.com/rss/edition.rss") == lineage.key("http://rss.cnn.com/rss/cnn_world.rss") == "cnn"
    assert lineage.key("The Guardian") == "guardian"


def test_the_feed_names_the_outlet_and_its_state():
    feed = Feed("https://volga.example/rss", "Volga News", country="RU", state_control="state", grade="D")
    told = report(story("a", "volga.example"), feed=feed)
    assert (told.outlet, told.country, told.state_control, told.grade) == ("Volga News", "RU", "state", "D")


def test_the_sketch_of_a_long_text_stays_small_and_still_finds_its_copy():
    sentences = [f"Sentence number {n} tells of convoy {n * 7} on road {n * 13} near village {n * 3}." for n in range(400)]
    whole, half = lineage.shingles(" ".join(sentences)), lineage.shingles(" ".join(sentences[:160]))
    assert len(whole) == lineage.KEPT
    assert lineage.copied(whole, half)
    assert not lineage.copied(whole, lineage.shingles(BODY * 3))
