"""One thread for numpy's matrix products and for onnxruntime: both are small here, and idle workers that spin cost more than they bring."""

from __future__ import annotations

import ctypes
from contextlib import suppress
from pathlib import Path

import numpy as np
import onnxruntime

SETTERS = ("scipy_openblas_set_num_threads64_", "scipy_openblas_set_num_threads")


def keep_to_one_thread() -> bool:
    """Whether the OpenBLAS that numpy's wheel carries was found and told so; any other BLAS is left as it is."""
    for path in sorted((Path(np.__file__).parent.parent / "numpy.libs").glob("libscipy_openblas*")):
        with suppress(OSError):
            held = ctypes.CDLL(str(path))
            for name in SETTERS:
                if hasattr(held, name):
                    getattr(held, name)(1)
                    return True
    return False


def session(model: bytes) -> onnxruntime.InferenceSession:
    """An ONNX file's model, ready to run on one thread."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])
