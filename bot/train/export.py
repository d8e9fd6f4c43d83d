"""The trained net as what the product loads: an int8 ONNX encoder, the heads' weights, the word pieces, and what decode reads."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic

from bot.train.fit import BASE, Net


def export(net: Net, tuned: dict, folder: Path) -> None:
    """Write encoder.onnx, heads.npz, tokenizer.json and tuned.json."""
    folder.mkdir(parents=True, exist_ok=True)
    net.encoder.cpu().eval()
    example = torch.randint(1000, 20000, (2, 32)), torch.ones((2, 32), dtype=torch.long)
    axes = {0: "windows", 1: "pieces"}
    with tempfile.TemporaryDirectory() as room:
        whole = Path(room) / "encoder.onnx"
        names = {"ids": axes, "mask": axes, "vectors": axes}
        torch.onnx.export(
            net.encoder,
            example,
            str(whole),
            input_names=["ids", "mask"],
            output_names=["vectors"],
            dynamic_axes=names,
            opset_version=17,
            dynamo=False,
        )
        quantize_dynamic(str(whole), str(folder / "encoder.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=False)
    np.savez_compressed(folder / "heads.npz", **{k: v.detach().cpu().numpy().astype(np.float16) for k, v in net.heads.state_dict().items()})
    shutil.copyfile(str(BASE.joinpath("tokenizer.json")), folder / "tokenizer.json")
    write_tuned(tuned, folder)


def write_tuned(tuned: dict, folder: Path) -> None:
    """Thresholds and small models, one key a line."""
    lines = ",\n".join(f"{json.dumps(k)}: {json.dumps(v, sort_keys=True)}" for k, v in sorted(tuned.items()))
    (folder / "tuned.json").write_text("{\n" + lines + "\n}\n", encoding="utf-8")
