"""Several events told in one message."""

from dataclasses import replace

import pytest
from fakes.ledger import alert
from fakes.watching import NOW

from bot.model import ClaimType, Show, SourceLink
from bot.watch.digest import Bundle, digests


def test_a_digest_tells_each_event_once_as_it_stands_last_the_gravest_first():
    alerts = [
        alert("e1", revision=1, severity="low"),
        alert("e1", Show.REPLY, 2, severity="low", change="count 2 → 3"),
        alert("e1", Show.REPLY, 3, severity="low", change="now known: place"),
        alert("e2", severity="severe", headline="REPORTED · Iran → Israel · attack"),
        alert("e3", severity="low", status_word="ALLEGED, DENIED", headline="ALLEGED, DENIED · x"),
    ]
    [page] = digests(Bundle("digest:1", "DIGEST · Ukraine", NOW), alerts)
    assert page.headline == "DIGEST · Ukraine · 3 events · 1 severe, 2 low"
    assert page.parts[0] == "RU: 3 attacks"
    assert "denied or corrected: 1 of these" in page.parts
    assert sum("ALLEGED, DENIED · x" in part for part in page.parts) == 1
    assert page.parts[2] == "[severe] REPORTED · Iran → Israel · attack"
    assert any("(changed: count 2 → 3; now known: place)" in part for part in page.parts)
    assert digests(Bundle("digest:1", "DIGEST", NOW), []) == ()


@pytest.mark.parametrize(
    ("quoted", "links", "best"),
    [
        ("Harbour Wire", ("Radio One/1/", "Harbour Wire/2/", "Evening Post/3/"), "2"),
        ("Harbour Wire", ("Harbour Wire/1/", "Harbour Wire/2/", "Radio One/3/"), "2"),
        ("Harbour Wire", ("Harbour Wire/1/", "Harbour Wire/2/withdrawn", "Radio One/3/"), "1"),
        ("Harbour Wire", ("Radio One/1/", "Harbour Wire/2/withdrawn, state media"), "1"),
        ("Harbour Wire", ("Harbour Wire/1/page no longer available",), "1"),
        ("Unlinked", ("Radio One/1/", "Evening Post/2/"), "2"),
    ],
)
def test_a_digest_links_the_report_that_the_alert_quotes_else_the_newest(quoted, links, best):
    held = [link.split("/") for link in links]
    sources = tuple(SourceLink(outlet, f"https://{key}.example", "", "", note) for outlet, key, note in held)
    [page] = digests(Bundle("digest:1", "DIGEST", NOW), [alert("e1", quote_outlet=quoted, links=sources)])
    assert [link.url for link in page.links] == [f"https://{best}.example"]


def test_a_long_digest_is_split_and_loses_nothing():
    alerts = [alert(f"e{n}", headline=f"REPORTED · number {n}.") for n in range(20)]
    pages = digests(Bundle("digest:1", "DIGEST", NOW), alerts)
    assert [page.revision for page in pages] == [1, 2, 3]
    assert all(any(f"number {n}." in part for page in pages for part in page.parts) for n in range(20))
    assert pages[1].headline.endswith("part 2 of 3")


def test_a_line_too_long_is_cut_between_two_words_and_says_so():
    long = "ALLEGED · North Korea · missile launch: at least 23 missiles · " + "Joint Chiefs of Staff; " * 8
    [page] = digests(Bundle("digest:1", "DIGEST", NOW), [alert("e1", severity="low", headline=long)])
    told = page.parts[-1].removeprefix("[low] ")
    assert told.endswith("…")
    assert len(told) <= 160
    assert long[len(told) - 1 :].lstrip("; ").startswith(("Joint", "Chiefs", "of", "Staff"))


@pytest.mark.parametrize("long", ["知" * 200, "REPORTED · " + "x" * 300])
def test_a_line_too_long_without_a_space_near_its_end_is_cut_hard(long):
    [page] = digests(Bundle("digest:1", "DIGEST", NOW), [alert("e1", severity="low", headline=long)])
    assert page.parts[-1] == f"[low] {long[:159]}…"


@pytest.mark.parametrize(
    ("kind", "many", "said"),
    [
        (ClaimType.STRIKE, 1, "RU: 1 attack"),
        (ClaimType.MISSILE_LAUNCH, 2, "RU: 2 missile launches"),
        (ClaimType.GROUND_COMBAT, 2, "RU: 2 ground battles"),
        (ClaimType.INTERCEPTION, 1, "RU: 1 interception"),
    ],
)
def test_a_digest_counts_kinds_of_event_in_readers_words(kind, many, said):
    [page] = digests(Bundle("digest:1", "DIGEST", NOW), [replace(alert(f"e{n}"), type=kind) for n in range(many)])
    assert page.parts[0] == said
