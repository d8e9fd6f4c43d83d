"""What a stage of training made, kept on disk."""

from __future__ import annotations

import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any


def kept(path: Path, make: Callable[[], Any]) -> Any:
    """What a stage made, from disk where it has run before."""
    if not path.exists():
        made = make()
        part = path.with_suffix(".part")
        part.write_bytes(pickle.dumps(made))
        part.rename(path)
    return pickle.loads(path.read_bytes())  # noqa: S301 - our own file
