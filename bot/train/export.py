"""The trained nets as what the product loads: each an eight-bit ONNX encoder with its heads, the word pieces, and what decode reads."""

from __future__ import annotations

import gzip
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx import helper, numpy_helper
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.train.coarse import FEW, MOST, in_eight_bits
from bot.train.fit import BASE, Net
from bot.train.stories import Read

AXES = {0: "windows", 1: "pieces"}
OPSET, IR = 17, 8  # versions of ONNX and of its files


def export(nets: Mapping[str, Net], tuned: dict, folder: Path, stories: Sequence[Read]) -> None:
    """Write NAME.onnx.gz, NAME.npz and NAME-brief.npz of each net, sums.onnx, tokenizer.json, tuned.json and pairs.onnx.

    `stories` show how large the numbers get in an encoder that was not trained to run in eight bits.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for name, net in nets.items():
        (folder / f"{name}.onnx.gz").write_bytes(gzip.compress(encoder(net, stories), 9, mtime=0))
        for told, heads in ((name, net.heads), (f"{name}-brief", net.brief or net.heads)):
            weights = {k: v.detach().cpu().numpy().astype(np.float16) for k, v in heads.state_dict().items()}
            np.savez_compressed(folder / f"{told}.npz", **weights)
    (folder / "sums.onnx").write_bytes(product())
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
            opset_version=OPSET,
            dynamo=False,
        )
        quantize_dynamic(
            str(whole),
            str(small),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=False,
            op_types_to_quantize=["MatMul"],
        )
        return fitting(small.read_bytes())


def fitting(model: bytes) -> bytes:
    """The same encoder, weights of six bits on their own steps: their sums fit where products are added by pairs in sixteen bits.

    No weight changes. Others take all of eight bits; bot/extract/scorers/sums.py knows which net's do.
    """
    told = onnx.load_from_string(model)
    held = {one.name: one for one in told.graph.initializer}
    for node in (n for n in told.graph.node if n.op_type == "MatMulInteger"):
        name = node.input[1]
        weights = numpy_helper.to_array(held[name]).astype(int)
        few = np.round(weights * FEW / MOST)
        if np.abs(few * MOST / FEW - weights).max() < 1:
            scale = numpy_helper.to_array(held[name.replace("_quantized", "_scale")]) * np.float32(MOST / FEW)
            _put(held, name.replace("_quantized", "_scale"), scale)
            _put(held, name, few.astype(np.int8))
    return told.SerializeToString()


def _put(held: Mapping[str, onnx.TensorProto], name: str, values: np.ndarray) -> None:
    held[name].CopyFrom(numpy_helper.from_array(values, name))


def product() -> bytes:
    """One product of eight-bit integers as ONNX: what a processor is asked whether its sums fit."""
    kinds = {"a": onnx.TensorProto.UINT8, "b": onnx.TensorProto.INT8, "c": onnx.TensorProto.INT32}
    sizes = {"a": ("rows", "deep"), "b": ("deep", "wide"), "c": ("rows", "wide")}
    a, b, c = (helper.make_tensor_value_info(k, kind, sizes[k]) for k, kind in kinds.items())
    graph = helper.make_graph([helper.make_node("MatMulInteger", ["a", "b"], ["c"])], "sums", [a, b], [c])
    made: bytes = helper.make_model(graph, opset_imports=[helper.make_opsetid("", OPSET)], ir_version=IR).SerializeToString()
    return made


def write_tuned(tuned: dict, folder: Path) -> None:
    """Thresholds and small models, one key a line; the trees in a file of their own."""
    (folder / "pairs.onnx").write_bytes(tuned["pair"].model)
    lines = ",\n".join(f"{json.dumps(k)}: {json.dumps(v, sort_keys=True)}" for k, v in sorted(tuned.items()) if k != "pair")
    (folder / "tuned.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")
