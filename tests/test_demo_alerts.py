"""What the demonstration's stories make of a channel, read with the nets that run."""

from datetime import UTC, datetime

from fakes.merging import Ledger
from fakes.sentence import reader

from bot.demo.stories import demo_stories
from bot.model import Story

NOW = datetime(2031, 5, 6, 12, tzinfo=UTC)


def test_a_search_that_finds_nothing_is_no_incursion():
    (told,) = (one for one in demo_stories(NOW) if one.id == "romania-no-drone")
    story = Story(told.id, told.title, told.text, told.published, outlet="Baltic Gazette")
    claims = reader().claims(story)
    assert claims[0].status.value == "negated"
    assert Ledger().take(story, claims).alerts == ()
