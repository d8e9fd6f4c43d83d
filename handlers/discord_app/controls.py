"""The controls under an alert, and the menus that two of them open."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from operator import itemgetter
from types import MappingProxyType

import discord
from discord.ui import ActionRow, Button, Container, LayoutView, Select, TextDisplay

from bot.alert.names import name_of
from bot.model import Alert
from handlers.commands import Asked, Menu
from handlers.commands.muted import NOBODY, doers_of, targets_of
from handlers.discord_app.ids import LIMIT, Does, custom_id, worded
from handlers.wording import plain, shortened

PARTIES = 3  # that an id has room for
SIDES = 3  # what the menu of mutes offers of them: with four times each it has room for 25 choices
TIMES: Mapping[str, str] = MappingProxyType({"1h": "1 hour", "6h": "6 hours", "1d": "1 day", "1w": "1 week"})
WRONGS: Mapping[str, tuple[str, str]] = MappingProxyType(
    {
        "party": ("Wrong party", "It was somebody else, or to somebody else"),
        "number": ("Wrong number", "The count or amount is not what the text says"),
        "date": ("Wrong date", "It happened, or is planned for, another day"),
        "not news": ("Not news", "Old, opinion, or no event at all"),
        "duplicate": ("Duplicate of…", "The same event as another alert"),
    }
)
_PARTY = re.compile(r"[\w=.&' -]{1,40}")


def controls(alert: Alert, call: str = "") -> ActionRow[LayoutView] | None:
    """Evidence, Mute, Wrong and Grade; None where there is no such event. `call`: a role called once two people agree."""
    if alert.kind.of_lines or not alert.event:
        return None
    event, revision = alert.event, str(alert.revision)
    asks = {
        "Evidence": (Does.ASK, Asked("evidence", "", {"event": event})),
        "Mute ▾": (Does.MUTE, _muting(alert)),
        "Wrong ▾": (Does.WRONG, Asked("wrong", "", {"event": event, "revision": revision})),
        "Grade": (Does.FORM, Asked("grade", "give", {"event": event})),
    }
    asks |= {"Call the role": (Does.ASK, Asked("call", "", {"event": event}))} if call else {}
    told = [(label, custom_id(*asked)) for label, asked in asks.items()]
    buttons: list[Button[LayoutView]] = [Button(label=label, custom_id=known) for label, known in told if known]
    return ActionRow(*buttons) if buttons else None


def _muting(alert: Alert) -> Asked:
    """The question that opens the menu: it names the parties (t: the target), as the message does not hold their ids."""
    asks, targets = Asked("mute", "", {"event": alert.event}), targets_of(alert)
    doers = [one for one in doers_of(alert) if one not in targets]
    for party in [one for one in (*doers[:1], *targets, *doers[1:]) if _PARTY.fullmatch(one)][:PARTIES]:
        more = Asked("mute", "", {**asks.options, f"{'t' if party in targets else 'p'}{len(asks.options)}": party})
        asks = more if custom_id(Does.MUTE, more) else asks
    return asks


def mute_menu(asks: Asked, said: Sequence[str] = ()) -> LayoutView:
    """What to mute here, and for how long; `said`: the words of the message, for names that no list has."""
    event = asks.options.get("event", "")
    choices = [("This event", "event"), *_sides(asks.options, said), ("Everything here", "all")]
    offered = [
        discord.SelectOption(label=f"{shortened(plain(label), 80)} for {TIMES[time]}", value=value)
        for label, what in choices
        for time in TIMES
        if len(value := worded({"what": what, "for": time})) <= LIMIT
    ]
    offered += [
        discord.SelectOption(label=f"This event on the whole desk for {TIMES[time]}", value=value)
        for time in TIMES
        if len(value := worded({"what": "event", "for": time, "scope": "desk"})) <= LIMIT
    ]
    told = "**Mute in this channel, or on the whole desk.** What is muted goes on being read, and can be looked up."
    return _menu(told, "What, and for how long", Asked("mute", "", {"event": event}), offered)


def _sides(options: Mapping[str, str], said: Sequence[str]) -> Sequence[tuple[str, str]]:
    """What the doer does, what is done to each target, then what the others do, as far as there is room."""
    sides = [(name[0], party) for name, party in options.items() if re.fullmatch(r"[pt]\d", name)]
    doers = [party for _, party in sorted(sides, key=itemgetter(0)) if party not in NOBODY]
    does = [(f"What {name_of(party, said)} does,", f"actor:{party}") for party in doers]
    done = [(f"What is done to {name_of(party, said)},", f"target:{party}") for side, party in sides if side == "t"]
    first = 1 if any(side == "p" for side, _ in sides) else 0
    return [*does[:first], *done, *does[first:]][:SIDES]


def words_in(message: discord.Message | None) -> Sequence[str]:
    """The words of a message, a text of it each."""
    view = LayoutView.from_message(message) if message else LayoutView()
    return [item.content for item in view.walk_children() if isinstance(item, TextDisplay)]


def wrong_menu(asks: Asked) -> LayoutView:
    """What is wrong about the alert."""
    offered = [
        discord.SelectOption(label=label, description=about, value=worded({"mark": mark})) for mark, (label, about) in WRONGS.items()
    ]
    return _menu("**What is wrong here?**", "What is wrong", asks, offered)


def _menu(told: str, placeholder: str, asks: Asked, offered: list[discord.SelectOption]) -> LayoutView:
    view = LayoutView(timeout=None)
    select: Select[LayoutView] = Select(custom_id=custom_id(Does.PAGE, asks), placeholder=placeholder, options=offered[:25])
    return view.add_item(Container(TextDisplay(told), ActionRow(select)))


def events_menu(events: Iterator[tuple[str, str]]) -> ActionRow[LayoutView] | None:
    """Opens one of the events that an answer lists: (id, words)."""
    offered: dict[str, discord.SelectOption] = {}
    for event, words in events:
        value = worded({"event": event})
        if event and len(value) <= LIMIT and len(offered) < 25:
            label = shortened(plain(words), 100) or event
            offered.setdefault(value, discord.SelectOption(label=label, value=value))
    if not offered:
        return None
    known = custom_id(Does.ASK, Asked("claims", "show"))
    return ActionRow(Select(custom_id=known, placeholder="Open an event", options=list(offered.values())))


def asking_menu(menu: Menu) -> ActionRow[LayoutView] | None:
    """Each choice asks again with its own options."""
    values = [(worded(one.asks.options), one) for one in menu.choices]
    offered = {
        value: discord.SelectOption(label=shortened(plain(one.label), 100) or "…", value=value)
        for value, one in values
        if len(value) <= LIMIT
    }
    if not offered:
        return None
    asks = menu.choices[0].asks
    known = custom_id(Does.ASK, Asked(asks.noun, asks.verb))
    return ActionRow(Select(custom_id=known, placeholder=menu.label, options=list(offered.values())[:25]))
