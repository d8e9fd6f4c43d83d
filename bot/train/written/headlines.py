"""Headlines of our own writing, put together from templates and a cast: the claims they carry stand in the templates."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from typing import Any

Row = dict[str, Any]
SLOT = re.compile(r"\{([A-Za-z]+2?)(?::([A-Za-z0-9]+))?\}")
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
WORDS = {w: i for i, w in enumerate(("two", "three", "four", "five", "six", "seven", "eight", "nine"), 2)}
VAGUE = ("dozens of", "hundreds of", "several")
SMALL = frozenset(
    {"in", "of", "to", "and", "on", "at", "by", "for", "as", "from", "with", "over", "into", "near", "after", "the", "its", "that"}
)  # written small in a title
OTHERS = frozenset({"G", "Ga", "C"})  # letters of parties that are no states
BOTH = frozenset({"exercise", "agreement"})  # types whose parties are all doers


@dataclass
class Cast:
    """Who and what stands for the letters of one headline."""

    rng: random.Random
    raw: Mapping[str, Any]  # cast.toml
    held: dict[str, Any] = field(default_factory=dict)
    said: dict[str, tuple[str, str]] = field(default_factory=dict)  # letter -> what was written, the id

    def state(self, letter: str) -> Sequence[Any]:
        """The state of a letter, another than those of the others."""
        if letter not in self.held:
            taken = {s[0] for s in self.held.values() if isinstance(s, list)}
            wanted = self._wanted(letter)
            fits = [s for s in self.raw["states"] if s[0] not in taken and (wanted is None or s[0] in wanted)]
            self.held[letter] = self.rng.choice(fits or [s for s in self.raw["states"] if s[0] not in taken])
        return self.held[letter]

    def _wanted(self, letter: str) -> Sequence[str] | None:
        if letter == "T" and "A" in self.held and self.rng.random() < 0.5:
            return self.raw["rivals"].get(self.held["A"][0])
        if letter == "A" and "G" in self.held:
            return self.held["G"][4]
        return self.held["Ga"][4] if letter in {"T", "A2"} and "Ga" in self.held and self.rng.random() < 0.7 else None

    def group(self, letter: str) -> Sequence[Any]:
        """The armed group or company of a letter."""
        if letter not in self.held:
            self.held[letter] = self.rng.choice(self.raw["companies" if letter == "C" else "groups"])
        return self.held[letter]


@dataclass(frozen=True)
class Template:
    """One line of templates.txt."""

    claims: tuple[tuple[str, str, tuple[str, ...]], ...]  # type, status, letters
    title: str
    text: str


def templates() -> tuple[Template, ...]:
    """All templates, as written."""
    lines = files("bot.train.written").joinpath("templates.txt").read_text(encoding="utf-8").splitlines()
    return tuple(_template(line) for line in lines if line.strip() and not line.startswith("#"))


def _template(line: str) -> Template:
    head, *rest = (part.strip() for part in line.split("|"))
    if head == "-":
        return Template((), rest[0], rest[1])
    told, plus, second = rest.pop(0).partition("+")
    claims = [(*head.split(), tuple(told.split()))]
    if plus:
        claims.append((*second.split(), tuple(rest.pop(0).split())))
    return Template(tuple(claims), rest[0], rest[1])


def headlines(count: int, seed: int) -> Iterator[Row]:
    """`count` headlines in the gold's form: each template about as often as the others, in random order."""
    rng, held = random.Random(seed), templates()
    raw = tomllib.loads(files("bot.train.written").joinpath("cast.toml").read_text(encoding="utf-8"))
    order = [held[i % len(held)] for i in range(count)]
    rng.shuffle(order)
    for n, template in enumerate(order):
        yield _row(template, Cast(rng, raw), f"w{seed}-{n}")


