"""A raw session: literal messages in, and every message that comes out checked by the published schema of its revision."""

import json
import pathlib
import queue
import subprocess
import threading

import jsonschema

LEGACY = ["2025-03-26", "2025-06-18", "2025-11-25"]
MODERN = "2026-07-28"

RESULTS = {
    "initialize": "InitializeResult",
    "server/discover": "DiscoverResult",
    "ping": "EmptyResult",
    "logging/setLevel": "EmptyResult",
    "resources/subscribe": "EmptyResult",
    "resources/unsubscribe": "EmptyResult",
    "tools/list": "ListToolsResult",
    "tools/call": "CallToolResult",
    "resources/list": "ListResourcesResult",
    "resources/templates/list": "ListResourceTemplatesResult",
    "resources/read": "ReadResourceResult",
    "prompts/list": "ListPromptsResult",
    "prompts/get": "GetPromptResult",
    "completion/complete": "CompleteResult",
    "subscriptions/listen": "SubscriptionsListenResult",
}


class Schema:
    """The definitions of one revision."""

    def __init__(self, revision):
        path = pathlib.Path(__file__).parent / "schemas" / f"{revision}.schema.json"
        self.document = json.loads(path.read_text())
        self.place = "$defs" if "$defs" in self.document else "definitions"
        self.validator = jsonschema.validators.validator_for(self.document)

    def check(self, name, value):
        assert name in self.document[self.place], name
        schema = {"$ref": f"#/{self.place}/{name}"} | {
            key: self.document[key] for key in ("$schema", self.place)
        }
        self.validator(schema).validate(value)

    def knows(self, name):
        return name in self.document[self.place]


class WireSession:
    """One server process. `revision` chooses the schema; a modern session puts what is needed into `_meta`."""

    patience = 30

    def __init__(self, place, revision, capabilities=None, arguments=(), environment=None):
        self.revision, self.schema = revision, Schema(revision)
        self.capabilities = capabilities or {}
        self.lines, self.methods, self.last = queue.Queue(), {}, 0
        self.notifications, self.messages = [], []
        self.process = subprocess.Popen(
            place.command(arguments), env=place.environment(environment), cwd=place.project,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )
        self.reader = threading.Thread(target=self._read, daemon=True)
        self.reader.start()

    def __enter__(self):
        if self.revision != MODERN:
            client = {"name": "wire", "version": "1"}
            self.hello = self.ask(
                "initialize",
                {"protocolVersion": self.revision, "capabilities": self.capabilities, "clientInfo": client},
            )["result"]
            self.send({"jsonrpc": "2.0", "method": "notifications/initialized"})
        return self

    def __exit__(self, *error):
        """Ends the server as a client does that is done; what it still says is checked too."""
        self.process.stdin.close()
        status = self.process.wait(self.patience)
        self.reader.join(self.patience)
        log = self.process.stderr.read().decode()
        self.process.stderr.close()
        if error == (None, None, None):
            assert status == 0, (status, log)
            while (line := self.lines.get(timeout=self.patience)) is not None:
                self._check(json.loads(line))

    def _read(self):
        with self.process.stdout as lines:
            for line in lines:
                self.lines.put(line)
        self.lines.put(None)

    def send(self, message):
        raw = message if isinstance(message, bytes) else json.dumps(message).encode()
        self.process.stdin.write(raw + b"\n")
        self.process.stdin.flush()

    def request(self, method, params=None, meta=None):
        """Sends a request without waiting for its answer."""
        self.last += 1
        params = dict(params or {})
        if self.revision == MODERN:
            params["_meta"] = {
                "io.modelcontextprotocol/protocolVersion": MODERN,
                "io.modelcontextprotocol/clientCapabilities": self.capabilities,
            } | (meta or {})
        elif meta:
            params["_meta"] = meta
        self.methods[self.last] = method
        self.send({"jsonrpc": "2.0", "id": self.last, "method": method, "params": params})
        return self.last

    def ask(self, method, params=None, meta=None):
        return self.answer(self.request(method, params, meta))

    def answer(self, identifier):
        """The answer to a request; what else comes meanwhile is kept in `notifications`."""
        while (message := self.receive()).get("id") != identifier or "method" in message:
            self.notifications.append(message)
        return message

    def call(self, tool, arguments=None, meta=None, **more):
        return self.ask("tools/call", {"name": tool, "arguments": arguments or {}} | more, meta)

    def receive(self):
        line = self.lines.get(timeout=self.patience)
        assert line is not None, "the server ended: " + self.process.stderr.read().decode()
        message = json.loads(line)
        for one in message if isinstance(message, list) else [message]:
            self._check(one)
        return message

    def _check(self, message):
        """By the definitions of this session's revision: the envelope, and what is in it."""
        self.messages.append(message)
        self.schema.check("JSONRPCMessage", message)
        if "method" in message:
            self.schema.check("ServerRequest" if "id" in message else "ServerNotification", message)
        elif "result" in message:
            method = self.methods[message["id"]]
            kind = message["result"].get("resultType")
            self.schema.check("InputRequiredResult" if kind == "input_required" else RESULTS[method], message["result"])
            if self.revision == MODERN:
                assert kind in ("complete", "input_required")
            else:
                assert kind is None, "a member of the modern era in a legacy result"
        else:
            error = message["error"]
            assert isinstance(error["code"], int) and error["message"]
