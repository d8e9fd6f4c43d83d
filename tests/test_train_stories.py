"""A story as training reads it can be kept in a file: training takes hours and goes on from where it was broken off."""

from __future__ import annotations

import pickle

from bot.train.stories import read

ROW = {
    "id": "s",
    "title": "Kenya fires missiles in response to Uganda's launch",
    "text": "Kenya fired two missiles on Monday in response to a launch by Uganda. Uganda denied it.",
    "outlet": "x",
    "url": "",
    "published": "2024-05-10T10:00:00+00:00",
    "claims": [],
}


def test_a_story_read_for_training_can_be_kept() -> None:
    told = read(ROW)
    kept = pickle.loads(pickle.dumps(told))  # noqa: S301  our own
    assert kept.doc.mentions == told.doc.mentions
    assert len(kept.sure.seen) == len(kept.doc.sentences)
