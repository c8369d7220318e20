"""A `modelgates serve` of its own in a temporary home, and small raw clients for it."""

import contextlib
import json
import os
import pathlib
import resource
import socket
import subprocess
import tempfile
import time
import urllib.parse

META = {
    "io.modelcontextprotocol/protocolVersion": "2026-07-28",
    "io.modelcontextprotocol/clientCapabilities": {},
}


def lift_descriptor_limit():
    _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


class Server:
    """The process, its port and its memory."""

    def __init__(self, process, port):
        self.process = process
        self.port = port

    @classmethod
    @contextlib.contextmanager
    def running(cls, program, *options, prepare=lambda home: (home / "project").mkdir()):
        with tempfile.TemporaryDirectory() as folder:
            home = pathlib.Path(folder)
            prepare(home)
            with open(home / "log", "wb") as log:
                process = subprocess.Popen(
                    [program, "serve", "--port", "0", "--project", str(home / "project"), "--log-level", "info", *options],
                    stdin=subprocess.DEVNULL,
                    stdout=subprocess.PIPE,
                    stderr=log,
                    env={"HOME": folder, "PATH": "/usr/bin:/bin"},
                )
            try:
                yield cls(process, cls._port(process, home / "log"))
            finally:
                process.terminate()
                try:
                    status = process.wait(10)
                except subprocess.TimeoutExpired:
                    process.kill()
                    raise AssertionError("the server did not stop within 10 s of SIGTERM")
                assert process.stdout.read() == b"", "something was written to standard output"
                assert status in (0, 143), f"the server ended with {status}: {(home / 'log').read_text()[-2000:]}"

    @staticmethod
    def _port(process, log):
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline:
            for line in log.read_text().splitlines():
                with contextlib.suppress(ValueError):
                    url = json.loads(line).get("url", "")
                    if url:
                        return urllib.parse.urlsplit(url).port
            assert process.poll() is None, f"the server ended: {log.read_text()}"
            time.sleep(0.01)
        raise AssertionError("the server said no port")

    def connect(self, timeout=10):
        connection = socket.create_connection(("127.0.0.1", self.port), timeout=timeout)
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        return connection

    def memory(self):
        """The most bytes that it ever had resident."""
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(status.split("VmHWM:")[1].split()[0]) * 1024

    def descriptors(self):
        return len(os.listdir(f"/proc/{self.process.pid}/fd"))

    def lives(self):
        return self.process.poll() is None

    def head(self, *fields, method="POST", path="/mcp"):
        lines = [f"{method} {path} HTTP/1.1", f"Host: 127.0.0.1:{self.port}", *fields]
        return ("\r\n".join(lines) + "\r\n").encode()

    def call(self, number, method="tools/list", **params):
        """The bytes of a request of the modern era."""
        body = {"jsonrpc": "2.0", "id": number, "method": method, "params": {**params, "_meta": META}}
        text = json.dumps(body).encode()
        fields = [
            "Content-Type: application/json",
            "Accept: application/json, text/event-stream",
            "MCP-Protocol-Version: 2026-07-28",
            f"Mcp-Method: {method}",
            *([f"Mcp-Name: {params['name']}"] if "name" in params else []),
            f"Content-Length: {len(text)}",
        ]
        return self.head(*fields) + b"\r\n" + text


def read_response(connection):
    """The status and the body of one response with a Content-Length."""
    data = b""
    while b"\r\n\r\n" not in data:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError("closed before the end of the head")
        data += piece
    head, _, body = data.partition(b"\r\n\r\n")
    length = 0
    for line in head.split(b"\r\n")[1:]:
        name, _, value = line.partition(b":")
        if name.lower() == b"content-length":
            length = int(value)
    while len(body) < length:
        piece = connection.recv(65536)
        if not piece:
            raise ConnectionError("closed before the end of the body")
        body += piece
    return int(head.split(b" ", 2)[1]), body
