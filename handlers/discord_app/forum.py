"""Posts of a forum: one an event, with tags. They have no nonce, so the library may not try one a second time by itself."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import suppress
from typing import Any

import discord
from discord.http import Route

from bot.deliver import Look, Stretch
from bot.errors import InDoubt, Later, Never
from bot.model import Alert, Handle
from handlers.discord_app.channels import Place, Within
from handlers.wording import TYPE_WORDS, plain, shortened

NAME, TAGS = 100, 5
REST = 10_080  # minutes: a post rests after a week without a word
LOOK_AT = 25  # posts, newest first
V2 = discord.MessageFlags(components_v2=True).value


class Once:
    """Stands where files would: the library winds files back before each try, and so tells us of a second one."""

    def reset(self, *, seek: int) -> None:
        """Lets the first try pass."""
        if seek:
            raise InDoubt("Discord did not say whether the forum has the post")


async def post(client: discord.Client, within: Within, place: Place, alert: Alert, view: discord.ui.LayoutView, called: Any) -> Handle:
    """A new post of a forum."""
    components: list[dict[str, Any]] = view.to_components()  # type: ignore[no-untyped-call]  # the library left it bare
    message = {"components": components, "flags": V2, "allowed_mentions": called.to_dict()}
    body = {"name": name_of(alert), "auto_archive_duration": REST, "applied_tags": tags_of(alert, place), "message": message}
    route = Route("POST", "/channels/{channel_id}/threads", channel_id=place.id)
    made = await within(client.http.request(route, json=body, files=[Once()]))  # type: ignore[list-item]  # all it uses of a file
    return Handle(message=str(made["id"]), channel=str(made["id"]))


async def seen(client: discord.Client, within: Within, place: Place, wanted: int, stretch: Stretch) -> Look:
    """A look for our post whose first message carries this number, among those the forum got in a stretch of time."""
    held = await within(client.http.get_active_threads(place.guild))
    ours = sorted(_ours(held["threads"], client, place, stretch), reverse=True)
    for thread in ours[:LOOK_AT]:
        try:
            first = await within(client.http.get_message(thread, thread))
        except Never:
            continue  # somebody deleted it
        if any(part.get("id") == wanted for part in first["components"]):
            return Look(Handle(message=str(thread), channel=str(thread)), whole=False)
    return Look(None, whole=len(ours) <= LOOK_AT)


def _ours(threads: list[Any], client: discord.Client, place: Place, stretch: Stretch) -> Iterator[int]:
    me = str(client.user.id) if client.user else ""
    for thread in threads:
        mine = str(thread.get("parent_id")) == str(place.id) and str(thread.get("owner_id")) == me
        at = discord.utils.snowflake_time(int(thread["id"]))
        if mine and (stretch.since is None or at >= stretch.since) and (stretch.until is None or at <= stretch.until):
            yield int(thread["id"])


async def wake(client: discord.Client, within: Within, handle: Handle) -> bool:
    """Opens a post that rests, so that its first message can be changed; whether it could be opened."""
    try:
        await within(client.http.edit_channel(int(handle.channel), archived=False))
    except Never:
        return False  # somebody locked it
    return True


async def retitle(client: discord.Client, within: Within, place: Place, handle: Handle, alert: Alert) -> None:
    """The post's title and tags as the event stands now; where Discord will not have it just now, they stay."""
    with suppress(Never, Later, InDoubt):
        await within(client.http.edit_channel(int(handle.channel), name=name_of(alert), applied_tags=tags_of(alert, place)))


def is_post(handle: Handle) -> bool:
    """A forum's post: it has the id of its first message."""
    return handle.channel == handle.message


def name_of(alert: Alert) -> str:
    """What a thread or post is called."""
    return shortened(plain(alert.headline), NAME) or "Updates"


def tags_of(alert: Alert, place: Place) -> list[str]:
    """The forum's tags that fit the event: by its status, kind, severity, parties and places; one at least where one is needed."""
    wanted = [_bare(word) for word in words_of(alert)]
    named: Mapping[str, int] = {_bare(name): id_ for id_, name in place.tags}
    fitting = [named[word] for word in dict.fromkeys(wanted) if word in named]
    if not fitting and place.tagged and place.tags:
        fitting = [named.get("other", place.tags[0][0])]
    return [str(one) for one in fitting[:TAGS]]


def words_of(alert: Alert) -> list[str]:
    """What may be a tag, the most telling first."""
    parties = [part.strip() for side in (alert.who, alert.whom) for part in side.split(",") if part.strip()]
    status = [part.strip() for part in alert.status_word.split(",")]
    return [TYPE_WORDS[alert.type], *parties, alert.severity, *status, *alert.where]


def _bare(word: str) -> str:
    return " ".join(plain(word).casefold().replace("_", " ").split())
