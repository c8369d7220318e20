"""A gateway that knows nothing but the published description of the API (schemas/gateway.json), so that the program is tried
with another one than its own sandbox. Every reply is checked by that description before it is sent.

`style` says what a reply has beyond what the description demands: "bare" nothing, nullable members being null; "full" every
optional member, and members in each object that nobody has described.
"""

import hashlib
import json
import pathlib
import re
import secrets
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

import jsonschema

DESCRIPTION = json.loads((pathlib.Path(__file__).parent / "schemas" / "gateway.json").read_text())
PAGE = 100


class Refusal(Exception):
    MESSAGES = {400: "Invalid request parameters", 401: "Missing Authentication header",
                403: "Only management keys can perform this operation", 404: "Resource not found"}

    def __init__(self, status):
        super().__init__(status)
        self.status = status
        self.body = {"error": {"code": status, "message": self.MESSAGES[status]}}


class Shape:
    """Brings values into the form that a schema describes, with more or less than it demands."""

    def __init__(self, style):
        self.full = style == "full"

    def of(self, value, schema):
        if "$ref" in schema:
            return self.of(value, DESCRIPTION["$defs"][schema["$ref"].split("/")[-1]])
        for part in ("allOf", "anyOf", "oneOf"):
            if part in schema:
                return self.of(value, schema[part][0])
        types = schema.get("type")
        types = types if isinstance(types, list) else [types]
        if value is None and "null" in types:
            return None
        kind = next(kind for kind in types if kind != "null")
        if kind == "object":
            return self.object(value or {}, schema)
        if kind == "array":
            return [self.of(item, schema["items"]) for item in value or []]
        if value is None:
            value = {"string": "text", "number": 0, "integer": 0, "boolean": False}.get(kind, value)
        return value

    def object(self, value, schema):
        demanded = schema.get("required", [])
        shaped = {}
        for name, member in schema.get("properties", {}).items():
            if name in demanded or value.get(name) is not None or self.full:
                shaped[name] = self.of(value.get(name), member)
        if self.full:
            shaped["described_by_nobody"] = {"deeply": [1, None, {"nested": "\u202etext"}]}
        return shaped


