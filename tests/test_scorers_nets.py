"""Several nets: the weight of their word, and heads of their own for feed items."""

from __future__ import annotations

import gzip
from dataclasses import replace
from importlib.resources import files

import numpy as np
import pytest
from test_scorers import BUNDLED, LINES, doc_of, net, together

from bot.extract.scorers import NETS, sums
from bot.extract.scorers.threads import session


def test_a_net_that_weighs_twice_is_heard_as_if_it_were_there_twice():
    doc = doc_of()
    weighed, twice = together(net(5), replace(net(8), weight=2.0, brief_weight=2.0)).cells(doc), together(net(5), net(8), net(8)).cells(doc)
    even = together(net(5), net(8)).cells(doc)
    assert [(c.sentence, c.type) for c in weighed] == [(c.sentence, c.type) for c in twice]
    assert [c.score for c in weighed] == pytest.approx([c.score for c in twice], rel=1e-5)
    assert [c.score for c in weighed] != pytest.approx([c.score for c in even], rel=1e-3)
    for one, other in zip(weighed, twice, strict=True):
        assert one.status == pytest.approx(other.status, rel=1e-5)
        mine, theirs = ([(k, p.key, p.score) for k, pools in c.roles.items() for p in pools] for c in (one, other))
        assert [(k, key) for k, key, _ in mine] == [(k, key) for k, key, _ in theirs]
        assert [score for *_, score in mine] == pytest.approx([score for *_, score in theirs], rel=1e-4)


def test_a_feed_item_is_read_by_heads_of_its_own_and_a_story_by_the_others():
    both = replace(net(5), brief=net(8).heads)
    short, long = (
        doc_of(),
        doc_of((*LINES, *(f"Night {i} was quiet in the harbour, and the boats that lay there were counted." for i in range(12)))),
    )
    assert together(both).cells(short) == together(net(8)).cells(short) != together(net(5)).cells(short)
    assert together(both).cells(long) == together(net(5)).cells(long) != together(net(8)).cells(long)


def vectors(model, exact):
    """What an encoder makes of random word pieces, by the kernels that may add in sixteen bits or by those that never do."""
    ids = np.random.default_rng(7).integers(1000, 20000, (2, 48))
    return session(model, exact).run(None, {"ids": ids, "mask": np.ones_like(ids)})[0]


def whole_model(name):
    return gzip.decompress(files("bot.extract").joinpath(f"model/{name}.onnx.gz").read_bytes())


@pytest.mark.skipif(not BUNDLED, reason="no model is bundled")
@pytest.mark.parametrize("name", NETS)
def test_no_sum_of_an_encoder_runs_over_on_this_processor(name):
    model = whole_model(name)
    assert np.array_equal(vectors(model, sums.exact(name)), vectors(model, exact=True))


def varint(data, at):
    """A protobuf number, and where it ends."""
    value, shift = 0, 0
    while True:
        value |= (data[at] & 127) << shift
        at, shift = at + 1, shift + 7
        if data[at - 1] < 128:
            return value, at


def fields(data):
    """The numbered fields of a protobuf message: numbers, and stretches of bytes."""
    at = 0
    while at < len(data):
        key, at = varint(data, at)
        size, at = (4, at) if key & 7 == 5 else varint(data, at)
        if key & 7 != 0:
            size, at = data[at : at + size], at + size
        yield key >> 3, size


def eight_bit_weights(model):
    """The weights of each layer whose products are added as integers, by onnx.proto3: graph 7, initializer 5, name 8, raw_data 9."""
    (graph,) = (held for number, held in fields(memoryview(model)) if number == 7)
    for tensor in (dict(fields(held)) for number, held in fields(graph) if number == 5):
        if bytes(tensor[8]).endswith(b"_quantized"):
            yield np.frombuffer(tensor[9], np.int8)


@pytest.mark.skipif(not BUNDLED, reason="no model is bundled")
@pytest.mark.parametrize("name", NETS)
def test_only_a_net_whose_pairs_of_products_outgrow_sixteen_bits_needs_exact_kernels(name):
    largest = [int(np.abs(weights.astype(int)).max()) for weights in eight_bit_weights(whole_model(name))]
    assert len(largest) == 36
    assert (2 * sums.INPUT * max(largest) > np.iinfo(np.int16).max) == (name in sums.WIDE)


def test_exact_kernels_are_taken_only_where_a_processor_cuts_sums_off(monkeypatch):
    monkeypatch.setattr(sums, "whole", lambda: False)
    assert [sums.exact(name) for name in ("small", "large")] == [True, False]
    monkeypatch.setattr(sums, "whole", lambda: True)
    assert not sums.exact("small")
