"""A small CSS: enough to say which links of a page lead to its stories. Tags, .class, #id, [attribute], blanks, > and commas."""

from __future__ import annotations

import re

from bot.errors import BadInput

PART = re.compile(r"([a-zA-Z][\w-]*|\*)|\.([\w-]+)|#([\w-]+)|\[([\w-]+)(?:(\^|\*|\$)?=(?:\"([^\"]*)\"|'([^']*)'|([\w./-]+)))?\]")
STEP = re.compile(r"\s*(>|\s)\s*")
WITHIN = {
    "": "@{0} = {1}",
    "^": "starts-with(@{0}, {1})",
    "*": "contains(@{0}, {1})",
    "$": "substring(@{0}, string-length(@{0}) - {2} + 1) = {1}",
}


def xpath_of(selector: str) -> str:
    """The XPath of a selector; BadInput where it holds what is not understood."""
    choices = [choice.strip() for choice in selector.split(",")]
    if not all(choices) or len(selector) > 500:
        raise BadInput(f"the selector {selector[:80]!r} is empty, ends in a comma or is too long")
    return " | ".join(_path(choice, selector) for choice in choices)


def _path(choice: str, whole: str) -> str:
    steps = STEP.split(re.sub(r"\s*>\s*", ">", choice))
    found, axis = "", "//"
    for step in steps:
        if step in {">", " "} or not step.strip():
            axis = "/" if step == ">" else "//"
        else:
            found += axis + _step(step, whole)
    return found


def _step(step: str, whole: str) -> str:
    tag, tests, at = "*", [], 0
    for part in PART.finditer(step):
        if part.start() != at:
            break
        at = part.end()
        tag = part[1] or tag
        tests += _test(part)
    if at != len(step):
        raise BadInput(
            f"the selector {whole[:80]!r} has {step[at:][:20]!r} in it; use tags, .class, #id, [attribute], blanks, > and commas"
        )
    return tag.lower() + "".join(f"[{test}]" for test in tests)


def _test(part: re.Match[str]) -> list[str]:
    if part[2]:
        return [f"contains(concat(' ', normalize-space(@class), ' '), ' {part[2]} ')"]
    if part[3]:
        return [f"@id = '{part[3]}'"]
    if part[4]:
        value = next((told for told in part.groups()[5:8] if told is not None), None)
        return [f"@{part[4]}" if value is None else WITHIN[part[5] or ""].format(part[4], _quoted(value), len(value))]
    return []


def _quoted(value: str) -> str:
    return f'"{value}"' if "'" in value else f"'{value}'"
