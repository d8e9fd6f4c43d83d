from dataclasses import replace

from fakes.ledger import NOW, event, report

from bot.alert.shape import LINKS, alert_for
from bot.model import AlertKind, Change, Decision, Show


def told(number, outlet):
    return replace(report(f"r{number}", of=f"s{number}"), outlet=outlet, url=f"https://{number}.example/a", seen=NOW)


def links(reports, news):
    decision = Decision(event(reports=tuple(reports)), Change.OUTLET, news)
    return [link.url for link in alert_for(decision, AlertKind.UPDATE, Show.EDIT).links]


def test_an_outlet_that_writes_often_crowds_no_other_outlet_out():
    reports = [told(number, "The Harbour Wire") for number in range(20)]
    reports[12] = told(12, "Yonhap")
    reports[17] = told(17, "The Northern Post")
    found = links(reports, reports[19])
    assert len(found) == LINKS
    assert {"https://0.example/a", "https://12.example/a", "https://17.example/a", "https://19.example/a"} <= set(found)
    assert found == sorted(found, key=lambda url: int(url.split("/")[2].split(".")[0]))


def test_the_story_that_made_the_message_is_always_linked():
    reports = [told(number, f"Outlet {number}") for number in range(30)]
    found = links(reports, reports[29])
    assert found == [f"https://{number}.example/a" for number in (*range(LINKS - 1), 29)]


def test_few_stories_are_all_linked_as_they_were_told():
    reports = [told(number, "The Harbour Wire") for number in range(3)]
    assert links(reports, reports[1]) == [f"https://{number}.example/a" for number in range(3)]
