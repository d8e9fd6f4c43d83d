"""Writes docs/settings.md from the code: python tests/tools/settings_page.py."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path.insert(0, str(ROOT))

from config.settings import Settings  # noqa: E402  # the script is run by its path

HEAD = """# Settings

Read from the environment, and from a file `.env` in the folder Tocsin is started in; the environment wins. A name that begins with
`TOCSIN_` and is none of these is told at the start, with the nearest, and so is a near miss of a chat's (`DISCORD_BOT_TOKEN`); a line
of `.env` that cannot be read stops it.
This table is written from the code (`python tests/tools/settings_page.py`) and a test holds it to it.

| setting | default | what it does |
|---|---|---|
"""


def shown(value: object) -> str:
    """A default as the table shows it."""
    return "" if value is None or value in ((), "") else f"`{value}`"


rows = [f"| `{field.alias}` | {shown(field.default)} | {field.description} |\n" for field in Settings.model_fields.values()]
(ROOT / "docs" / "settings.md").write_text(HEAD + "".join(rows), encoding="utf-8")
