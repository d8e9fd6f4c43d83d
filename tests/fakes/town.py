"""The two fake platforms behind a loopback socket, so that the processes that post to them can be killed at a chosen step."""

import asyncio
import contextlib
import json
import os
import signal
import threading

from fakes.outlets import Platform

from bot.errors import InDoubt, Never
from bot.model import Handle, Show

STEPS = ("before", "accepted", "answered")


class Town:
    """Serves "discord" (drops repeated keys) and "slack" (has a history); `plan(number)` names the step to kill a sender at.

    `fatal(story)` says whether to kill whoever reads that story now.
    """

    def __init__(self, plan=lambda _: "", *, history=True, delay=0.0, fatal=lambda _: False):
        self.platforms = {"discord": Platform(keyed=True), "slack": Platform(keyed=False)}
        self.plan, self.history, self.delay, self.fatal = plan, history, delay, fatal
        self.requests = 0
        self.killed = []  # (step, pid)
        self.hold = asyncio.Event()  # while clear, sends stay unanswered
        self.hold.set()
        self.held = threading.Event()  # one is being held
        self.waiting = []  # the process of each that is being held
        self.port = 0
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._ready = threading.Event()

    def __enter__(self):
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    def call(self, work):
        """Runs something in the town's own thread."""
        self._loop.call_soon_threadsafe(work)

    def _serve(self):
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._run())
        self._loop.close()

    async def _run(self):
        self._stop = asyncio.Event()
        self._talks = set()
        server = await asyncio.start_server(self._talk, "127.0.0.1", 0)
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        server.close()
        for talk in list(self._talks):
            talk.cancel()
        await asyncio.gather(*self._talks, return_exceptions=True)

    async def _talk(self, reader, writer):
        self._talks.add(asyncio.current_task())
        try:
            while line := await reader.readline():
                answer = await self._answer(json.loads(line))
                if answer is None:
                    break
                writer.write(json.dumps(answer).encode() + b"\n")
                await writer.drain()
        except (ConnectionError, asyncio.CancelledError):
            pass
        finally:
            self._talks.discard(asyncio.current_task())
            writer.close()
            with contextlib.suppress(ConnectionError, asyncio.CancelledError):
                await writer.wait_closed()

    async def _answer(self, asked):
        if asked["do"] == "read":
            return self._kill("reading", asked) if self.fatal(asked["story"]) else {}
        there = self.platforms[asked["platform"]]
        if asked["do"] == "find":
            if not self.history and asked["platform"] == "slack":
                return {"never": "missing_scope"}
            found = there.found(asked["channel"], asked["key"])
            return {"id": found.id if found else None}
        self.requests += 1
        step = self.plan(self.requests)
        if step == "before":
            return self._kill(step, asked)
        await asyncio.sleep(self.delay)
        if not self.hold.is_set():
            self.waiting.append(asked["pid"])
            self.held.set()
            await self.hold.wait()
            self.waiting.remove(asked["pid"])
        shown = self._shown(there, asked)
        if step == "accepted":
            return self._kill(step, asked)
        if step == "answered":
            self._loop.call_later(0.001, self._kill, step, asked)
        return {"id": shown}

    @staticmethod
    def _shown(there, asked):
        if asked["do"] == "edit":
            there.edit(asked["channel"], asked["parent"], asked["key"])
            return asked["parent"]
        return there.post(asked["channel"], asked["key"], asked["text"], asked["parent"]).id

    def _kill(self, step, asked):
        with contextlib.suppress(ProcessLookupError):
            os.kill(asked["pid"], signal.SIGKILL)
            self.killed.append((step, asked["pid"]))


class TownOutlet:
    """An outlet that posts to the town over its socket."""

    def __init__(self, platform, port):
        self.platform, self._port = platform, port

    async def send(self, delivery, parent):
        do = "edit" if delivery.alert.show is Show.EDIT else "send"
        asked = {"do": do, "text": delivery.alert.headline, "parent": parent.message if parent else ""}
        return Handle((await self._asked(delivery, asked))["id"])

    async def read(self, story):
        """Tells the town that a story is being read."""
        await self._said({"do": "read", "story": story.id})

    async def find(self, delivery):
        answer = await self._asked(delivery, {"do": "find"})
        if "never" in answer:
            raise Never(answer["never"])
        return Handle(answer["id"]) if answer["id"] else None

    async def _asked(self, delivery, asked):
        return await self._said(asked | {"platform": self.platform, "channel": delivery.destination.address, "key": delivery.id})

    async def _said(self, told):
        reader, writer = await asyncio.open_connection("127.0.0.1", self._port)
        try:
            writer.write(json.dumps(told | {"pid": os.getpid()}).encode() + b"\n")
            line = await reader.readline()
        except ConnectionError as fault:
            raise InDoubt(str(fault)) from fault
        finally:
            writer.close()
        if not line:
            raise InDoubt("no answer")
        return json.loads(line)
