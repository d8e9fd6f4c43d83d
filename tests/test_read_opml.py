import pytest

from bot.errors import BadInput
from bot.model import Feed
from bot.read.opml import feeds_of_opml, opml_of
from config.feeds import catalogue


def test_a_catalogue_goes_out_and_comes_in_again():
    ours = catalogue()
    back = feeds_of_opml(opml_of(ours, "Tocsin & co"))
    assert [(f.url, f.outlet, f.country, f.language, f.kind, f.state_control, f.on, f.groups, f.grade) for f in back] == [
        (f.url, f.outlet, f.country, f.language, f.kind, f.state_control, f.on, f.groups, f.grade) for f in ours
    ]


def test_another_readers_list_comes_in_with_its_folders_as_groups():
    told = b"""<?xml version="1.0" encoding="UTF-8"?><!DOCTYPE opml><opml version="1.0"><head><title>mine</title></head><body>
    <outline text="Defence"><outline text="Navy &amp; air"><outline type="rss" text="One &amp; two" xmlUrl="https://one.test/f?a=1&amp;b=2"
    htmlUrl="https://one.test/"/></outline><outline title="Bare" xmlUrl="https://two.test/f"/><outline text="no feed"/>
    <outline text="again" xmlUrl="https://one.test/f?a=1&amp;b=2"/>
    <outline text="bad" xmlUrl="javascript:alert(1)"/></outline></body></opml>"""
    again, bare = feeds_of_opml(told)
    assert again == Feed("https://one.test/f?a=1&b=2", "again", groups=("Defence",))
    assert bare == Feed("https://two.test/f", "Bare", groups=("Defence",))


@pytest.mark.parametrize("body", [b"", b"words", b"<rss/>", b"<opml><body/></opml>", b"\xff\xfe\x00", b"<opml><outline text='x'/>"])
def test_what_is_no_list_is_told_so(body):
    with pytest.raises(BadInput, match="OPML"):
        feeds_of_opml(body)


def test_a_bomb_in_a_list_is_not_expanded():
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
    bomb = f'<!DOCTYPE o [<!ENTITY a0 "x">{entities}]><opml><body><outline text="&a9;" xmlUrl="https://one.test/"/></body></opml>'
    assert [feed.outlet for feed in feeds_of_opml(bomb.encode())] == ["&a9;"]
