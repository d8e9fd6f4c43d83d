"""The trained nets as what the product loads: each an int8 ONNX encoder with its heads, the word pieces, and what decode reads."""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.train.coarse import in_eight_bits
from bot.train.fit import BASE, Net
from bot.train.stories import Read

AXES = {0: "windows", 1: "pieces"}


def export(nets: Mapping[str, Net], tuned: dict, folder: Path, stories: Sequence[Read]) -> None:
    """Write NAME.onnx.gz, NAME.npz and NAME-brief.npz of each net, tokenizer.json, tuned.json and pairs.onnx.

    `stories` show how large the numbers get in an encoder that was not trained to run in eight bits.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, net in nets.items():
        (folder / f"{name}.onnx.gz").write_bytes(gzip.compress(encoder(net, stories), 9, mtime=0))
        for told, heads in ((name, net.heads), (f"{name}-brief", net.brief or net.heads)):
            weights = {k: v.detach().cpu().numpy().astype(np.float16) for k, v in heads.state_dict().items()}
            np.savez_compressed(folder / f"{told}.npz", **weights)
    shutil.copyfile(str(BASE.joinpath("tokenizer.json")), folder / "tokenizer.json")
    weights = {"story": {k: net.weight for k, net in nets.items()}, "item": {k: net.brief_weight for k, net in nets.items()}}
    write_tuned({**tuned, "weight": weights}, folder)


def encoder(net: Net, stories: Sequence[Read]) -> bytes:
    """The encoder as ONNX, its weights eight-bit integers with a step for each row."""
    net.encoder.cpu().eval()
    example = torch.randint(1000, 20000, (2, 32)), torch.ones((2, 32), dtype=torch.long)
    with tempfile.TemporaryDirectory() as room:
        whole, small = Path(room) / "whole.onnx", Path(room) / "small.onnx"
        torch.onnx.export(
            in_eight_bits(net, stories),
            example,
            str(whole),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes=dict.fromkeys(("ids", "mask", "vectors"), AXES),
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(
            str(whole),
            str(small),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,  # eight bits run over where a processor adds in sixteen: AVX2 without VNNI
            op_types_to_quantize=["MatMul"],
        )
        return small.read_bytes()


def write_tuned(tuned: dict, folder: Path) -> None:
    """Thresholds and small models, one key a line; the trees in a file of their own."""
    (folder / "pairs.onnx").write_bytes(tuned["pair"].model)
    lines = ",\n".join(f"{json.dumps(k)}: {json.dumps(v, sort_keys=True)}" for k, v in sorted(tuned.items()) if k != "pair")
    (folder / "tuned.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")