def _row(template: Template, cast: Cast, id_: str) -> Row:
    letters = {m.group(1) for m in SLOT.finditer(template.title)}
    for letter in ("G", "Ga"):
        if letter in letters:
            cast.group(letter)
    for _, _, told in template.claims:
        for letter, _, more in (t.partition(":") for t in told):
            if more:
                cast.held["S:of" if letter == "S" else f"{letter}:kind"] = more
    title = SLOT.sub(lambda m: _fill(cast, m.group(1), m.group(2) or ""), template.title)
    text = SLOT.sub(lambda m: _again(cast, m.group(1), m.group(2) or ""), template.text)
    title = title[:1].upper() + title[1:]
    text = text[:1].upper() + text[1:]
    if cast.rng.random() < 0.25 and not text:
        text = title
    if cast.rng.random() < 0.2:
        title = _title_case(title)
    published = datetime(2019, 1, 7, 8, tzinfo=UTC) + timedelta(days=cast.rng.randrange(2_700), minutes=cast.rng.randrange(1_000))
    claims = [_claim(cast, kind, status, told, title, text, published) for kind, status, told in template.claims]
    return {"id": id_, "title": title, "text": text, "outlet": "", "url": "", "published": published.isoformat(), "claims": claims}


def _title_case(title: str) -> str:
    return " ".join(w if w in SMALL or not w[:1].islower() else w[0].upper() + w[1:] for w in title.split(" "))


def _again(cast: Cast, letter: str, form: str) -> str:
    """What a letter stood for before, in a text behind its title; a party by its name once more."""
    if letter in cast.said and not (form and letter in {"A", "T", "S"}):
        return cast.said[letter][0]
    return _fill(cast, letter, form)


def _fill(cast: Cast, letter: str, form: str) -> str:
    base = letter.removesuffix("2")
    if base in {"A", "T"}:
        return _party(cast, letter, form)
    if base in OTHERS:
        held = cast.group(letter)
        return str(held[2] if form == "men" else held[1])
    made = {"S": _sayer, "I": _thing, "N": _number, "P": _place, "K": _harmed, "W": _harmed, "M": _money, "D": _day}[base](
        cast, letter, form
    )
    cast.said[letter] = (made, "")
    return made


def _party(cast: Cast, letter: str, form: str) -> str:
    state = cast.state(letter)
    if form == "adj":
        return str(state[2])
    if form == "force":
        made = f"{state[2]} {cast.rng.choice(('military', 'army', 'navy'))}"
        cast.said[letter] = (made, state[0])
        return made
    if form:
        raise ValueError(f"no form {form} of a party")
    written = str(state[3]) if cast.rng.random() < 0.12 and state[3] != "Jerusalem" else str(state[1])
    cast.said.setdefault(letter, (written, state[0]))
    return written


def _sayer(cast: Cast, _letter: str, form: str) -> str:
    whose = cast.held["S:of"]
    if whose == "officials":
        made = cast.rng.choice(cast.raw["officials"])
    else:
        state = cast.state(whose)
        name = "US" if state[0] == "US" else str(state[1])
        made = {
            "min": f"{name} {cast.rng.choice(('defence ministry', 'foreign ministry', 'military', 'defense ministry'))}",
            "force": f"{state[2]} {cast.rng.choice(('military', 'army', 'navy'))}",
        }.get(form, name)
    cast.held["S:written"] = made
    return made


def _thing(cast: Cast, letter: str, form: str) -> str:
    kind = form or cast.held[f"{letter}:kind"]
    text, category = cast.rng.choice(cast.raw["things"][kind])
    cast.held[f"{letter}:item"] = (text, category)
    return text


def _number(cast: Cast, letter: str, _form: str) -> str:
    told = cast.rng.choice(VAGUE) if cast.rng.random() < 0.1 else cast.rng.choice(cast.raw["numbers"])
    how = cast.rng.random()
    digits = float(WORDS.get(told, 0) or (int(told) if told.isdigit() else 0))
    low, high, text = (digits, digits, told) if digits else (None, None, told.removesuffix(" of"))
    if digits and how < 0.12:
        low, high, text = digits, None, f"at least {told}"
    elif digits and how < 0.18:
        low, high, text = None, digits, f"up to {told}"
    cast.held[f"{letter}:amount"] = {"min": low, "max": high, "text": text}
    return text if digits else told


def _place(cast: Cast, _letter: str, form: str) -> str:
    if form == "sea":
        return str(cast.rng.choice(cast.raw["seas"]))
    return str(cast.rng.choice(cast.state(form)[4]))


