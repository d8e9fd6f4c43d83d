"""Boosted trees that a model file holds: numbers to log-odds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import onnxruntime

from bot.extract.scorers.features import Floats


@dataclass(frozen=True)
class Trees:
    """`model`: an ONNX file of one tree ensemble, as bytes."""

    model: bytes

    def __call__(self, rows: Floats) -> Floats:
        """[N, columns] to [N] log-odds."""
        out: Floats = self._session.run(None, {"rows": rows})[0][:, 0]
        return out

    @cached_property
    def _session(self) -> onnxruntime.InferenceSession:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = options.inter_op_num_threads = 1
        return onnxruntime.InferenceSession(self.model, options, providers=["CPUExecutionProvider"])