class ReferenceGateway:
    def __init__(self, style="full", context=None):
        self.style, self.shape = style, Shape(style)
        self.management_key = "management." + secrets.token_urlsafe(24)
        self.keys, self.requests, self.faults, self.scripted = {}, [], [], []
        self.lock = threading.Lock()
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self.handler())
        self.server.daemon_threads = True
        if context:
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
        self.thread = threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *error):
        self.server.shutdown()
        self.server.server_close()
        assert not self.faults, self.faults

    @property
    def port(self):
        return self.server.server_address[1]

    @property
    def name(self):
        return f"127.0.0.1:{self.port}"

    @property
    def address(self):
        return f"http://{self.name}/api/v1"

    def lines(self):
        """Method and path of every request, in order."""
        return [f"{method} {path}" for method, path, _, _ in self.requests]

    def script(self, *answers):
        """The next requests get these answers instead: (status, fields, body), or a function of the handler."""
        self.scripted += answers

    # What the API does.

    def live_key(self, token):
        digest = hashlib.sha256(token.encode()).hexdigest()
        key = self.keys.get(digest)
        return key if key and not key["disabled"] else None

    def authorize(self, token, management):
        if management:
            if token != self.management_key:
                raise Refusal(403 if self.live_key(token) else 401)
        elif token != self.management_key and not self.live_key(token):
            raise Refusal(401)

    def operations(self):
        return {
            "GET /credits": (True, lambda call: {"data": {"total_credits": 25, "total_usage": 1.5e-05}}),
            "GET /key": (False, self.get_key),
            "GET /keys": (True, self.list_keys),
            "POST /keys": (True, self.create_key),
            "GET /keys/{hash}": (True, lambda call: {"data": self.key(call)}),
            "PATCH /keys/{hash}": (True, self.update_key),
            "DELETE /keys/{hash}": (True, self.delete_key),
            "GET /models": (None, lambda call: {"data": MODELS, "total_count": len(MODELS), "links": {"next": None}}),
            "GET /models/count": (None, lambda call: {"data": {"count": len(MODELS)}}),
            "GET /model/{author}/{slug}": (None, self.get_model),
            "GET /providers": (None, lambda call: {"data": [{"name": "Somebody", "slug": "somebody"}]}),
        }

    def get_key(self, call):
        key = self.live_key(call["token"]) or {"label": "management", "is_management_key": True}
        rate = {"interval": "10s", "note": "deprecated", "requests": -1}
        return {"data": key | {"is_free_tier": True, "rate_limit": rate, "is_provisioning_key": False}}

    def list_keys(self, call):
        shown = [key for key in self.keys.values() if not key["disabled"] or call["query"].get("include_disabled") == ["true"]]
        offset = int(call["query"].get("offset", ["0"])[0])
        return {"data": shown[offset : offset + PAGE]}

    def create_key(self, call):
        prefix = "sk-mg-v1-" if self.style == "full" else "K~"
        text = prefix + secrets.token_urlsafe(32)
        digest = hashlib.sha256(text.encode()).hexdigest()
        self.keys[digest] = {
            "hash": digest, "name": call["body"]["name"], "label": text[:4] + "..." + text[-3:], "disabled": False,
            "limit": call["body"].get("limit"), "limit_reset": call["body"].get("limit_reset"),
            "created_at": "2026-08-01T00:00:00Z",
        }
        return {"data": self.keys[digest], "key": text}

    def key(self, call):
        if call["hash"] not in self.keys:
            raise Refusal(404)
        return self.keys[call["hash"]]

    def update_key(self, call):
        self.key(call).update(call["body"])
        return {"data": self.key(call)}

    def delete_key(self, call):
        del self.keys[self.key(call)["hash"]]
        return {"deleted": True}

    def get_model(self, call):
        for model in MODELS:
            if model["id"] == f"{call['author']}/{call['slug']}":
                return {"data": model}
        raise Refusal(404)

    # How it is reached.

    def answer(self, method, target, token, body):
        """Status and body by the description; (404, None) for what it doesn't describe."""
        split = urlsplit(target)
        path = split.path.removeprefix("/api/v1")
        for name, (management, operation) in self.operations().items():
            pattern = re.sub(r"{(\w+)}", r"(?P<\1>[^/]+)", name)
            if not (match := re.fullmatch(pattern, f"{method} {path}")):
                continue
            described = DESCRIPTION["operations"][name]
            try:
                if management is not None:
                    self.authorize(token, management)
                call = {key: unquote(value) for key, value in match.groupdict().items()}
                call |= {"token": token, "query": parse_qs(split.query), "body": self.body(body, described.get("request"))}
                status = 201 if name == "POST /keys" else 200
                reply = self.shape.of(operation(call), described["responses"][str(status)])
            except Refusal as refusal:
                status, reply = refusal.status, refusal.body
                assert str(status) in described["responses"], (name, status)
            self.check(reply, described["responses"][str(status)])
            return status, reply
        return 404, None

    def body(self, raw, schema):
        if schema is None:
            return None
        try:
            value = json.loads(raw)
            self.check(value, schema)
        except (ValueError, jsonschema.ValidationError) as error:
            raise Refusal(400) from error
        unknown = set(value) - set(schema["properties"])
        assert not unknown, f"undescribed members in a request: {unknown}"
        return value

    @staticmethod
    def check(value, schema):
        jsonschema.Draft202012Validator(schema | {"$defs": DESCRIPTION["$defs"]}).validate(value)

    def handler(gateway):
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 30
            # A reply in one piece.
            wbufsize, disable_nagle_algorithm = -1, True

            def serve(self):
                body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
                token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
                with gateway.lock:
                    gateway.requests.append((self.command, self.path, dict(self.headers), body))
                    scripted = gateway.scripted.pop(0) if gateway.scripted else None
                    if isinstance(scripted, tuple):
                        return self.reply(*scripted)
                    try:
                        status, reply = gateway.answer(self.command, self.path, token, body)
                    except Exception as error:  # noqa: BLE001 - told at the end of the test
                        gateway.faults.append(repr(error))
                        status, reply = 500, {"error": {"code": 500, "message": "Internal Server Error"}}
                if scripted:
                    return scripted(self)
                if reply is None:
                    return self.reply(status, {"Content-Type": "text/html"}, b"<html>Not Found</html>")
                self.reply(status, {"Content-Type": "application/json"}, json.dumps(reply).encode())

            def reply(self, status, fields, body):
                self.send_response(status)
                for name, value in fields.items():
                    self.send_header(name, value)
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            do_GET = do_POST = do_PATCH = do_DELETE = serve

            def log_message(self, *arguments):
                pass

        return Handler


def model(identifier, **more):
    return {
        "id": identifier, "canonical_slug": identifier, "name": identifier.title(), "created": 1_700_000_000,
        "description": "A model.", "architecture": {"input_modalities": ["text"], "output_modalities": ["text"]},
        "pricing": {"prompt": "0.0000004", "completion": "0.0000016"}, "supported_parameters": ["tools"],
        "top_provider": {"is_moderated": False}, "links": {"details": "/x"},
    } | more


MODELS = [
    model("somebody/large", context_length=1_000_000),
    model("somebody/small:free", pricing={"prompt": "0", "completion": "0"}, context_length=None),
    model("somebody/router", pricing={"prompt": "-1", "completion": "-1"}),
]


if __name__ == "__main__":
    with ReferenceGateway() as reference:
        print(reference.address, reference.management_key, flush=True)
        while True:
            time.sleep(60)
