"""Messages of either side, checked by the most particular definition that a revision's published schema has for them."""

import functools
import json
import pathlib

import jsonschema

FOLDER = pathlib.Path(__file__).parent.parent / "interop" / "schemas"
# Definitions that only name one other, and would hide it.
UNIONS = {f"{side}{kind}" for side in ("Client", "Server") for kind in ("Request", "Notification", "Result", "Message")}


class Schema:
    def __init__(self, revision):
        self.document = json.loads((FOLDER / f"{revision}.schema.json").read_text())
        self.place = "$defs" if "$defs" in self.document else "definitions"
        self.definitions = self.document[self.place]
        self._repair()
        self.validator = jsonschema.validators.validator_for(self.document)
        self.methods, self.results, self.errors = {}, {}, {}
        for name, definition in self.definitions.items():
            if name not in UNIONS:
                self._register(name, definition.get("properties", {}))

    def _repair(self):
        """The TypeScript source of the schema says `number` where the generated files of two revisions say `integer`."""
        members = self.definitions.get("NumberSchema", {}).get("properties", {})
        for name in ("minimum", "maximum", "default"):
            if members.get(name, {}).get("type") == "integer":
                members[name]["type"] = "number"

    def _register(self, name, members):
        if isinstance(method := members.get("method", {}).get("const"), str):
            self.methods[method] = name
            result = name.removesuffix("Request") + "Result"
            if name.endswith("Request") and result in self.definitions:
                self.results[method] = result
        for part in members.get("error", {}).get("allOf", []):
            if isinstance(code := part.get("properties", {}).get("code", {}).get("const"), int):
                self.errors[code] = name

    @functools.cache
    def _validator(self, name):
        common = {key: self.document[key] for key in ("$schema", self.place) if key in self.document}
        return self.validator({"$ref": f"#/{self.place}/{name}"} | common)

    def _first(self, *names):
        return next(name for name in names if name in self.definitions)

    def check(self, message, method=None):
        """Raises when `message` isn't valid. `method` is that of the request which a response answers."""
        assert isinstance(message, dict), f"not one message: {message!r}"
        if "method" in message:
            general = "JSONRPCRequest" if "id" in message else "JSONRPCNotification"
            return self._validator(self.methods.get(message["method"], general)).validate(message)
        if "error" in message:
            general = self._first("JSONRPCErrorResponse", "JSONRPCError")
            return self._validator(self.errors.get(message["error"].get("code"), general)).validate(message)
        assert "result" in message, f"neither request, notification nor response: {message!r}"
        self._validator(self._first("JSONRPCResultResponse", "JSONRPCResponse")).validate(message)
        kind = message["result"].get("resultType")
        assert kind in (None, "complete", "input_required")
        definition = "InputRequiredResult" if kind == "input_required" else self.results.get(method)
        if definition:
            self._validator(definition).validate(message["result"])


@functools.cache
def schema(revision):
    return Schema(revision)
