"""server-stateless: every request stands alone, says who it is, and is answered by what it says (2026-07-28)."""

import json

import pytest
from connection import PREFIX, ModernConnection


@pytest.fixture
def connection(url, revision):
    """A client that can do nothing."""
    return ModernConnection(url, revision, capabilities={})


def without(connection, *keys):
    return {key: value for key, value in connection.meta().items() if key.removeprefix(PREFIX) not in keys}


# The request's _meta


@pytest.mark.parametrize("missing", [None, "protocolVersion", "clientCapabilities"])
def test_server_stateless__meta_is_required(connection, missing):
    params = {"_meta": without(connection, missing)} if missing else {}
    status, answer = connection.ask("server/discover", params, replace=True, is_valid=False)
    assert status == 400
    assert answer["error"]["code"] == -32602


def test_server_stateless__client_info_is_optional(connection):
    params = {"_meta": without(connection, "clientInfo")}
    status, answer = connection.ask("server/discover", params, replace=True)
    assert status == 200
    assert "result" in answer


# Discovery


def test_server_stateless__discover(connection, revision):
    result = connection.request("server/discover")
    assert revision in result["supportedVersions"]
    assert result["_meta"][PREFIX + "serverInfo"]["name"]
    assert result["_meta"][PREFIX + "serverInfo"]["version"]


@pytest.mark.parametrize("feature", ["tools", "prompts", "resources"])
def test_server_stateless__capabilities_are_true(connection, feature):
    """What is declared is served, and nothing else."""
    declared = feature in connection.request("server/discover")["capabilities"]
    _, answer = connection.ask(f"{feature}/list")
    if declared:
        assert isinstance(answer["result"][feature], list)
    else:
        assert answer["error"]["code"] == -32601


# Versions


def test_server_stateless__unsupported_version(connection):
    params = {"_meta": connection.meta() | {PREFIX + "protocolVersion": "v999.0.0"}}
    headers = {"MCP-Protocol-Version": "v999.0.0"}
    status, answer = connection.ask("server/discover", params, headers=headers, replace=True)
    assert status == 400
    assert answer["error"]["code"] == -32022
    assert answer["error"]["data"]["requested"] == "v999.0.0"
    supported = answer["error"]["data"]["supported"]
    assert supported and set(supported) <= set(connection.request("server/discover")["supportedVersions"])


def test_server_stateless__version_header_disagrees(connection):
    params = {"_meta": connection.meta() | {PREFIX + "protocolVersion": "v999.0.0"}}
    status, answer = connection.ask("server/discover", params, replace=True)
    assert status == 400
    assert answer["error"]["code"] == -32020


# What the client can't do


def test_server_stateless__missing_capability(connection):
    status, answer = connection.ask("tools/call", {"name": "test_missing_capability", "arguments": {}})
    assert status == 400
    assert answer["error"]["code"] == -32021
    assert isinstance(answer["error"]["data"]["requiredCapabilities"]["sampling"], dict)


# Methods


REMOVED = ["initialize", "ping", "logging/setLevel", "resources/subscribe", "resources/unsubscribe"]


@pytest.mark.parametrize("method", [*REMOVED, "unknown/method"])
def test_server_stateless__unknown_method(connection, method):
    status, answer = connection.ask(method, is_valid=False)
    assert status == 404
    assert answer["error"]["code"] == -32601


# Streams


def test_server_stateless__no_requests_on_a_stream(connection):
    """The connection fails by itself when the server asks anything other than by its result."""
    capabilities = {PREFIX + "clientCapabilities": {"elicitation": {}}}
    result = connection.call("test_streaming_elicitation", _meta=capabilities)
    assert result["resultType"] == "input_required"


def test_server_stateless__no_log_without_level(connection):
    assert connection.call("test_logging_tool")["content"]
    assert connection.received("notifications/message") == []


# Subscriptions


class Listening:
    """A stream of notifications, in the order in which they come."""

    def __init__(self, connection, **notifications):
        self.connection = connection
        self.response = connection.send("subscriptions/listen", {"notifications": notifications}, identifier=7001)

    def __enter__(self):
        assert self.response.status == 200 and self.response.is_stream
        self.messages = (json.loads(event.data) for event in self.response.events() if event.data)
        return self

    def __exit__(self, *_):
        self.response.close()

    def next(self):
        message = next(self.messages)
        self.connection.schema.check(message, "subscriptions/listen")
        assert message["params"]["_meta"][PREFIX + "subscriptionId"] == 7001
        return message["method"]


TOOLS, PROMPTS = "notifications/tools/list_changed", "notifications/prompts/list_changed"
ACKNOWLEDGED = "notifications/subscriptions/acknowledged"


def test_server_stateless__tools_change(connection):
    with Listening(connection, toolsListChanged=True) as stream:
        assert stream.next() == ACKNOWLEDGED
        connection.call("test_trigger_tool_change")
        assert stream.next() == TOOLS


def test_server_stateless__prompts_change(connection):
    with Listening(connection, promptsListChanged=True) as stream:
        assert stream.next() == ACKNOWLEDGED
        connection.call("test_trigger_prompt_change")
        assert stream.next() == PROMPTS


def test_server_stateless__filter_is_kept(connection):
    """Nothing comes that wasn't asked for: of two changes only the second."""
    with Listening(connection, promptsListChanged=True) as stream:
        assert stream.next() == ACKNOWLEDGED
        connection.call("test_trigger_tool_change")
        connection.call("test_trigger_prompt_change")
        assert stream.next() == PROMPTS
