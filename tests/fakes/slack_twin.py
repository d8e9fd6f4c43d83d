"""The same person on Discord and on Slack: lives one story's steps through each chat's real handlers, and reads the answers."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime

from fakes.discord_stage import said as told_on_discord

from bot.cli.desk import desk_of
from handlers.commands.words import Asked, Kind
from handlers.discord_app.card import card
from handlers.discord_app.controls import controls as controls_on_discord
from handlers.slack_app.blocks import controls as controls_on_slack

NOW = datetime(2022, 11, 18, 9, 12, tzinfo=UTC)


class At:
    """The desk on a day of the ledger's."""

    def __init__(self, store):
        self.store, self._desk = store, desk_of(store)
        self.commands = self._desk.commands
        self.completions, self.joined, self.left = self._desk.completions, self._desk.joined, self._desk.left
        self.housed, self.opened = self._desk.housed, self._desk.opened

    async def answer(self, asked, now):
        return await self._desk.answer(asked, NOW)

    def event(self):
        """The event with the most reports."""
        return max(self.store.latest_events(50), key=lambda one: len(one.reports)).id

    def named(self, value):
        """EVENT is that event's id."""
        return self.event() if value == "EVENT" else value

    async def alert(self):
        """Its card."""
        return (await self.answer(Asked("claims", "show", {"event": self.event()}), NOW)).alert


@dataclass(frozen=True)
class Ask:
    """Writes a command; `rights`: as somebody who may change things here."""

    path: str
    options: dict = field(default_factory=dict)
    rights: bool = True


@dataclass(frozen=True)
class Press:
    """Presses a button under the last answer."""

    label: str


@dataclass(frozen=True)
class Under:
    """Uses a control under the alert on the event with the most reports."""

    control: str
    choices: dict = field(default_factory=dict)


@dataclass(frozen=True)
class Open:
    """Opens that event from the last answer's menu."""


class Twin:
    """Lives steps, and returns what was read at each."""

    async def live(self, steps):
        ways = {Ask: self.ask, Press: self.press, Under: self.under, Open: self.open}
        return [await ways[type(step)](step) for step in steps]


class OnDiscord(Twin):
    """An editor, or a member without rights, in one channel."""

    def __init__(self, stage, desk):
        self.stage, self.desk, self.last = stage, desk, None
        self.place, self.person = f"discord:{stage.channel.id}", f"discord:{stage.editor.id}"
        self.home = f"discord:{stage.guild.id}"

    async def ask(self, step):
        said = {name: self.desk.named(value) for name, value in step.options.items()}
        numbers = {option.name for command in self.desk.commands for option in command.options if option.kind is Kind.NUMBER}
        typed = {name: int(value) if name in numbers else value for name, value in said.items()}
        if not step.rights:
            for command in self.stage.env.backend.commands[None].values():
                command["default_member_permissions"] = None  # an administrator shows it to everybody
        who, path = self.stage.editor if step.rights else self.stage.member, {"mute": "mute now"}.get(step.path, step.path)
        return await self._came(await who.slash(self.stage.channel, path, **typed))

    async def press(self, step):
        return await self._came(await self.stage.editor.click(self.last, label=step.label))

    async def open(self, _):
        return await self._came(await self.stage.editor.select(self.last, [f"event={self.desk.event()}"]))

    async def under(self, step):
        alert = await self.desk.alert()
        message = await self.stage.posted(card(alert, 4711, controls=controls_on_discord(alert)))
        if step.choices:
            came = await self.stage.editor.click(message, label=f"{step.control} ▾")
            said = "|".join(f"{name}={value}" for name, value in step.choices.items())
            return await self._came(await self.stage.editor.select(came.response, [said]))
        return await self._came(await self.stage.editor.click(message, label=step.control))

    async def _came(self, came):
        if came.modal:
            fields = [part["component"] for part in came.modal["components"] if "component" in part]
            came = await self.stage.editor.submit_modal(came, {one["custom_id"]: one["value"] for one in fields if one.get("value")})
        self.last = came.response
        return told_on_discord(self.last)


class OnSlack(Twin):
    """An admin, or somebody without rights, in one channel."""

    def __init__(self, there, desk):
        self.slack, self.person_, self.other, self.desk, self.blocks = there.slack, there.person, there.other, desk, []
        self.place, self.person, self.home = "slack:C1", "slack:T1/U9", "slack:T1"

    async def ask(self, step):
        person = self.person_ if step.rights else self.other
        said = (f'{name}="{self.desk.named(value)}"' for name, value in step.options.items())
        return await self._answer(person.command(" ".join([step.path, *said])))

    async def press(self, step):
        return await self._answer(self.person_.press(self.blocks, step.label))

    async def open(self, _):
        options = [o for b in self.blocks if b["type"] == "actions" for e in b["elements"] for o in e.get("options", [])]
        [chosen] = [option for option in options if self.desk.event() in option["value"]]
        return await self._answer(self.person_.press(self.blocks, "Open an event", chosen["text"]["text"]))

    async def under(self, step):
        blocks = controls_on_slack(await self.desk.alert())
        if not step.choices:
            return await self._answer(self.person_.press(blocks, step.control))
        known = set(self.slack.views)
        await self.person_.press(blocks, step.control)
        [key] = await self.slack.until(lambda: set(self.slack.views) - known)
        await self.person_.submit(key, **step.choices)
        return self._read((await self.slack.until(lambda: self._settled(key)))["blocks"])

    def _settled(self, key):
        view = self.slack.views[key]
        return view if "submit" not in view and "Looking that up" not in str(view) else None

    async def _answer(self, act):
        number = len(self.slack.told) + 1
        known = dict(self.slack.views)
        await act
        await self.slack.until(lambda: len(self.slack.told) >= number or self._answered(known), 20)
        if len(self.slack.told) >= number:
            return self._read(self.slack.told[number - 1]["blocks"])
        return self._read(self._answered(known)["blocks"])

    def _answered(self, known):
        """The modal that was opened for the answer, once that is in it."""
        fresh = [key for key in self.slack.views if key not in known]
        return self._settled(fresh[0]) if fresh else None

    def _read(self, blocks):
        self.blocks = blocks
        return "\n".join(_texts([block for block in blocks if block["type"] != "actions"]))


def _texts(part):
    """What is read in blocks, without what is pressed."""
    if isinstance(part, dict):
        yield from [part["text"]] if isinstance(part.get("text"), str) else []
        for held in part.values():
            yield from _texts(held)
    elif isinstance(part, list):
        for held in part:
            yield from _texts(held)
