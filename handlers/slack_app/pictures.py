"""A picture on its way to Slack: uploaded with the words for who cannot see it, belonging to no channel."""

from __future__ import annotations

import aiohttp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.commands.words import Picture

ALT = 1_000  # characters
TIMEOUT = aiohttp.ClientTimeout(total=30)


async def uploaded(client: AsyncWebClient, picture: Picture) -> str:
    """The file's id; raises what slack-sdk and aiohttp raise."""
    place = await client.files_getUploadURLExternal(filename=picture.name, length=len(picture.png), alt_txt=picture.alt[:ALT])
    async with (
        aiohttp.ClientSession(timeout=TIMEOUT) as session,
        session.post(place["upload_url"], data=picture.png, proxy=client.proxy) as answer,
    ):
        answer.raise_for_status()
    await client.files_completeUploadExternal(files=[{"id": place["file_id"], "title": picture.name}])
    return str(place["file_id"])
