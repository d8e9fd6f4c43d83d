"""verify: whether a pack of evidence is what was sealed, and replays to the same bytes."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from bot.errors import BadInput

if TYPE_CHECKING:
    from bot.export import Verdict


def verify(
    pack: Annotated[Path, typer.Argument(help="A pack, as export --pack writes it.")],
    here: Annotated[bool, typer.Option("--here", help="Also hold every quote against the stories in this store.")] = False,
) -> None:
    """Check a pack of evidence: its seal, and that the rules make the same of its reports. Needs no store and no network."""
    from bot.export import verdict_of

    try:
        verdict = verdict_of(pack.read_bytes())
    except OSError as fault:
        raise BadInput(f"{pack}: {fault.strerror or fault}") from None
    for line in _told(verdict):
        typer.echo(line)
    faults = _held(verdict) if here and verdict.holds else 0
    if faults or not verdict.holds:
        raise typer.Exit(1)


def _told(verdict: Verdict) -> list[str]:
    head = verdict.head
    made = f"{_many(head, 'report')} of {_many(head, 'event')}, {_many(head, 'story')} by hash"
    about = f"made {head.get('made')} by {head.get('tool')} with the rules {head.get('rules')}: {made}"
    if not verdict.holds:
        return [*(one.text for one in verdict.findings), "this pack does not hold", about]
    rules = "the rules of this installation" if verdict.same_rules else "this installation's rules, which are others,"
    return [f"seal {verdict.seal}", f"whole and unchanged; {rules} make the same decisions and events, byte for byte", about]


def _many(head: Mapping[str, object], word: str) -> str:
    """A count of a pack's first line, which a broken pack may lack."""
    from handlers.commands.telling import counted

    name = f"{word[:-1]}ies" if word.endswith("y") else f"{word}s"
    count = head.get(name)
    return counted(count, word) if isinstance(count, int) else f"unknown {name}"


def _held(verdict: Verdict) -> int:
    """Holds quotes and hashes against the stories of this store; how many do not stand."""
    from bot.cli.parts import store_of
    from bot.lookup import proof_of
    from config.settings import read_settings
    from handlers.commands.telling import counted

    store = store_of(read_settings())
    try:
        stories = store.asking.versions([(report.story, report.version) for report in verdict.reports])
    finally:
        store.close()
    sealed = {(one["id"], one["version"]): one["sha256"] for one in verdict.stories}
    faults = unknown = 0
    for report in verdict.reports:
        key = (report.story, report.version)
        proof = proof_of(report, stories.get(key))
        unknown += not proof.stored
        if proof.stored and not (proof.holds and sealed.get(key, proof.sha256) == proof.sha256):
            faults += 1
            typer.echo(f"report {report.id}: its quote does not stand in the story that this store holds")
    stand = len(verdict.reports) - unknown - faults
    stands = f"{stand:,} of {counted(len(verdict.reports), 'report')} {'stands' if stand == 1 else 'stand'} word for word"
    typer.echo(f"{stands} in this store's stories; {counted(unknown, 'story')} {'is' if unknown == 1 else 'are'} not held here")
    return faults
