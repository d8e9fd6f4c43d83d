"""A terminal: a command as a person types it, in this process. tests/test_cli.py starts the bot as a process of its own."""

import io
import os
import sys
from contextlib import chdir, redirect_stderr, redirect_stdout
from typing import NamedTuple

from bot.__main__ import main

OURS = ("TOCSIN_", "DISCORD_", "SLACK_", "DATABASE_")  # how the names of settings begin


class Ran(NamedTuple):
    """What a command left behind, in the words of subprocess."""

    returncode: int
    stdout: str
    stderr: str


def plain_environment():
    """This environment without any setting of the bot."""
    return {name: value for name, value in os.environ.items() if not name.startswith(OURS)}


def typed(folder, *args, stdin="", **settings):
    """Runs `python -m bot` with these words in a folder, with these settings and no others."""
    before = (sys.argv, sys.stdin, dict(os.environ))
    out, err = io.StringIO(), io.StringIO()
    try:
        sys.argv, sys.stdin = ["bot", *map(str, args)], io.StringIO(stdin)
        _put(plain_environment() | settings)
        with chdir(folder), redirect_stdout(out), redirect_stderr(err):
            status = _status()
    finally:
        sys.argv, sys.stdin = before[:2]
        _put(before[2])
    return Ran(status, out.getvalue(), err.getvalue())


def _status():
    try:
        return main()
    except SystemExit as ended:
        return ended.code or 0


def _put(environment):
    os.environ.clear()
    os.environ.update(environment)
