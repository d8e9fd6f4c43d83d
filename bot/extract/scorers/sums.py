"""Which kernels a net's sums fit. AVX2 without VNNI adds eight-bit products by pairs in sixteen bits, and cuts off what is larger."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

import numpy as np

from bot.extract.scorers.threads import session

WIDE = frozenset({"small"})  # nets whose weights take all of eight bits; those of six fit in sums of sixteen
DEEP = 64
INPUT, WEIGHT = 255, 127  # the largest there are


def exact(net: str) -> bool:
    """Whether a net needs the kernels that add exactly everywhere, and are slower."""
    return net in WIDE and not whole()


@cache
def whole() -> bool:
    """Whether the fast kernels add in 32 bits here; asked of the largest products, as no list of processors would be complete."""
    product = session(files("bot.extract").joinpath("model/sums.onnx").read_bytes())
    rows, columns = np.full((2, DEEP), INPUT, np.uint8), np.full((DEEP, 2), WEIGHT, np.int8)
    return bool((product.run(None, {"a": rows, "b": columns})[0] == INPUT * WEIGHT * DEEP).all())
