import asyncio

import httpcore
import httpx
import pytest
from fakes.net import PUBLIC, Names, Wire, answer

from bot.errors import BadInput, Later
from bot.web import Web
from bot.web.guard import GuardedBackend, checked_url, is_public

ATTACKS = (
    "http://127.0.0.1/",
    "http://127.1/",
    "http://2130706433/",
    "http://0x7f000001/",
    "http://017700000001/",
    "http://0/",
    "http://0.0.0.0:8080/",
    "http://[::1]/",
    "http://[::]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:a9fe:a9fe]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[fe80::1]/",
    "http://[fd00:ec2::254]/",
    "http://169.254.169.254/latest/meta-data/",
    "http://10.0.0.1/",
    "http://192.168.1.1:8443/",
    "http://100.64.0.1/",
    "http://①②⑦.⓪.⓪.①/",
    "http://localhost/",
    "http://inside.test/",
    "http://half.test/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://[fec0::1]/",
)
NAMES = {"localhost": [["127.0.0.1", "::1"]], "inside_test": [["10.1.2.3"]], "half_test": [[PUBLIC, "10.1.2.3"]], "out_test": [[PUBLIC]]}


def fetched(url, names, wire, **settings):
    """The page, or the error, of one fetch through the real client over a network that is not there."""

    async def run():
        async with Web(resolver=names, backend=wire, host_gap=0, **settings) as web:
            return await web.fetch(url)

    try:
        return asyncio.run(run())
    except (BadInput, Later) as fault:
        return fault


def test_the_private_attribute_the_guard_sits_on_is_where_it_was():
    async def run():
        async with Web() as web:
            return web._client._transport._pool._network_backend

    assert httpx.__version__.startswith("0.28.")
    assert isinstance(asyncio.run(run()), GuardedBackend)
    assert isinstance(httpx.AsyncHTTPTransport()._pool._network_backend, httpcore.AsyncNetworkBackend)


@pytest.mark.parametrize("url", ATTACKS)
def test_an_internal_address_in_any_disguise_is_never_connected_to(url):
    names, wire = Names(**NAMES), Wire()
    assert isinstance(fetched(url, names, wire), BadInput)
    assert wire.connected == []


@pytest.mark.parametrize("url", ATTACKS)
def test_a_redirect_to_an_internal_address_is_not_followed(url):
    names, wire = Names(**NAMES), Wire(**{PUBLIC: [answer(302, location=url)]})
    assert isinstance(fetched("http://out.test/", names, wire), BadInput | Later)
    assert wire.connected == [(PUBLIC, 80)]


def test_a_name_that_changes_its_address_between_two_hops_is_refused_at_the_second():
    names = Names(turn_test=[[PUBLIC], ["127.0.0.1"]])
    wire = Wire(**{PUBLIC: [answer(302, location="http://turn.test/again")]})
    assert isinstance(fetched("http://turn.test/", names, wire), BadInput)
    assert wire.connected == [(PUBLIC, 80)]


def test_a_name_is_resolved_once_and_connected_to_as_it_was_checked():
    names, wire = Names(turn_test=[[PUBLIC], ["127.0.0.1"]]), Wire(**{PUBLIC: [answer(body=b"fine")]})
    assert fetched("http://turn.test/", names, wire).body == b"fine"
    assert names.asked == ["turn.test"]
    assert wire.connected == [(PUBLIC, 80)]


def test_a_chain_of_redirects_ends_after_five():
    names = Names(out_test=[[PUBLIC]])
    wire = Wire(**{PUBLIC: [answer(302, location=f"http://out.test/{n}") for n in range(10)]})
    assert "more than 5 times" in str(fetched("http://out.test/", names, wire))
    assert len(wire.connected) == 6


def test_only_an_allowed_host_may_be_internal_and_no_outsider_may_send_us_there():
    names = Names(out_test=[[PUBLIC]])
    wire = Wire(**{"127.0.0.1": [answer(body=b"inside"), answer()], PUBLIC: [answer(302, location="http://127.0.0.1:8900/")]})
    allowed = frozenset({"127.0.0.1:8900"})
    assert fetched("http://127.0.0.1:8900/", names, wire, allow_private=allowed).body == b"inside"
    assert isinstance(fetched("http://127.0.0.1:8901/", names, wire, allow_private=allowed), BadInput)
    assert isinstance(fetched("http://out.test/", names, wire, allow_private=allowed), BadInput)
    assert wire.connected == [("127.0.0.1", 8900), (PUBLIC, 80)]


def test_the_next_address_of_a_host_is_tried_when_the_first_does_not_answer():
    other = "203.0.114.8"
    names, wire = Names(out_test=[[PUBLIC, other]]), Wire(**{other: [answer(body=b"second")]})
    assert fetched("http://out.test/", names, wire).body == b"second"


def test_a_name_that_is_not_there_is_tried_again_later():
    assert "not found" in str(fetched("http://nowhere.test/", Names(), Wire()))


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://out.test/", "no http"),
        ("file:///etc/passwd", "no http"),
        ("gopher://127.0.0.1:70/_x", "no http"),
        ("http:///path", "no http"),
        ("words", "no http"),
        ("http://out.test:22/", "port 22"),
        ("https://out.test:6379/", "port 6379"),
        ("http://user:word@out.test/", "password"),
        ("http://out.test@127.0.0.1/", "password"),
        ("http://out.test\r\nHost: x/", "no web address"),
        ("http://" + "a" * 70000 + "/", "no"),
    ],
)
def test_an_address_that_is_not_fetched_is_told_why(url, reason):
    with pytest.raises(BadInput, match=reason):
        checked_url(url)


def test_public_addresses_stay_public():
    assert all(map(is_public, ("93.184.216.34", "2606:2800:220:1::1", "64:ff9b::5db8:d822", "2002:5db8:d822::1", "::ffff:93.184.216.34")))
    assert not any(map(is_public, ("not an address", "", "192.0.2.1", "198.18.0.1", "240.0.0.1", "2001:db8::1", "::", "fe80::1%eth0")))
