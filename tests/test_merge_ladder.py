from dataclasses import replace

import pytest
from fakes.merging import Ledger, claim, moment

from bot.merge import report_of
from bot.merge.ladder import Rung, counts, rung, standing
from bot.model import ClaimType, Feed, Story

ANON = {"org": "U.S. official", "party": "US", "anonymous": True}
NAMED = {"name": "Jane Roe", "org": "Pentagon", "party": "US"}
KYIV = {"org": "air force", "party": "UA"}


def report(outlet, source=(), key=None, status="alleged", actor=("RU",), feed=None, version=1):
    text = f"{outlet} has its own words for what happened on the {len(outlet)}th mile of the coast road that night."
    one = Story(id=key or outlet, title="", text=text, published=moment("2031-05-06T12:00:00+00:00"), outlet=outlet, version=version)
    told = claim(one, "strike", status, actor=actor, target=["UA"], place=["Odesa"], source=source)
    return report_of(one, told, 0, feed, one.published)


@pytest.mark.parametrize(
    ("reports", "step"),
    [
        ([report("A")], Rung.UNATTRIBUTED),
        ([report("A", [ANON])], Rung.SINGLE_ANONYMOUS),
        ([report("A", [NAMED])], Rung.SINGLE_NAMED),
        ([report("A", [ANON]), report("B", [NAMED])], Rung.MANY_NEWSROOMS),
        ([report("A", [NAMED]), report("B", [KYIV])], Rung.MANY_PARTIES),
        ([report("A", [NAMED]), report("B", [{"org": "Kremlin", "party": "RU"}], status="asserted")], Rung.ADMITTED),
    ],
)
def test_the_rung_says_how_much_stands_behind_an_event(reports, step):
    assert rung(reports) is step


def test_the_doers_own_word_is_an_admission_only_where_another_accused_it():
    own = report("A", [{"org": "Kremlin", "party": "RU"}], status="asserted")
    assert rung([own]) is Rung.SINGLE_NAMED
    assert rung([own, report("B", [KYIV])]) is Rung.ADMITTED


@pytest.mark.parametrize(("kind", "step"), [("threat", Rung.MANY_PARTIES), ("strike", Rung.ADMITTED), ("sanction", Rung.ADMITTED)])
def test_a_threat_is_its_doers_word_to_begin_with_and_never_admitted(kind, step):
    told = [report("A", [KYIV]), report("B", [{"org": "Kremlin", "party": "RU"}], status="asserted")]
    assert rung([replace(one, claim=replace(one.claim, type=ClaimType(kind))) for one in told]) is step


def test_a_denial_never_counts_as_support():
    live = standing([report("A", [NAMED]), report("B", [{"org": "Kremlin", "party": "RU"}], status="denied")])
    assert [one.outlet for one in live] == ["A"]


def test_reprints_never_move_the_rung():
    copies = [replace(report(f"Copy {n}", [ANON]), newsroom="a") for n in range(20)]
    assert rung([report("A", [ANON]), *copies]) is Rung.SINGLE_ANONYMOUS


def test_an_anonymous_official_belongs_to_its_government():
    assert rung([report("A", [ANON]), replace(report("B", [NAMED]), newsroom="a")]) is Rung.SINGLE_NAMED


@pytest.mark.parametrize(
    ("beside", "parties"),
    [
        ({"name": "Ann Berg", "org": "Lieutenant Colonel"}, 1),  # an officer, of whose army nothing is told
        ({"name": "Ann Berg", "org": "Lt. Gen."}, 1),
        ({"name": "Ann Berg", "org": "Governor"}, 1),
        ({"name": "Ann Berg", "org": "spokeswoman for the Joint Chiefs"}, 1),  # the same, told shorter
        ({"name": "Ann Berg", "org": "spokeswoman for the Harbour Observatory"}, 2),
        ({"name": None, "org": "Human Rights Bureau"}, 2),
        ({"name": "Ann Berg", "org": None}, 1),  # nobody known
    ],
)
def test_a_rank_or_the_shorter_name_of_who_spoke_is_no_second_party(beside, parties):
    chiefs = {"name": None, "org": "South Korea's Joint Chiefs", "party": "KR"}
    told = [report("A", [chiefs, beside])]
    assert (rung(told) is Rung.MANY_PARTIES) == (parties > 1)


def test_two_outlets_of_one_state_are_one_party():
    feed = Feed("https://x.example", "X", country="RU", state_control="state")
    ledger = Ledger()
    for outlet in ("Volga", "Neva"):
        one = Story(id=outlet, title="", text=f"{outlet} says so.", published=moment("2031-05-06T12:00:00+00:00"), outlet=outlet)
        ledger.take(one, [claim(one, "strike", actor=["UA"], target=["RU"], place=["Belgorod"])], replace(feed, outlet=outlet))
    (event,) = ledger.live()
    assert counts(event) == (2, 2, 1)


def test_only_the_latest_version_of_a_story_stands():
    live = standing([report("A", [NAMED], key="s"), report("A", [KYIV], key="s", version=2)])
    assert [one.version for one in live] == [2]


def test_twenty_outlets_in_one_briefing_are_twenty_one_party():
    ledger = Ledger()
    for n in range(20):
        text = " ".join(f"{word}{n}" for word in ("Our", "reporter", "heard", "that", "one", "depot", "burnt", "to", "the", "ground"))
        one = Story(id=f"s{n}", title="", text=text, published=moment("2031-05-06T12:00:00+00:00"), outlet=f"Paper {n}")
        step = ledger.take(one, [claim(one, "strike", "alleged", actor=["RU"], target=["UA"], place=["Odesa"], source=[NAMED])])
    (event,) = ledger.live()
    assert counts(event) == (20, 20, 1)
    assert [alert.show.value for alert in step.alerts] == ["edit"]


def test_the_grade_gives_letter_figure_and_reason():
    def graded(*reports):
        ledger = Ledger()
        for one, feed in reports:
            story = Story(id=one.story, title="", text=one.claim.quotes[0], published=one.published, outlet=one.outlet)
            ledger.take(story, [one.claim], feed)
        return next(event for event in ledger.live() if event.reports[0].claim.status.value != "denied").grade

    feed = Feed("https://a.example", "A", grade="B")
    assert graded((report("A", [NAMED]), feed)) == "B3: one named source"
    assert graded((report("A", [NAMED]), feed), (report("B", [KYIV]), None)) == "B2: 2 parties say so"
    assert graded((report("A"), None)) == "F6: nobody is named"
    denial = report("C", [{"org": "Kremlin", "party": "RU"}], status="denied")
    assert graded((report("A", [NAMED]), feed), (denial, None)) == "B4: one named source, but denied"
