"""The trained net as what the product loads: an int8 ONNX encoder, the heads' weights, the word pieces, and what decode reads.

Eight bits are few where one column of a layer's input is forty times the others. Word vectors get a step of their own each, and such
columns are made smaller and the weights behind them larger (SmoothQuant, Xiao et al. 2023), by what some stories bring forth.
"""

from __future__ import annotations

import copy
import json
import shutil
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import nn

from bot.train.fit import BASE, Net, Plain, base_tokeniser
from bot.train.stories import Read

SMOOTH = 0.8  # how far a large column is made smaller; of .5 to .9 the vectors came out nearest to the unquantised ones with it
MOST = 127  # of eight bits


class Rows(nn.Module):
    """An embedding whose rows are eight-bit integers with a step each."""

    def __init__(self, table: nn.Embedding) -> None:
        super().__init__()
        weights = table.weight.detach()
        step = weights.abs().amax(1, keepdim=True).clamp_min(1e-8) / MOST
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
        self.layer.bias.data = layer.bias.detach()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """As the layer itself."""
        out: torch.Tensor = self.layer(x * self.smaller)
        return out


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


def smoothed(net: Net, stories: Sequence[Read]) -> Plain:
    """A copy of the encoder that says the same and bears eight bits."""
    largest = largest_inputs(net, stories)
    out = copy.deepcopy(net.encoder).cpu().eval()
    for name, most in largest.items():
        holder, _, last = name.rpartition(".")
        above = out.model.encoder.layer.get_submodule(holder)
        setattr(above, last, Smooth(getattr(above, last), most))
    for table in ("word_embeddings", "position_embeddings"):
        setattr(out.model.embeddings, table, Rows(getattr(out.model.embeddings, table)))
    return out


def export(net: Net, tuned: dict, folder: Path, stories: Sequence[Read]) -> None:
    """Write encoder.onnx, heads.npz, tokenizer.json, tuned.json and pairs.onnx; `stories` show how large the encoder's numbers get."""
    folder.mkdir(parents=True, exist_ok=True)
    net.encoder.cpu().eval()
    encoder = smoothed(net, stories)
    example = torch.randint(1000, 20000, (2, 32)), torch.ones((2, 32), dtype=torch.long)
    axes = {0: "windows", 1: "pieces"}
    with tempfile.TemporaryDirectory() as room:
        whole = Path(room) / "encoder.onnx"
        names = {"ids": axes, "mask": axes, "vectors": axes}
        torch.onnx.export(
            encoder,
            example,
            str(whole),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes=names,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(whole),
            str(folder / "encoder.onnx"),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=False,
            op_types_to_quantize=["MatMul"],
        )
    np.savez_compressed(folder / "heads.npz", **{k: v.detach().cpu().numpy().astype(np.float16) for k, v in net.heads.state_dict().items()})
    shutil.copyfile(str(BASE.joinpath("tokenizer.json")), folder / "tokenizer.json")
    write_tuned(tuned, folder)


def write_tuned(tuned: dict, folder: Path) -> None:
    """Thresholds and small models, one key a line; the trees in a file of their own."""
    (folder / "pairs.onnx").write_bytes(tuned["pair"].model)
    lines = ",\n".join(f"{json.dumps(k)}: {json.dumps(v, sort_keys=True)}" for k, v in sorted(tuned.items()) if k != "pair")
    (folder / "tuned.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")
