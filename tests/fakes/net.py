"""A network that is not there: names and addresses resolve as a test says, connections are remembered and answered from a script."""

import socket
from collections import defaultdict

import httpcore

PUBLIC = "203.0.114.7"  # any global address: nothing is ever sent to it


class Names:
    """A resolver. `known[name]` holds answers given in turn, the last for ever; a number is read as the system reads it."""

    def __init__(self, **known):
        self.known = {name.replace("_", "."): [list(answer) for answer in answers] for name, answers in known.items()}
        self.asked = []

    async def __call__(self, host, port):
        self.asked.append(host)
        answers = self.known.get(host)
        if answers is None:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_NUMERICHOST)
            return [entry[4][0] for entry in found]
        return answers.pop(0) if len(answers) > 1 else answers[0]


class Wire(httpcore.AsyncNetworkBackend):
    """A network backend: every connection is remembered; the answers of an address are given in turn, one a connection."""

    def __init__(self, **answers):
        self.answers = defaultdict(list, {address: list(told) for address, told in answers.items()})
        self.connected = []

    async def connect_tcp(self, host, port, timeout=None, local_address=None, socket_options=None):  # noqa: ASYNC109
        self.connected.append((host, port))
        if not self.answers[host]:
            raise httpcore.ConnectError(f"nothing listens at {host}")
        return httpcore.AsyncMockStream([self.answers[host].pop(0)])


def answer(status=200, body=b"ok", **headers):
    told = {"content-length": str(len(body)), "connection": "close"} | {name.replace("_", "-"): value for name, value in headers.items()}
    lines = [f"HTTP/1.1 {status} So", *(f"{name}: {value}" for name, value in told.items()), "", ""]
    return "\r\n".join(lines).encode() + body
