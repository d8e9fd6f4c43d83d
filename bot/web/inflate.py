"""Bodies inflated step by step: a bomb is noticed at its first byte past the limit."""

from __future__ import annotations

import zlib

from bot.errors import BadInput

GZIP = b"\x1f\x8b"
KNOWN = frozenset({"", "identity", "gzip", "x-gzip", "deflate"})
AUTO, RAW = 47, -15  # zlib window bits: gzip or zlib told by its header; deflate without one


class Body:
    """Collects a body as it comes in. Raises BadInput past `limit` bytes, packed or unpacked, and at an encoding we did not ask for."""

    def __init__(self, encoding: str, limit: int) -> None:
        self._encoding = encoding.strip().lower()
        if self._encoding not in KNOWN:
            raise BadInput(f"answers in {self._encoding!r}, an encoding that was not asked for")
        self._limit = limit
        self._packed = 0
        self._held = bytearray()
        self._inflater: zlib._Decompress | None = None
        self._started = False

    def add(self, chunk: bytes) -> None:
        """Takes the next bytes off the wire."""
        if not chunk:
            return
        self._packed += len(chunk)
        if not self._started:
            self._start(chunk)
        if self._inflater is None:
            self._held += chunk
        else:
            self._inflate(chunk)
        if max(len(self._held), self._packed) > self._limit:
            raise BadInput(f"answers with more than {self._limit // 1_000_000} MB, which no feed or article needs")

    def end(self) -> bytes:
        """The whole body; BadInput where the packed stream stops short."""
        if self._inflater is not None and not self._inflater.eof:
            raise BadInput("answers with a packed body that stops short")
        return bytes(self._held)

    def _start(self, first: bytes) -> None:
        """Some servers pack without saying so, others say so and do not: the first bytes decide."""
        self._started = True
        zipped = first.startswith(GZIP)
        if zipped or (self._encoding == "deflate"):
            raw = not zipped and (first[0] & 0x0F) != zlib.DEFLATED
            self._inflater = zlib.decompressobj(RAW if raw else AUTO)

    def _inflate(self, chunk: bytes) -> None:
        inflater = self._inflater
        while inflater is not None and chunk and len(self._held) <= self._limit:
            try:
                self._held += inflater.decompress(chunk, self._limit + 1 - len(self._held))
            except zlib.error:
                raise BadInput("answers with a packed body that is broken") from None
            chunk = inflater.unconsumed_tail
            if inflater.eof:
                chunk = inflater.unused_data
                if not chunk.startswith(GZIP):  # zeros and the like after the last member
                    return
                inflater = self._inflater = zlib.decompressobj(AUTO)
