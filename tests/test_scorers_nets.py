"""Several nets: the weight of their word, and heads of their own for feed items."""

from __future__ import annotations

import gzip
from dataclasses import replace
from importlib.resources import files

import numpy as np
import onnxruntime
import pytest
from test_scorers import BUNDLED, LINES, doc_of, net, together

from bot.extract.scorers import NETS


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
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.add_session_config_entry("session.x64quantprecision", "1" if exact else "0")
    session = onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
    ids = np.random.default_rng(7).integers(1000, 20000, (2, 48))
    return session.run(None, {"ids": ids, "mask": np.ones_like(ids)})[0]


@pytest.mark.skipif(not BUNDLED, reason="no model is bundled")
@pytest.mark.parametrize("name", NETS)
def test_no_sum_of_an_encoder_runs_over_on_any_processor(name):
    model = gzip.decompress(files("bot.extract").joinpath(f"model/{name}.onnx.gz").read_bytes())
    assert np.array_equal(vectors(model, exact=False), vectors(model, exact=True))
