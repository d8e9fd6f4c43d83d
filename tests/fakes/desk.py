"""A desk as a test sees it: answers as plain lines that can be read and compared."""

from functools import lru_cache

from bot.cli.ask import words_of
from bot.cli.desk import desk_of


@lru_cache(maxsize=1)
def desk_on(store):
    """The desk of a store, put together once for all that is asked there: what completes is collected from the whole lexicon."""
    return desk_of(store)


def told_lines(reply):
    """An answer in lines: its title, its words, its card and its buttons."""
    yield f"{'#' if reply.ok else '!'} {reply.title}"
    for line in reply.lines:
        sign = ">" if line.quote else "*" if line.strong else "-"
        yield f"{sign} {line.text}{f' [{line.event}]' if line.event else ''}"
        if line.url:
            yield f"  <{line.url}>"
    if reply.alert:
        yield f"card {reply.alert.headline}"
        yield from (f"card | {part}" for part in reply.alert.parts)
    yield from (f"button {one.label} = {words_of(one.asks)}" for one in reply.buttons)
