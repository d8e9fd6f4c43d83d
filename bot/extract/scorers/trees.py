"""Boosted trees that a model file holds: numbers to log-odds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from onnxruntime import InferenceSession

from bot.extract.scorers.features import Floats
from bot.extract.scorers.threads import session


@dataclass(frozen=True)
class Trees:
    """`model`: an ONNX file of one tree ensemble, as bytes."""

    model: bytes

    def __call__(self, rows: Floats) -> Floats:
        """[N, columns] to [N] log-odds."""
        out: Floats = self._session.run(None, {"rows": rows})[0][:, 0]
        return out

    @cached_property
    def _session(self) -> InferenceSession:
        return session(self.model)
