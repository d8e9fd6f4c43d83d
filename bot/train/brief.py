"""Heads of their own for feed items: a headline tells all in a few words, and what was annotated is mostly long stories (decision 63).

The encoders stay as they are. Their vectors of headlines of our own writing and of annotated items teach a second set of heads, which read
what is shorter than SHORT. What the nets said before of feed items that nobody annotated is learnt too: real feeds are read no worse.
Stories are read as before, and the encoders are stored once.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import replace

import torch

from bot.extract.confidence import SHORT
from bot.extract.scorers import Scorers
from bot.train.disk import kept
from bot.train.fit import Net, Plan, base_tokeniser, fit
from bot.train.labels import kept_apart
from bot.train.net import Heads
from bot.train.reader import Desk
from bot.train.sheets import Part, Sheet, parts, sheet, taught
from bot.train.stages import Views
from bot.train.stories import BRIEF_WEIGHT, Read, read
from bot.train.written import everyday, headlines, items

HEADLINES = 1_600  # of our own writing, put together from templates
SEED = 3
PLAN = Plan(encoder_rate=0.0, warm=0.06, masked=0.1, attention_dropout=0.0, seed=21, average=0.98)
RUNS = {"small": replace(PLAN, epochs=10, head_rate=4e-4), "large": replace(PLAN, epochs=8, head_rate=3e-4)}
# Sets with the weight of their word and the share of them that an epoch sees.
LEARNT = {
    "templates": (0.5, 0.5),
    "written": (1.5, 1.0),
    "everyday": (0.9, 1.0),
    "items": (1.0, 1.0),
    "briefs": (BRIEF_WEIGHT, 1.0),
    "read": (1.0, 1.0),
    "labels": (1.0, 0.6),
    "feeds": (0.6, 0.6),
}


def learnt(desk: Desk) -> dict[str, list[tuple[float, Read]]]:
    """What the heads learn from: each text with the weight of its word."""
    told = [(w, r) for w, r in desk.labels if len(r.row["text"]) < SHORT and not kept_apart(r)]
    return {
        "templates": [(LEARNT["templates"][0], read(r)) for r in headlines(HEADLINES, SEED)],
        "written": [(LEARNT["written"][0], read(r)) for r in items(learnt=True)],
        "everyday": [(LEARNT["everyday"][0], read(r)) for r in everyday()],
        "items": [(LEARNT["items"][0], r) for r in desk.room.found["train_items"]],
        "briefs": [(LEARNT["briefs"][0], r) for r in desk.room.found["briefs"]],
        "read": [(w, r) for w, r in told if "-brief" not in r.row["id"]],
        "labels": [(w, r) for w, r in told if "-brief" in r.row["id"]],
    }


def said(desk: Desk, nets: Mapping[str, Net]) -> Views:
    """What the nets say together, with the heads of stories, of feed items that nobody annotated, by story."""
    known = {r.row["id"] for _, r in desk.labels}
    others = [r for r in desk.room.unlabelled if len(r.row["text"]) < SHORT and r.row["id"] not in known]
    scorers = Scorers(tuple(replace(net, brief=None).running() for net in nets.values()), base_tokeniser(), {})
    return {r.row["id"]: scorers.cells(r.doc, r.rules, r.feats) for r in others}


def briefed(desk: Desk, nets: Mapping[str, Net]) -> dict[str, Net]:
    """The nets with heads for feed items; their encoders are left as they are."""
    for name, net in nets.items():
        path = desk.room.work / f"{name}-brief.pt"
        if not path.exists():
            told = kept(desk.room.work / "brief.pickle", lambda: learnt(desk))
            soft: Views = kept(desk.room.work / "said-brief.pickle", lambda: said(desk, nets))
            sheets = {k: [sheet(r.row, r.doc, r.feats, w) for w, r in held] for k, held in told.items()}
            sheets["feeds"] = [
                taught(r.doc, r.feats, [soft[r.row["id"]]], LEARNT["feeds"][0]) for r in desk.room.unlabelled if r.row["id"] in soft
            ]
            run = replace(RUNS[name], threads=desk.small.threads, device=desk.small.device)
            torch.save(_fitted(net, sheets, run).state_dict(), path)
        net.brief = Heads(net.encoder.model.config.hidden_size)
        net.brief.load_state_dict(torch.load(path, map_location="cpu"))
    return dict(nets)


def _fitted(net: Net, sheets: Mapping[str, Sequence[Sheet]], plan: Plan) -> Heads:
    """The heads after what was told, those of stories being where they start."""
    tokenise = base_tokeniser()
    cut = {name: parts(held, tokenise, None) for name, held in sheets.items()}
    asked = [p for p in net.encoder.parameters() if p.requires_grad]
    before = {k: v.clone() for k, v in net.heads.state_dict().items()}

    def epoch_of(_: int, rng: random.Random) -> list[Part]:
        return [p for name, held in cut.items() for p in rng.sample(held, int(len(held) * LEARNT[name][1]))]

    for weight in asked:
        weight.requires_grad_(requires_grad=False)
    fit(net, epoch_of, plan)
    for weight in asked:
        weight.requires_grad_(requires_grad=True)
    made = Heads(net.encoder.model.config.hidden_size)
    made.load_state_dict({k: v.cpu() for k, v in net.heads.state_dict().items()})
    net.heads.load_state_dict(before)
    return made
