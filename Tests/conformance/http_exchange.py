"""HTTP as it is on the wire: requests with exactly the given headers, responses as bodies or as events."""

import http.client
import json
import socket
import urllib.parse
from dataclasses import dataclass

PATIENCE = 20
"""Seconds after which a server that says nothing has failed."""


@dataclass
class Event:
    data: str
    id: str | None = None


class Response:
    """One response. Its body may be read whole or, while it comes, event by event."""

    def __init__(self, connection, response):
        self.connection, self.response = connection, response
        self.status, self.headers = response.status, response.headers
        self.retry = None
        """What the stream asked the client to wait before it comes back, in milliseconds."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    @property
    def is_stream(self):
        return self.headers.get_content_type() == "text/event-stream"

    def body(self):
        with self:
            return self.response.read()

    def json(self):
        return json.loads(self.body())

    def events(self):
        """As the WHATWG's rules have it, except that an event with an empty `data` line counts, since MCP primes streams
        with it."""
        data, identifier = [], None
        while line := self.response.readline():
            name, _, value = line.decode().rstrip("\r\n").partition(":")
            value = value.removeprefix(" ")
            if line.strip() == b"":
                if data:
                    yield Event("\n".join(data), identifier)
                data, identifier = [], None
            elif name == "data":
                data.append(value)
            elif name == "id":
                identifier = value
            elif name == "retry":
                self.retry = int(value)

    def close(self):
        """Hangs up, from whichever thread."""
        try:
            if self.connection.sock is not None:
                self.connection.sock.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass
        self.response.close()
        self.connection.close()


def exchange(url, method, headers, body=None, patience=PATIENCE):
    """Sends one request on a connection of its own. A list as a header's value sends the header several times."""
    address = urllib.parse.urlsplit(url)
    connection = http.client.HTTPConnection(address.hostname, address.port, timeout=patience)
    given = {name.lower() for name in headers}
    connection.putrequest(method, address.path, skip_host="host" in given, skip_accept_encoding=True)
    for name, value in headers.items():
        for one in value if isinstance(value, list) else [value]:
            connection.putheader(name, one)
    if body is not None:
        body = body if isinstance(body, bytes) else json.dumps(body).encode()
        connection.putheader("Content-Length", str(len(body)))
    connection.endheaders(body)
    return Response(connection, connection.getresponse())
