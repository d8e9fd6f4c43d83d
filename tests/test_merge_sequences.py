from pathlib import Path

import pytest
from fakes.merging import STORIES, play, sequence

from bot.merge.figures import quantity_of
from bot.merge.ladder import rung
from bot.merge.quantities import spoken

NAMES = sorted(path.stem for path in Path(STORIES).glob("merge_*.jsonl"))


def _labelled(steps):
    """The label each row gives its main event, by event id; a label must stay with one event."""
    labels = {}
    for row, step in steps:
        told = row["want"]["event"]
        event = _event(step).id
        assert labels.setdefault(told, event) == event, f"{row['id']} was filed under another event than {told}"
    return labels


@pytest.mark.parametrize("name", NAMES)
def test_a_sequence_of_stories_is_filed_and_told_as_a_careful_editor_would(name):
    ledger, steps = play(sequence(name))
    labels = _labelled(steps)
    assert len(set(labels.values())) == len(labels), "two labels, one event"
    for row, step in steps:
        _check(row, step, labels)
    events = steps[-1][0]["want"].get("events")
    assert events is None or len(ledger.live()) == events
    _check_links(ledger, steps, labels)


def _event(step):
    return step.decisions[0].event if step.decisions else step.events[0]


def _check(row, step, labels):
    want, where = row["want"], f"{row['id']} v{row.get('version', 1)}"
    event = _event(step)
    assert [d.change.value for d in step.decisions] == want["change"], where
    assert [alert.show.value for alert in step.alerts] == want["show"], where
    if "kinds" in want:
        assert [alert.kind.value for alert in step.alerts] == want["kinds"], where
    if "counts" in want:
        assert [event.outlets, event.newsrooms, event.parties] == want["counts"], where
    if "quantity" in want:
        assert spoken(quantity_of(event.claim)) == want["quantity"], where
    if "rung" in want:
        assert rung(event.reports).name == want["rung"], where
    for flag in want.get("flags", ()):
        assert any(told.startswith(flag) for told in event.flags), (where, event.flags)
    assert not (want.get("unflagged") and event.flags), where
    for words in want.get("linked", ()):
        assert any(words in link.note for link in step.alerts[0].links), where
    if "note" in want:
        assert want["note"] in step.decisions[0].note, where
    if "status_word" in want:
        assert step.alerts[0].status_word == want["status_word"], where
    for earlier in want.get("earlier", ()):
        assert earlier in step.alerts[0].parts, where


def _check_links(ledger, steps, labels):
    for row, _ in steps:
        for source, kind, target in row["want"].get("links", ()):
            held = ledger.events[labels[source]].links
            assert (kind, labels[target]) in {(link.kind.value, link.to) for link in held}, (row["id"], held)
