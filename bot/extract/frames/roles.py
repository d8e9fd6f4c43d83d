"""Which mention fills which role of a trigger, read from the trigger's arguments."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.extract.candidates import Kind, resolved
from bot.extract.families import NOBODY
from bot.extract.frames.lexicon import Frame, Lexicon
from bot.extract.proposal import Filler
from bot.extract.text.token import Token
from bot.extract.text.tree import Argument, arguments, children, host, is_verb, lemma, owners, passive, prepositions, subject
from bot.extract.text.view import View, owned, parties, things

PARTY_ROLES = frozenset({"actor", "target"})


@dataclass(frozen=True, slots=True)
class Trigger:
    """A word that tells of an event, with its arguments; `host` is the light verb of a noun."""

    token: Token
    word: str
    arguments: tuple[Argument, ...]
    host: Token | None = None


def trigger_of(token: Token, lexicon: Lexicon) -> Trigger:
    """A word with its arguments; a noun under a light verb has the verb's too."""
    particle = next((c.lower_ for c in children(token, "prt")), "")
    word = f"{lemma(token)}_{particle}" if particle else lemma(token)
    if is_verb(token):
        return Trigger(token, word, arguments(token))
    above = host(token)
    extra = tuple(_light(token, above, lexicon)) if above is not None else ()
    return Trigger(token, word, (*arguments(token), *extra, *_up(token), *_told(token, lexicon)), above)


def _light(noun: Token, verb: Token, lexicon: Lexicon) -> Iterator[Argument]:
    name = lemma(verb)
    label = "seeker" if name in lexicon.seeker else "host" if name in lexicon.doer else "taker" if name in lexicon.taker else ""
    if label and (_direct(noun, lexicon) or (label == "seeker" and noun.dep_ == "pobj")):
        agents = [p for a in children(verb, "agent") for p in children(a, "pobj")] if passive(verb) else list(subject(verb))
        yield from (Argument(label, t, 1) for t in agents)
        yield from prepositions(verb, 1)
        yield from (Argument("prep:with", t, 1) for t in children(verb, "dobj") if lemma(verb) == "use")
        yield from (Argument("iobj", t, 1) for t in children(verb, "dative") if t.pos_ != "ADP")


def _direct(noun: Token, lexicon: Lexicon) -> bool:
    """Whether the verb takes the event itself, as object, in a list, held by a container, or after "agree to"."""
    if noun.dep_ in {"dobj", "nsubjpass"} or (noun.dep_ == "conj" and noun.head.dep_ in {"dobj", "nsubjpass"}):
        return True
    if noun.dep_ != "pobj":
        return False
    above = noun.head.head
    return (lemma(above) in lexicon.containers and _direct(above, lexicon)) or (
        is_verb(above) and (lemma(above), noun.head.lower_) in JOINING
    )


JOINING = frozenset(
    {
        ("agree", "to"),
        ("agree", "on"),
        ("take", "in"),
        ("participate", "in"),
        ("engage", "in"),
        ("join", "in"),
        ("prepare", "for"),
        ("press", "with"),
        ("go", "with"),
        ("sign", "on"),
        ("commit", "to"),
        ("use", "in"),
    }
)


def _up(noun: Token) -> Iterator[Argument]:
    """Whose it is, by the word above: "approval for the sale", "responsibility for the attack", "blamed X for the attack"."""
    above = noun.head.head
    if noun.dep_ == "pobj" and not is_verb(above):
        label = "resp" if lemma(above) == "responsibility" else "up"
        yield from (Argument(label, t, 2) for t in owners(above))
    if noun.dep_ == "pobj" and lemma(above) in {"blame", "accuse"} and noun.head.lower_ in {"for", "of"}:
        yield from (Argument("resp", t, 1) for t in children(above, "dobj", "nsubjpass"))
    if noun.dep_ == "pobj" and noun.head.lower_ == "behind" and lemma(above) == "be":
        yield from (Argument("resp", t, 1) for t in subject(above))
    if noun.dep_ == "dobj" and lemma(noun.head) == "blame":
        yield from (Argument("resp", p, 1) for prep in children(noun.head, "prep") if prep.lower_ == "on" for p in children(prep, "pobj"))


