"""The heads in numpy, on the token vectors of one window; bot/train/net.py is their twin in torch."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from bot.extract.scorers.features import Floats


def gelu(x: Floats) -> Floats:
    """The tanh form."""
    out: Floats = 0.5 * x * (1 + np.tanh(np.float32(0.7978845608) * (x + np.float32(0.044715) * x * x * x)))
    return out


def sigmoid(x: Floats) -> Floats:
    """Logits to chances."""
    out: Floats = np.divide(1, 1 + np.exp(-np.clip(x, -30, 30)), dtype=np.float32)
    return out


def softmax(x: Floats) -> Floats:
    """Logits to shares along the last axis."""
    e = np.exp(x - x.max(-1, keepdims=True))
    out: Floats = np.divide(e, e.sum(-1, keepdims=True), dtype=np.float32)
    return out


@dataclass(frozen=True, slots=True)
class Seen:
    """One sentence as the heads see it: `cells` [types, CELL], `look` [types] the token each type looks at, `types` [types] logits."""

    cells: Floats
    look: Floats
    types: Floats


class Judged(NamedTuple):
    """Of each cell the shares of status [C, statuses], the chance of background [C], the shares of importance [C, 3]."""

    status: Floats
    background: Floats
    importance: Floats


@dataclass(frozen=True, slots=True)
class Heads:
    """The weights by torch's names."""

    weights: Mapping[str, Floats]

    def _line(self, name: str, x: Floats) -> Floats:
        out: Floats = x @ self.weights[f"{name}.weight"].T
        bias = self.weights.get(f"{name}.bias")
        return out if bias is None else out + bias

    def sentences(self, h: Floats, spans: Sequence[tuple[int, int]], told: Floats, typed: Floats) -> list[Seen]:
        """The vectors and logits of a window's sentences for every type; `told` [S, ...] and `typed` [S, types, ...]: their features."""
        w = self.weights
        shares = [softmax(w["query"] @ h[a:b].T) for a, b in spans]
        own = np.concatenate([share @ h[a:b] for share, (a, b) in zip(shares, spans, strict=True)])
        flat = self._line("mean", np.stack([h[a:b].mean(0) for a, b in spans])) + self._line("whole", h[0]) + self._line("told", told)
        z = gelu(self._line("own", own).reshape(*typed.shape[:2], -1) + flat[:, None] + w["kind"] + self._line("typed", typed))
        looks = [(share * np.arange(a, b, dtype=np.float32)).sum(-1) for share, (a, b) in zip(shares, spans, strict=True)]
        types = (z * w["type_w"]).sum(-1) + w["type_b"]
        return [Seen(*one) for one in zip(z, looks, types, strict=True)]

    def cells(self, z: Floats) -> Judged:
        """What is said of each of some sentences' types, [C, CELL]."""
        back = sigmoid(self._line("background", z))[:, 0]
        return Judged(softmax(self._line("status", z)), back, softmax(self._line("importance", z)))

    def spans(self, h: Floats, spans: NDArray[np.int64], mention: Floats) -> Floats:
        """[M, LINK] vectors of mentions from their first and last token and their mean."""
        padded = np.concatenate([h, np.zeros_like(h[:1])])  # a span may end where the window does
        mean = np.add.reduceat(padded, spans.reshape(-1))[::2] / np.diff(spans).astype(np.float32)
        return self._line("span", np.concatenate([h[spans[:, 0]], h[spans[:, 1] - 1], mean], -1)) + self._line("mention", mention)

    def roles(self, k: Floats, z: Floats, pair: Sequence[Sequence[float]], gap: Floats, same: Floats) -> Floats:
        """[M, roles] logits of mentions for one cell; `gap` in tokens from where the type looks, 0 outside the sentence."""
        size = np.abs(gap)
        attended = np.stack([(gap < 0) * same, np.exp(-size / 6) * same, np.exp(-size / 20) * same], -1).astype(np.float32)
        hidden = gelu(k + self._line("cell", z) + self._line("pair", np.concatenate([np.array(pair, np.float32), attended], -1)))
        return self._line("role", hidden) + self._line("cross", k * self._line("gate", z))
