"""An encoder in eight bits, and one that learns to bear it.

Eight bits are few where one column of a layer's input is forty times the others, so such columns are made smaller and the weights behind
them larger (SmoothQuant, Xiao et al. 2023), by what some stories bring forth. A net may be trained as it will run: `roughened`, its weights
and what goes into each layer are rounded at every step, and the rounding is passed over when gradients go back (straight-through).
"""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import torch
from torch import nn
from torch.nn import functional as F  # noqa: N812 - torch's own name for it

from bot.train.fit import Net, Plain, base_tokeniser
from bot.train.stories import Read

SMOOTH = 0.8  # how far a large column is made smaller; of .5 to .9 the vectors came out nearest to the unquantised ones with it
MOST = 127  # of eight bits
FEW = 31  # of six bits, which gzip stores in five
INPUTS = 255
TABLES = ("word_embeddings", "position_embeddings")


class Rows(nn.Module):
    """An embedding whose rows are eight-bit integers with a step each."""

    def __init__(self, table: nn.Embedding, most: int = MOST) -> None:
        super().__init__()
        weights = table.weight.detach()
        step = steps(weights, most)
        self.register_buffer("step", step)
        self.register_buffer("rows", torch.round(weights / step).to(torch.int8))

    def forward(self, ids: torch.Tensor) -> torch.Tensor:
        """[..., width]."""
        out: torch.Tensor = self.rows[ids].float() * self.step[ids]
        return out


class Smooth(nn.Module):
    """A linear layer whose input columns are brought nearer to each other; `largest`: the largest value of each."""

    def __init__(self, layer: nn.Linear, largest: torch.Tensor) -> None:
        super().__init__()
        weights = layer.weight.detach()
        scale = largest.clamp_min(1e-4) ** SMOOTH / weights.abs().amax(0).clamp_min(1e-4) ** (1 - SMOOTH)
        self.register_buffer("smaller", 1 / scale)
        self.layer = nn.Linear(layer.in_features, layer.out_features)
        self.layer.weight.data = weights * scale
        self.layer.bias.data = layer.bias.detach().clone()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """As the layer itself."""
        out: torch.Tensor = self.layer(x * self.smaller)
        return out


class Rough(Smooth):
    """Such a layer as it will run: its weights on FEW steps a row, its inputs on INPUTS."""

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """As the layer itself, rounded; gradients as if it were not."""
        x = x * self.smaller
        weights = self.layer.weight
        with torch.no_grad():
            low, high = x.min().clamp(max=0), x.max().clamp(min=0)
            step = (high - low).clamp_min(1e-8) / INPUTS
            off = torch.round(x / step) * step - x
            gone = rounded(weights, FEW) - weights
        return F.linear(x + off, weights + gone, self.layer.bias)


def steps(weights: torch.Tensor, most: int) -> torch.Tensor:
    """[rows, 1] the step of each row, of which its largest value is `most`."""
    return weights.abs().amax(1, keepdim=True).clamp_min(1e-8) / most


def rounded(weights: torch.Tensor, most: int) -> torch.Tensor:
    """Each row on its own steps."""
    step = steps(weights, most)
    return torch.round(weights / step) * step


def largest_inputs(net: Net, stories: Sequence[Read]) -> dict[str, torch.Tensor]:
    """For each linear layer of the encoder the largest value of each input column over some stories."""
    found: dict[str, torch.Tensor] = {}
    layers = {k: m for k, m in net.encoder.model.encoder.layer.named_modules() if isinstance(m, nn.Linear)}

    def watch(name: str) -> Any:
        def seen(_: nn.Module, given: tuple[torch.Tensor, ...], __: torch.Tensor) -> None:
            most = given[0].float().abs().flatten(0, -2).amax(0)
            found[name] = torch.maximum(found[name], most) if name in found else most

        return seen

    hooks = [m.register_forward_hook(watch(k)) for k, m in layers.items()]
    scorers = net.scorers(base_tokeniser())
    for r in stories:
        scorers.cells(r.doc, r.rules, r.feats)
    for hook in hooks:
        hook.remove()
    return found


def roughened(net: Net, stories: Sequence[Read] = ()) -> Net:
    """The net with every layer rough and its tables of vectors rounded for good; without stories a blank for weights to be loaded into."""
    _replace(net.encoder, largest_inputs(net, stories), Rough)
    for name in TABLES:
        table = getattr(net.encoder.model.embeddings, name).weight
        table.data = rounded(table.data, FEW)
        table.requires_grad_(requires_grad=False)
    return net


def in_eight_bits(net: Net, stories: Sequence[Read]) -> Plain:
    """A copy of the encoder that says the same and bears eight bits."""
    out = copy.deepcopy(net.encoder).cpu().eval()
    out.model.set_attn_implementation("eager")  # torch's own guards each share against being no number, a fifth of the time
    rough = [m for m in out.modules() if isinstance(m, Rough)]
    for layer in rough:
        layer.layer.weight.data = rounded(layer.layer.weight.data, FEW)
        layer.__class__ = Smooth
    if not rough:
        _replace(out, largest_inputs(net, stories), Smooth)
    for name in TABLES:
        setattr(out.model.embeddings, name, Rows(getattr(out.model.embeddings, name), FEW if rough else MOST))
    return out


def _replace(encoder: Plain, largest: dict[str, torch.Tensor], by: type[Smooth]) -> None:
    layers = encoder.model.encoder.layer
    for name in [k for k, m in layers.named_modules() if isinstance(m, nn.Linear)]:
        layer = layers.get_submodule(name)
        holder, _, last = name.rpartition(".")
        setattr(layers.get_submodule(holder), last, by(layer, largest.get(name, torch.ones(layer.in_features))))