def _told(noun: Token, lexicon: Lexicon) -> Iterator[Argument]:
    """What hangs on the verb that the event is subject of: "Clashes broke out between ...", "the strike hit ..."."""
    if noun.dep_ in {"nsubj", "nsubjpass"} and is_verb(noun.head):
        yield from prepositions(noun.head, 1)
        yield from (Argument("told", t, 1) for t in children(noun.head, "dobj") if lemma(noun.head) in lexicon.result)
        yield from (Argument("agent", p, 1) for a in children(noun.head, "agent") for p in children(a, "pobj"))


def fillers(view: View, trigger: Trigger, frame: Frame, lexicon: Lexicon) -> dict[str, tuple[Filler, ...]]:
    """The fillers of every role of a frame; one word fills one role of actor and target."""
    out: dict[str, tuple[Filler, ...]] = {}
    used: set[int] = set()
    taken: set[str] = set()
    for role, labels in frame.roles:
        found = tuple(_of_role(view, trigger, role, labels, lexicon, used, taken))
        if role in PARTY_ROLES:
            used.update(f.mention for f in found)
            taken.update(i for f in found for i in resolved(view.doc, view.doc.mentions[f.mention]).ids)
        out[role] = found
    return out


def _of_role(
    view: View, trigger: Trigger, role: str, labels: tuple[str, ...], lexicon: Lexicon, used: set[int], taken: set[str]
) -> Iterator[Filler]:
    for rank, label in enumerate(labels):
        hits = [hit for a in _labelled(trigger, label) for hit in _hits(view, a, role, lexicon)]
        fresh = [(m, cost) for m, cost in hits if m not in used]
        if role == "target":
            fresh = [(m, cost) for m, cost in fresh if not set(resolved(view.doc, view.doc.mentions[m]).ids) & taken]
        if fresh:
            yield from _scored(fresh, rank, label)
            return


def _labelled(trigger: Trigger, label: str) -> Iterable[Argument]:
    if label == "self":
        return (Argument("self", trigger.token),)
    return [a for a in trigger.arguments if a.label == label]


def _hits(view: View, argument: Argument, role: str, lexicon: Lexicon) -> list[tuple[int, int]]:
    if role in PARTY_ROLES:
        found = [(m, argument.hops + steps) for m, steps in parties(view, argument.token, lexicon.containers)]
        if role == "target" and all(set(view.doc.mentions[m].ids) <= NOBODY for m, _ in found):
            found = [*((m, argument.hops + steps + 1) for m, steps in owned(view, argument.token)), *found]
        return found
    if role == "item":
        return [(m, argument.hops) for _, m in things(view, argument.token, lexicon.containers)]
    return [(m, argument.hops) for m in _places(view, argument.token)]


def _places(view: View, token: Token) -> list[int]:
    found = view.mention(token, Kind.PLACE)
    if found is None:
        found = view.mention(token, Kind.PARTY)
        if found is not None and not _stateish(view, found):
            found = None
    inner = [p for prep in children(token, "prep") if prep.lower_ in {"of", "in", "near", "on"} for p in children(prep, "pobj")]
    inner += list(children(token, "appos", "conj"))
    head = [found] if found is not None else []
    if found is None:
        head = [m for c in children(token, "compound", "amod", "nmod") if (m := view.mention(c, Kind.PLACE)) is not None][:1]
    return head + [m for t in inner[:4] for m in _places(view, t) if m not in head]


def _stateish(view: View, mention: int) -> bool:
    ids = view.doc.mentions[mention].ids
    return len(ids) == 1 and ids[0].isupper()


def _scored(hits: list[tuple[int, int]], rank: int, label: str) -> Iterator[Filler]:
    seen: set[int] = set()
    for mention, cost in hits:
        if mention not in seen:
            seen.add(mention)
            yield Filler(mention, max(0.2, 0.9 - 0.06 * rank - 0.08 * cost), f"role:{label}")
