"""The templates. Whatever a story says is text here: escaped, and without signs that no reader sees. The only door to jinja2."""

from __future__ import annotations

from datetime import datetime
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from handlers.wording import moment, plain


def page(name: str, **words: object) -> str:
    """A template filled in."""
    return _templates().get_template(name).render(**words)


@cache
def _templates() -> Environment:
    made = Environment(
        loader=PackageLoader("handlers.pages"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_cleaned,
    )
    made.filters["moment"] = moment
    made.filters["iso"] = datetime.isoformat
    return made


def _cleaned(value: object) -> object:
    """A text without escapes, control and direction signs; blanks at its ends stand in the template."""
    return plain(value) if type(value) is str else value