def _harmed(cast: Cast, letter: str, _form: str) -> str:
    told = cast.rng.choice(cast.raw["numbers"])
    number = WORDS.get(told) or int(told)
    sure = cast.rng.random() >= 0.3
    cast.held[f"{letter}:harm"] = (number, number if sure else None)
    return told if sure else f"at least {told}"


def _money(cast: Cast, letter: str, _form: str) -> str:
    big, unit = (
        (cast.rng.choice((1, 1.2, 2, 3.5, 8)), "billion")
        if cast.rng.random() < 0.5
        else (cast.rng.choice((40, 95, 150, 300, 650)), "million")
    )
    sign, currency = cast.rng.choice((("$", "USD"), ("$", "USD"), ("€", "EUR"), ("£", "GBP")))
    text = f"{sign}{big:g} {unit}" if cast.rng.random() < 0.6 else f"{sign}{big:g}{unit[0]}{'n' if unit == 'billion' else ''}"
    cast.held[f"{letter}:money"] = {"amount": big * (1e9 if unit == "billion" else 1e6), "currency": currency, "text": text}
    return text


def _day(cast: Cast, _letter: str, _form: str) -> str:
    return cast.rng.choice(DAYS)


def _claim(cast: Cast, kind: str, status: str, told: Sequence[str], title: str, text: str, published: datetime) -> Row:
    letters = [t.partition(":")[0] for t in told]
    actor, target = _sides(cast, kind, status, letters)
    full, written = f"{title}\n{text}", [x for x in (title, text) if x]
    item, amount = next(((cast.held[f"{x}:item"], cast.held.get(f"N{x[1:]}:amount")) for x in letters if x[0] == "I"), (None, None))
    harm = {x[0]: cast.held[f"{x}:harm"] for x in letters if x[0] in "KW"}
    places = [cast.said[x][0] for x in letters if x[0] == "P" and x != "PT"] + [cast.said["T"][0] for x in letters if x == "PT"]
    sayer = cast.held.get("S:written") if "S" in letters else None
    if "S" in letters and sayer is None:  # "Iran denies it": the doer says so
        of = cast.held["S:of"]
        sayer = "officials" if of == "officials" else cast.said[of][0] if of in cast.said else str(cast.group("Ga")[1])
    return {
        "type": kind,
        "status": status,
        "actor": actor,
        "target": [*target, *(["civilians"] if "civ" in letters else [])],
        "item": [{"category": item[1], "text": _found(item[0], full), "quantity": amount}] if item else [],
        "money": next((cast.held[f"{x}:money"] for x in letters if x == "M"), None),
        "casualties": {
            "killed_min": harm.get("K", (None, None))[0],
            "killed_max": harm.get("K", (None, None))[1],
            "wounded_min": harm.get("W", (None, None))[0],
            "wounded_max": harm.get("W", (None, None))[1],
        }
        if harm
        else None,
        "date": _dated(cast, published),
        "place": [_found(p, full) for p in places],
        "source": [{"name": None, "org": _found(sayer, full)}] if sayer else [],
        "background": False,
        "evidence": written if len(set(written)) > 1 else written[:1],
        "importance": 3,
    }


def _dated(cast: Cast, published: datetime) -> dict[str, str] | None:
    if "D" not in cast.said:
        return None
    day = (published - timedelta(days=(published.weekday() - DAYS.index(cast.said["D"][0])) % 7)).date().isoformat()
    return {"start": day, "end": day}


def _sides(cast: Cast, kind: str, status: str, letters: Sequence[str]) -> tuple[list[str], list[str]]:
    parties = [x for x in letters if x in {"A", "A2", "T", "T2", *OTHERS}]
    ids = [str((cast.group(x) if x in OTHERS else cast.state(x))[0]) for x in parties]
    if kind in BOTH and status != "alleged":
        return ids, []
    if parties == ["T"]:
        return [], ids
    return ids[:1], ids[1:]


def _found(words: str, full: str) -> str:
    """Words as they stand in a headline, whatever its capitals."""
    at = full.lower().find(words.lower())
    return full[at : at + len(words)] if at >= 0 else words
