"""The order of the rules: every rule stands in one stage, and is asked once."""

from __future__ import annotations

import re
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from fakes.unread import UNREAD

from bot.extract.rules.reading import Reading
from bot.extract.rules.stages import FACTS, SAYINGS, followed
from bot.extract.rules.stages.stage import Stage
from bot.model import Claim, ClaimType, Status

RULE = re.compile(r"^def (?!_)(\w+)\(_?read: Reading, claims: Sequence\[Claim\]\) -> tuple\[Claim, \.\.\.\]:", re.MULTILINE)
RAID = Claim(ClaimType.STRIKE, Status.ASSERTED, (), ())


def test_every_rule_stands_in_one_stage_once() -> None:
    written = [name for file in Path(str(files("bot.extract.rules"))).rglob("*.py") for name in RULE.findall(file.read_text())]
    asked = [rule.__name__ for stage in (*FACTS, *SAYINGS) for rule in stage.rules]
    assert sorted(asked) == sorted(written)


def test_a_stage_says_why_it_stands_where_it_does() -> None:
    assert all(stage.why.endswith(".") for stage in (*FACTS, *SAYINGS))


def twice(_: Reading, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return (*claims, *claims)


def none(_: Reading, _claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    return ()


def test_each_rule_reads_what_those_before_it_left() -> None:
    assert followed((Stage("One doubles.", (twice,)), Stage("Another doubles.", (twice,))), UNREAD, (RAID,)) == (RAID,) * 4
    assert followed((Stage("One drops all.", (none,)), Stage("Another doubles.", (twice,))), UNREAD, (RAID,)) == ()


def test_what_is_asked_of_items_alone_leaves_a_whole_story_as_it_is() -> None:
    story = replace(UNREAD.doc.story, text="word " * 600)
    whole = replace(UNREAD, doc=replace(UNREAD.doc, story=story))
    stages = (Stage("One drops all.", (none,), items=True),)
    assert followed(stages, UNREAD, (RAID,)) == ()
    assert followed(stages, whole, (RAID,)) == (RAID,)
