"""The command line: python -m bot COMMAND."""

from __future__ import annotations

import sys

from bot.cli.app import app
from bot.errors import TocsinError


def main() -> int:
    """Runs a command; an error of ours is one line on stderr and exit status 1, never a traceback."""
    try:
        app(standalone_mode=True)
    except TocsinError as fault:
        sys.stderr.write(f"tocsin: {fault}\n")
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main())
