"""A loopback proxy in front of Postgres whose connections can be cut."""

import asyncio
import contextlib
import threading


class Proxy:
    """Passes bytes between a TCP port and the server at a URL; `cut` drops every connection and refuses new ones for a while."""

    def __init__(self, url):
        self._url = url
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._serve, daemon=True)
        self._ready = threading.Event()
        self._open = True
        self._writers = set()

    def __enter__(self):
        self._thread.start()
        self._ready.wait()
        return self

    def __exit__(self, *_):
        self._loop.call_soon_threadsafe(self._stop.set)
        self._thread.join()

    @property
    def url(self):
        """The server's address by way of the proxy."""
        through = self._url.difference_update_query(["host"]).set(host="127.0.0.1", port=self.port)
        return through.render_as_string(hide_password=False)

    def cut(self, seconds):
        self._loop.call_soon_threadsafe(self._cut, seconds)

    def _cut(self, seconds):
        self._open = False
        for writer in self._writers:
            writer.transport.abort()
        self._loop.call_later(seconds, setattr, self, "_open", True)

    def _serve(self):
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._run())
        self._loop.close()

    async def _run(self):
        self._stop = asyncio.Event()
        self._tasks = set()
        listening = await asyncio.start_server(self._pass, "127.0.0.1", 0)
        self.port = listening.sockets[0].getsockname()[1]
        self._ready.set()
        await self._stop.wait()
        listening.close()
        self._cut(0)
        for task in list(self._tasks):
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    async def _pass(self, reader, writer):
        self._tasks.add(asyncio.current_task())
        try:
            if self._open:
                await self._joined(reader, writer)
        except (OSError, asyncio.CancelledError):
            pass
        finally:
            writer.transport.abort()
            self._tasks.discard(asyncio.current_task())

    async def _joined(self, reader, writer):
        folder = self._url.query.get("host")
        if folder:
            there_reader, there_writer = await asyncio.open_unix_connection(f"{folder}/.s.PGSQL.{self._url.port or 5432}")
        else:
            there_reader, there_writer = await asyncio.open_connection(self._url.host, self._url.port or 5432)
        ends = {writer, there_writer}
        self._writers |= ends
        ways = [asyncio.create_task(_copy(reader, there_writer)), asyncio.create_task(_copy(there_reader, writer))]
        try:
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
        finally:
            self._writers -= ends
            for way in ways:
                way.cancel()
            await asyncio.gather(*ways, return_exceptions=True)
            there_writer.transport.abort()


async def _copy(reader, writer):
    with contextlib.suppress(OSError):
        while some := await reader.read(65536):
            writer.write(some)
            await writer.drain()
