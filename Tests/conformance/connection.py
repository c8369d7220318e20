"""A client of each era, as small as it can be: what it sends and what it gets is checked by the revision's schema."""

import itertools
import json
import threading

from http_exchange import exchange
from scenarios import MODERN
from schema import schema

PREFIX = "io.modelcontextprotocol/"
CLIENT = {"name": "conformance", "version": "1.0.0"}
BOTH = "application/json, text/event-stream"
EVERYTHING = {"sampling": {}, "elicitation": {}, "roots": {}}


class RPCError(Exception):
    def __init__(self, error):
        super().__init__(f"{error['code']}: {error['message']}")
        self.code, self.data = error["code"], error.get("data")


class Connection:
    """What both eras share: a request's answer, and what comes before it."""

    def __init__(self, url, revision, capabilities=None):
        self.url, self.revision, self.schema = url, revision, schema(revision)
        self.capabilities = EVERYTHING if capabilities is None else capabilities
        self.identifiers = itertools.count(1)
        self.notifications, self.asked = [], []
        self.handlers = {}
        """What answers requests of the server, by their method."""

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def request(self, method, params=None, **more):
        """The result; an error is raised."""
        answer = self.ask(method, params, **more)[1]
        if "error" in answer:
            raise RPCError(answer["error"])
        return answer["result"]

    def call(self, tool, arguments=None, **more):
        return self.request("tools/call", {"name": tool, "arguments": arguments or {}} | more)

    def ask(self, method, params=None, **more):
        """The HTTP status and the answer, whatever it is."""
        identifier = next(self.identifiers)
        with self.send(method, params, identifier=identifier, **more) as response:
            return response.status, self.answer(response, method, identifier)

    def answer(self, response, method, identifier):
        if not response.is_stream:
            assert response.headers.get_content_type() == "application/json", response.headers
            message = response.json()
            self.schema.check(message, method)
            assert message.get("id") == identifier
            return message
        for message in self.messages(response, method):
            if "method" not in message and message.get("id") == identifier:
                return message
        raise AssertionError("the stream ended without an answer")

    def messages(self, response, method=None):
        """All messages of a stream, checked; notifications are kept, and the server's requests answered."""
        for event in response.events():
            if event.data:
                yield self.take(json.loads(event.data), method)

    def take(self, message, method):
        self.schema.check(message, method)
        if "method" in message and "id" in message:
            self.asked.append(message)
            self.handle(message)
        elif "method" in message:
            self.notifications.append(message)
        return message

    def handle(self, message):
        raise AssertionError(f"a server of this revision sends no requests: {message}")

    def received(self, method):
        return [message["params"] for message in self.notifications if message["method"] == method]


class ModernConnection(Connection):
    """2026-07-28: no connection at all, but what every request says of itself."""

    def meta(self, capabilities=None):
        return {
            PREFIX + "protocolVersion": self.revision,
            PREFIX + "clientInfo": CLIENT,
            PREFIX + "clientCapabilities": self.capabilities if capabilities is None else capabilities,
        }

    def headers(self, method, params):
        """The standard headers of a request (basic/transports/streamable-http)."""
        headers = {
            "Content-Type": "application/json",
            "Accept": BOTH,
            "MCP-Protocol-Version": self.revision,
            "Mcp-Method": method,
        }
        source = {"tools/call": "name", "prompts/get": "name", "resources/read": "uri"}.get(method)
        if source and source in (params or {}):
            headers["Mcp-Name"] = params[source]
        return headers

    def send(self, method, params=None, identifier=1, headers=None, replace=False, is_valid=True):
        """`params` are completed by `_meta`, the headers by `headers`; a header that is None is left out. `replace` sends
        both as they are; `is_valid` tells whether the message should pass its schema."""
        if not replace:
            params = dict(params or {})
            params["_meta"] = self.meta() | params.get("_meta", {})
        given = self.headers(method, params)
        for name, value in (headers or {}).items():
            given = {key: old for key, old in given.items() if key.lower() != name.lower()}
            if value is not None:
                given[name] = value
        message = {"jsonrpc": "2.0", "id": identifier, "method": method, "params": params}
        if is_valid:
            self.schema.check(message)
        return exchange(self.url, "POST", given, message)


class LegacyConnection(Connection):
    """2025-03-26 to 2025-11-25: a session, with a stream of its own for what belongs to no request."""

    session = None
    stream = None

    def __enter__(self):
        hello = {"protocolVersion": self.revision, "capabilities": self.capabilities, "clientInfo": CLIENT}
        with self.send("initialize", hello, identifier=0) as response:
            assert response.status == 200, response.status
            self.session = response.headers["Mcp-Session-Id"]
            self.hello = self.answer(response, "initialize", 0)["result"]
        assert self.hello["protocolVersion"] == self.revision
        assert self.notify("notifications/initialized") == 202
        self._listen()
        return self

    def __exit__(self, *_):
        """Ends the session as a client does that is done with it."""
        if self.stream:
            self.stream.close()
            self.thread.join()
        if self.session:
            with exchange(self.url, "DELETE", self.headers()) as response:
                assert response.status in (200, 202, 204, 405)

    def _listen(self):
        stream = exchange(self.url, "GET", self.headers() | {"Accept": "text/event-stream"}, patience=None)
        if stream.status == 405:
            stream.close()
            return
        assert stream.status == 200 and stream.is_stream, stream.status
        self.stream = stream
        self.thread = threading.Thread(target=self._read, daemon=True)
        self.thread.start()

    def _read(self):
        try:
            for _ in self.messages(self.stream):
                pass
        except (OSError, ValueError, AttributeError):
            pass  # Hung up, here or there.

    def headers(self):
        headers = {}
        if self.session:
            headers["Mcp-Session-Id"] = self.session
        if self.session and self.revision > "2025-03-26":
            headers["MCP-Protocol-Version"] = self.revision
        return headers

    def post(self, message, headers=None, is_valid=True, method=None):
        if is_valid:
            self.schema.check(message, method)
        given = {"Content-Type": "application/json", "Accept": BOTH} | self.headers() | (headers or {})
        return exchange(self.url, "POST", given, message)

    def send(self, method, params=None, identifier=1, headers=None, is_valid=True):
        message = {"jsonrpc": "2.0", "id": identifier, "method": method}
        if params is not None:
            message["params"] = params
        return self.post(message, headers, is_valid)

    def notify(self, method, params=None):
        message = {"jsonrpc": "2.0", "method": method} | ({"params": params} if params else {})
        with self.post(message) as response:
            assert response.body() == b"" or response.status >= 400
            return response.status

    def handle(self, message):
        handler = self.handlers.get(message["method"])
        assert handler, f"nobody expected {message}"
        result = handler(message.get("params"))
        answer = {"jsonrpc": "2.0", "id": message["id"], "result": result}
        with self.post(answer, method=message["method"]) as response:
            assert response.status == 202, response.status


def connect(url, revision, capabilities=None):
    kind = ModernConnection if revision == MODERN else LegacyConnection
    return kind(url, revision, capabilities)
