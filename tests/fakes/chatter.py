"""What others write in a channel of a loopback platform, as much as it takes to bury a message."""

from datetime import timedelta

from discord.utils import time_snowflake


def on_discord(discord, since, count, every=timedelta(minutes=1), channel="100"):
    """Messages of others from a time on."""
    [first, *_] = discord.messages[channel]
    told = {"author": first["author"] | {"id": "5"}, "components": [], "content": "chat"}
    ids = (str(time_snowflake(since + number * every)) for number in range(count))
    _stand(discord.messages[channel], [first | told | {"id": one} for one in ids], "id")


def on_slack(slack, since, count, every=timedelta(minutes=1), channel="C1"):
    """Messages of others from a time on."""
    made = [{"type": "message", "ts": f"{(since + number * every).timestamp():.6f}", "text": "chat"} for number in range(count)]
    _stand(slack.messages[channel], made, "ts")


def _stand(held, more, by):
    held[:] = sorted([*held, *more], key=lambda one: float(one[by]))
