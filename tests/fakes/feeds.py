"""A loopback server of feeds and pages: ETags and 304s as a good server gives them, and every fault a bad one has."""

import asyncio
import gzip
from collections import Counter
from dataclasses import dataclass, field, replace
from email.utils import format_datetime
from hashlib import sha256
from xml.sax.saxutils import escape

REASONS = {200: "OK", 301: "Moved Permanently", 302: "Found", 304: "Not Modified", 308: "Permanent Redirect", 403: "Forbidden"}


@dataclass(frozen=True)
class Answer:
    """How a path answers. `cut`: bytes after which the connection closes; `stall`: seconds before; `drip`: seconds between bytes."""

    body: bytes = b""
    status: int = 200
    kind: str = "application/rss+xml"
    headers: dict[str, str] = field(default_factory=dict)
    etag: bool = True
    cut: int | None = None
    stall: float = 0.0
    drip: float = 0.0

    def but(self, **changes):
        return replace(self, **changes)


@dataclass(frozen=True)
class Asked:
    """A request as it came."""

    path: str
    headers: dict[str, str]


class FeedServer:
    """Serves `pages`; `once[path]` holds answers that are given first, each once. Requests are remembered."""

    def __init__(self, pages=None):
        self.pages: dict[str, Answer] = dict(pages or {})
        self.once: dict[str, list[Answer]] = {}
        self.asked: list[Asked] = []
        self.answers: Counter[int] = Counter()
        self.at_once = self.most_at_once = 0

    @property
    def host(self):
        return f"127.0.0.1:{self.port}"

    def url(self, path):
        return f"http://{self.host}{path}"

    async def __aenter__(self):
        self._writers: set[asyncio.StreamWriter] = set()
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    async def __aexit__(self, *_):
        self._server.close()
        for writer in list(self._writers):
            writer.close()
        await self._server.wait_closed()
        await asyncio.sleep(0)

    async def _serve(self, reader, writer):
        self._writers.add(writer)
        try:
            while await self._one(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass
        finally:
            self._writers.discard(writer)
            writer.close()

    async def _one(self, reader, writer):
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:]) if name}
        path = head[0].split(" ")[1]
        self.asked.append(Asked(path, headers))
        waiting = self.once.get(path)
        answer = waiting.pop(0) if waiting else self.pages.get(path, Answer(status=404, kind="text/plain"))
        self.at_once += 1
        self.most_at_once = max(self.most_at_once, self.at_once)
        try:
            return await self._answer(writer, answer, headers)
        finally:
            self.at_once -= 1

    async def _answer(self, writer, answer, asked):
        await asyncio.sleep(answer.stall)
        tag = f'"{sha256(answer.body).hexdigest()[:12]}"'
        if answer.etag and answer.status == 200 and asked.get("if-none-match") == tag:
            answer = answer.but(status=304, body=b"")
        self.answers[answer.status] += 1
        told = {
            "Content-Type": answer.kind,
            "Content-Length": str(len(answer.body)),
            **({"ETag": tag} if answer.etag else {}),
            **answer.headers,
        }
        lines = [f"HTTP/1.1 {answer.status} {REASONS.get(answer.status, 'So')}", *(f"{name}: {value}" for name, value in told.items())]
        writer.write("\r\n".join([*lines, "", ""]).encode("latin-1"))
        await self._body(writer, answer)
        return answer.cut is None

    async def _body(self, writer, answer):
        body = answer.body if answer.cut is None else answer.body[: answer.cut]
        if not answer.drip:
            writer.write(body)
        for at in range(len(body) if answer.drip else 0):
            writer.write(body[at : at + 1])
            await writer.drain()
            await asyncio.sleep(answer.drip)
        await writer.drain()


def rss(items, head="", title="A feed"):
    """An RSS document; an item is a dict of title, link, guid, text, at (each may be left out), and raw (XML put in as it is)."""
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:sy="http://purl.org/rss/1.0/modules/syndication/"><channel>'
        f"<title>{escape(title)}</title><link>https://outlet.test/</link><description/>{head}{''.join(map(item, items))}</channel></rss>"
    ).encode()


def item(told):
    tags = {"title": "title", "link": "link", "text": "description", "by": "dc:creator", "full": "content:encoded"}
    parts = [f"<{tag}>{escape(told[name])}</{tag}>" for name, tag in tags.items() if told.get(name)]
    parts += [f'<guid isPermaLink="false">{escape(told["guid"])}</guid>'] if told.get("guid") else []
    parts += [f"<pubDate>{format_datetime(told['at'])}</pubDate>"] if told.get("at") else []
    return f"<item>{''.join(parts)}{told.get('raw', '')}</item>"


def zipped(body):
    return gzip.compress(body, 6, mtime=0)
