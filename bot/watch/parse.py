"""A query's text to its tree. What cannot be read is one line that points at the word and names the nearest known one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from lark import Lark, Token, Transformer
from lark.exceptions import UnexpectedInput, VisitError

from bot.errors import BadInput
from bot.model import Both, Compare, Everything, Is, Measure, Op, Query, Severity, Slot
from bot.watch.hints import SIDES, misplaced
from bot.watch.kinds import EVENTS, STATUSES
from bot.watch.lexer import KEYWORDS, MEASURES, PLAIN, SLOTS, Words
from bot.watch.tree import both, either, grounded, negated
from bot.watch.vocabulary import Vocabulary, normal

LONGEST = 2_000  # characters
DEEPEST = 40  # parentheses and nots within one another
EXPECTED = MappingProxyType({"OP": ">= or <=", "NAME": "a name", "NUMBER": "a number", "RPAR": "a closing parenthesis"})
NO_KIND = "no kind of event"
NO_LIST = "no known list"
HELP = "; `/help about: language` shows how a query is said"
LISTS = 8  # that an error names
Told = Callable[[Vocabulary, str], str]


def parse(query: str, names: Vocabulary, *, hints: bool = True) -> Query:
    """The tree of a query; BadInput in one line where it cannot be read, or asks for nothing in particular.

    Without `hints` the nearest known name is not looked for, which takes longer than all the rest.
    """
    if len(query) > LONGEST or query.count("(") + query.lower().count("not") > DEEPEST:
        raise BadInput(f"a query has at most {LONGEST:,} characters, and {DEEPEST} parentheses and nots: make two watches of it")
    if not query.strip():
        raise BadInput("an empty query: say what you want, as `strike on UA`, or `everything`")
    try:
        tree: Query = _Reader(names, query, hints=hints).transform(_lark().parse((query, names)))
    except VisitError as fault:
        raise fault.orig_exc from None
    except UnexpectedInput as fault:
        raise _unexpected(fault, query) from None
    if not grounded(tree):
        raise BadInput(f"`{query.strip()}`: only says what you do not want; say what you want first, as `everything not background`")
    return tree


@cache
def _lark() -> Lark:
    grammar = files("bot.watch").joinpath("grammar.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=Words)


class _Reader(Transformer[Token, Query]):
    """Names to ids, on the way up the tree."""

    def __init__(self, names: Vocabulary, query: str, *, hints: bool) -> None:
        super().__init__()
        self._names, self._query, self._hints = names, query, hints

    def either(self, parts: list[Any]) -> Query:
        return either(part for part in parts if not isinstance(part, Token))

    def both(self, parts: list[Any]) -> Query:
        found = both(part for part in parts if not isinstance(part, Token))
        held = found.parts if isinstance(found, Both) else ()
        kinds = [part.values for part in held if isinstance(part, Is) and part.slot is Slot.TYPE]
        if len(kinds) > 1 and not set(kinds[0]).intersection(*kinds[1:]):
            told = ", ".join(kind for values in kinds for kind in values)
            raise BadInput(f"an event is of one kind only: with a comma, `{told}`, any of them will do")
        return found

    def negated(self, parts: list[Any]) -> Query:
        return negated(parts[-1])

    def everything(self, _: list[Any]) -> Query:
        return Everything()

    def background(self, _: list[Any]) -> Query:
        return Is(Slot.STATE, ("background",))

    def values(self, parts: list[Any]) -> list[Token]:
        return [part for part in parts if part.type != "COMMA"]

    def kinds(self, parts: list[Token]) -> Query:
        given = [part for part in parts if part.type != "COMMA"]
        return Is(Slot.TYPE, self._ids(Slot.TYPE, given))

    def slot(self, parts: list[Any]) -> Query:
        slot = Slot(str(parts[0]))
        return Is(slot, self._ids(slot, parts[1]))

    def about(self, parts: list[Any]) -> Query:
        """Whatever the name is: a thing, a party or a place."""
        return either(self._about(given) for given in parts[1])

    def measure(self, parts: list[Any]) -> Query:
        measure, sign, bound = Measure(str(parts[0])), Op(str(parts[1])), parts[2]
        return Compare(measure, sign, self._bound(measure, bound))

    def _about(self, given: Token) -> Query:
        for slot in (Slot.WITH, Slot.PARTY, Slot.IN):
            if found := _told(slot, self._names, given):
                return Is(slot, (found,))
        raise self._unknown(given, "nothing known", [self._names.things, self._names.parties, self._names.places])

    def _ids(self, slot: Slot, given: Iterable[Token]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._id(slot, one) for one in given))

    def _id(self, slot: Slot, given: Token) -> str:
        if found := _told(slot, self._names, given):
            return found
        what, pools = _pools(slot, self._names)
        if given.type == "GROUP":
            what, pools = NO_LIST, [[f"@{name}" for name in self._names.groups]]
        elif slot is Slot.TYPE and self._hints and (meant := misplaced(str(given), self._query[: given.start_pos or 0], self._names)):
            before, told, why = meant
            asked = f"{before}{told}{self._query[given.end_pos or 0 :]}"
            raise BadInput(f"`{given}`: {what}{why}; did you mean `{told.strip(' ,')}`? (column {given.column})", self._query, asked)
        raise self._unknown(given, what, pools)

    def _bound(self, measure: Measure, given: Token) -> str:
        bound = str(given).lower()
        if measure is Measure.SEVERITY and bound in set(Severity):
            return bound
        if measure is Measure.GRADE and len(bound) == 2 and bound[0] in "abcdef" and bound[1] in "123456":
            return bound.upper()
        if measure not in {Measure.GRADE, Measure.SEVERITY} and given.type == "NUMBER":
            return str(int(bound))
        wanted = {Measure.GRADE: "a grade, A1 to F6", Measure.SEVERITY: " or ".join(Severity)}.get(measure, "a number")
        raise BadInput(f"`{measure} … {given}`: {measure} is compared with {wanted} (column {given.column})")

    def _unknown(self, given: Token, what: str, pools: list[Iterable[str]]) -> BadInput:
        """The error, with the rest of the phrase as the writer may have meant it."""
        if not self._hints:
            return BadInput(f"`{given}`: {what} (column {given.column})")
        rest = self._query[given.end_pos or 0 :].split(maxsplit=1)
        pools = [list(pool) for pool in pools]
        both = self._names.near(f"{given} {rest[0]}", pools) if rest else ""  # missle launch
        near = both if " " in both else self._names.near(str(given), pools)
        if near in KEYWORDS and rest:
            return BadInput(f"`{given} {rest[0]}`: did you mean `{near} {rest[0]}`? (column {given.column})", *self._meant(given, near))
        meant = f"; did you mean `{near}`?" if near else self._lost(what)
        words = f"{given} {rest[0]}" if rest and near == both else str(given)
        return BadInput(f"`{given}`: {what}{meant} (column {given.column})", *self._meant(given, near, len(words)))

    def _lost(self, what: str) -> str:
        """Where to look, where nothing is near."""
        lists = ", ".join(f"@{name}" for name in sorted(self._names.groups)[:LISTS])
        return HELP if what == NO_KIND else f"; there are {lists}" if what == NO_LIST and lists else ""

    def _meant(self, given: Token, near: str, length: int = 0) -> tuple[str, str]:
        """The query as it was written, and as it may have been meant."""
        start = given.start_pos or 0
        end = max(given.end_pos or 0, start + length)
        named = f'"{near}"' if " " in near else near
        return self._query, f"{self._query[:start]}{named}{self._query[end:]}" if near else ""


def _told(slot: Slot, names: Vocabulary, given: Token) -> str:
    """The id of a name in a slot, or ""."""
    if given.type == "GROUP":
        known = names.groups.get(given[1:].lower())
        return str(given).lower() if known and (slot in SIDES or slot is Slot.IN) else ""
    return (names.party(given) if slot in SIDES else _OTHER[slot](names, str(given))).strip()


_OTHER: Mapping[Slot, Told] = MappingProxyType(
    {
        Slot.TYPE: lambda _, given: EVENTS.get(normal(given), ""),
        Slot.STATUS: lambda _, given: STATUSES.get(normal(given), ""),
        Slot.WITH: lambda names, given: names.things.get(normal(given), ""),
        Slot.IN: lambda names, given: names.place(given),
        Slot.OUTLET: lambda _, given: normal(given),
        Slot.SAYING: lambda _, given: normal(given),
    }
)


def _pools(slot: Slot, names: Vocabulary) -> tuple[str, list[Iterable[str]]]:
    """What an unknown name is not, and what it may have meant."""
    if slot in SIDES:
        return "no known state, group or company", [names.parties]
    told: dict[Slot, tuple[str, list[Iterable[str]]]] = {
        Slot.TYPE: (NO_KIND, [EVENTS, KEYWORDS]),
        Slot.STATUS: ("no status", [STATUSES]),
        Slot.WITH: ("no known weapon or kind of weapon", [names.things]),
        Slot.IN: ("no known place or region", [names.places, names.parties]),
    }
    return told.get(slot, ("nothing to look for", []))


def _unexpected(fault: UnexpectedInput, query: str) -> BadInput:
    shut = query.count("(") <= query.count(")")
    wanted = sorted({EXPECTED[kind] for kind in getattr(fault, "expected", ()) if kind in EXPECTED and not (shut and kind == "RPAR")})
    token = getattr(fault, "token", None)
    if token is not None and token.type == "OP" and (word := query[: token.start_pos].split()[-1:]):
        name = word[0].lstrip("(")
        return BadInput(f"`{name}`: no measure; there are {', '.join(Measure)} (column {query.index(name) + 1})")
    if token is not None and token.type == "GROUP":
        return BadInput(f"`{token}`: a list stands behind a word that says how; did you mean `party {token}`? (column {token.column})")
    if token is None or token.type == "$END":
        return BadInput(f"`{query.strip()}`: the end comes too soon; {' or '.join(wanted) or 'a word'} is missing")
    return BadInput(f"`{token}`: not expected here; {' or '.join(wanted) or 'another word'} would fit (column {token.column})")


def completions(query: str, names: Vocabulary, limit: int = 25) -> list[str]:
    """How the last word of a query could go on, shortest first: for a chat's autocomplete."""
    head, _, last = query.rpartition(" ")
    before = head.rpartition(" ")[2].lower()
    slot = SLOTS.get(before)
    pools = _pools(Slot(slot), names)[1] if slot else [EVENTS, MEASURES, SLOTS, PLAIN]
    fits = {name for pool in pools for name in pool if normal(last) and name.startswith(normal(last))}
    lead = f"{head} " if head else ""
    return [lead + (f'"{name}"' if " " in name else name) for name in sorted(fits, key=lambda name: (len(name), name))[:limit]]
