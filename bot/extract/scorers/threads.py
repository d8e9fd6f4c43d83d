"""One thread for numpy's matrix products and for onnxruntime: both are small here, and idle workers that spin cost more than they bring."""

from __future__ import annotations

import ctypes
import gzip
import shutil
from contextlib import suppress
from functools import cache
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import onnxruntime

CHUNK = 1 << 20
PROVIDERS = ["CPUExecutionProvider"]
# Kernels that are slower than what they stand for: onnxruntime's norm of a sum takes 3.7 ms where a sum and a norm take .6.
SLOW = ("SkipLayerNormFusion",)
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


def session(model: bytes, exact: bool = False) -> onnxruntime.InferenceSession:
    """An ONNX file's model, ready to run on one thread. `exact`: sums of eight-bit products fit on any processor, though slower."""
    return onnxruntime.InferenceSession(model, _options(exact), providers=PROVIDERS, disabled_optimizers=SLOW)


def unpacked(packed: Traversable, exact: bool = False) -> onnxruntime.InferenceSession:
    """The same of a gzipped file, by way of a temporary one: a session of bytes holds on to them. Of bytes where none can be written."""
    try:
        return _by_file(packed, exact)
    except OSError:
        return session(gzip.decompress(packed.read_bytes()), exact)


def _by_file(packed: Traversable, exact: bool) -> onnxruntime.InferenceSession:
    with TemporaryDirectory() as room, packed.open("rb") as held, gzip.open(held) as whole:
        path = Path(room) / "model.onnx"
        with path.open("wb") as out:
            shutil.copyfileobj(whole, out, CHUNK)
        return onnxruntime.InferenceSession(path, _options(exact), providers=PROVIDERS, disabled_optimizers=SLOW)


def _options(exact: bool) -> onnxruntime.SessionOptions:
    _share_memory()
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = options.inter_op_num_threads = 1
    options.add_session_config_entry("session.use_env_allocators", "1")
    options.add_session_config_entry("session.x64quantprecision", str(int(exact)))
    return options


@cache
def _share_memory() -> None:
    """One arena for all sessions of the process: each would keep its own, and they never run at once."""
    kinds = onnxruntime.OrtAllocatorType.ORT_ARENA_ALLOCATOR, onnxruntime.OrtMemType.DEFAULT
    onnxruntime.create_and_register_allocator(onnxruntime.OrtMemoryInfo("Cpu", kinds[0], 0, kinds[1]), None)
