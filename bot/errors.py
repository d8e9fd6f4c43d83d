"""Every error, named by what the caller does next.

TocsinError
├── Fix          a person must change something; the message says what, in one line
│   └── BadInput     the input (file, address, feed, word) cannot be used as given
├── Later        try again after `after` seconds (None: the caller's own back-off decides)
├── Never        do not try again: the reason is permanent
│   └── Closed       nor anything else to this channel: it is gone, or closed to us
└── InDoubt      nobody knows whether it happened: look before trying again
"""

from __future__ import annotations


class TocsinError(Exception):
    """The root of all our errors; its text is one line fit for a person."""


class Fix(TocsinError):
    """A person must change something; the message says what."""


class BadInput(Fix):
    """The input (file, address, feed, word) cannot be used as given; where it is clear how it was meant, `meant` stands for `said`."""

    def __init__(self, message: str, said: str = "", meant: str = "") -> None:
        super().__init__(message)
        self.said, self.meant = said, meant


class Later(TocsinError):
    """Try again after `after` seconds; None leaves the wait to the caller's back-off."""

    def __init__(self, message: str, after: float | None = None) -> None:
        super().__init__(message)
        self.after = after


class Never(TocsinError):
    """Do not try again: the reason is permanent."""


class Closed(Never):
    """The whole channel is gone or closed to us: pause it."""


class InDoubt(TocsinError):
    """Nobody knows whether it happened: look before trying again."""
