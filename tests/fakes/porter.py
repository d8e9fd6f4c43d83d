"""A loopback server that speaks as much of Postgres's protocol as it takes to be refused by it."""

import socketserver
import struct
import threading

ENCRYPTED = {80877103, 80877104}  # what a client asks for first: TLS, GSSAPI


class _Door(socketserver.BaseRequestHandler):
    def handle(self):
        while head := self.request.recv(8):
            length, code = struct.unpack("!II", head)
            if code not in ENCRYPTED:
                self.request.recv(length)
                self.request.sendall(self.server.refusal)
                return
            self.request.sendall(b"N")


class Porter(socketserver.ThreadingTCPServer):
    """Answers everybody with one FATAL error; `url` leads to it."""

    daemon_threads = True

    def __init__(self, state, words):
        super().__init__(("127.0.0.1", 0), _Door)
        fields = b"".join(f"{key}{value}\0".encode() for key, value in (("S", "FATAL"), ("V", "FATAL"), ("C", state), ("M", words))) + b"\0"
        self.refusal = b"E" + struct.pack("!I", len(fields) + 4) + fields
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def __exit__(self, *_):
        self.shutdown()
        self.server_close()

    @property
    def url(self):
        return f"postgresql://tocsin:s3cret@127.0.0.1:{self.server_address[1]}/tocsin"
