"""The list of tools, and each kind of result that a tool can have."""

import re

from connection import PREFIX


def block(result, kind):
    return next(block for block in result["content"] if block["type"] == kind)


def test_tools_list(connection, revision):
    tools = connection.request("tools/list")["tools"]
    assert tools
    for tool in tools:
        assert tool["name"] and tool["description"] and tool["inputSchema"], tool
        if revision >= "2025-11-25":
            assert re.fullmatch(r"[A-Za-z0-9_.-]{1,128}", tool["name"])
    for _ in range(2):
        again = connection.request("tools/list")["tools"]
        assert [tool["name"] for tool in again] == [tool["name"] for tool in tools]


def test_tools_call_simple_text(connection):
    """Called without `arguments`, which the tool's schema doesn't ask for."""
    result = connection.request("tools/call", {"name": "test_simple_text"})
    assert block(result, "text")["text"] == "This is a simple text response for testing."


def test_tools_call_image(connection):
    image = block(connection.call("test_image_content"), "image")
    assert image["data"] and image["mimeType"] == "image/png"


def test_tools_call_audio(connection):
    audio = block(connection.call("test_audio_content"), "audio")
    assert audio["data"] and audio["mimeType"] == "audio/wav"


def test_tools_call_embedded_resource(connection):
    resource = block(connection.call("test_embedded_resource"), "resource")["resource"]
    assert resource["uri"] == "test://embedded-resource"
    assert resource["mimeType"] and (resource.get("text") or resource.get("blob"))


def test_tools_call_mixed_content(connection):
    result = connection.call("test_multiple_content_types")
    for kind in ("text", "image", "resource"):
        assert block(result, kind)


def test_tools_call_error(connection):
    result = connection.call("test_error_handling")
    assert result["isError"] is True
    assert result["content"][0]["text"]


def test_tools_call_with_progress(connection):
    connection.call("test_tool_with_progress", _meta={"progressToken": "progress-test-1"})
    updates = [update for update in connection.received("notifications/progress")]
    assert {update["progressToken"] for update in updates} == {"progress-test-1"}
    values = [update["progress"] for update in updates]
    assert len(values) >= 3 and values == sorted(values)


def test_tools_call_with_logging(connection):
    connection.request("logging/setLevel", {"level": "debug"})
    connection.call("test_tool_with_logging")
    assert len(connection.received("notifications/message")) >= 3


def test_tools_call_sampling(connection):
    connection.handlers["sampling/createMessage"] = lambda _: {
        "role": "assistant",
        "content": {"type": "text", "text": "This is a test response from the client"},
        "model": "test-model",
        "stopReason": "endTurn",
    }
    result = connection.call("test_sampling", {"prompt": "Test prompt for sampling"})
    [question] = connection.asked
    assert question["params"]["messages"][0]["content"]["text"] == "Test prompt for sampling"
    assert "This is a test response from the client" in block(result, "text")["text"]


def test_tools_call_elicitation(connection):
    answer = {"username": "testuser", "email": "test@example.com"}
    connection.handlers["elicitation/create"] = lambda _: {"action": "accept", "content": answer}
    result = connection.call("test_elicitation", {"message": "Please provide your information"})
    [question] = connection.asked
    assert question["params"]["message"] == "Please provide your information"
    assert question["params"]["requestedSchema"]["properties"].keys() == answer.keys()
    assert "testuser" in block(result, "text")["text"]


def test_per_request_loglevel(connection):
    """In the modern era each request says what it wants to hear."""
    levels = ["debug", "info", "notice", "warning", "error", "critical", "alert", "emergency"]

    def heard(level):
        connection.notifications.clear()
        connection.call("test_logging_tool", _meta={PREFIX + "logLevel": level} if level else {})
        return [message["level"] for message in connection.received("notifications/message")]

    assert heard("debug")
    assert set(heard("error")) <= set(levels[levels.index("error") :])
    assert heard(None) == []


def test_per_request_loglevel__unknown_level(connection):
    params = {"name": "test_logging_tool", "arguments": {}, "_meta": {PREFIX + "logLevel": "banana"}}
    _, answer = connection.ask("tools/call", params, is_valid=False)
    assert answer["error"]["code"] == -32602


def test_per_request_loglevel__only_on_its_own_stream(connection):
    loud = {"name": "test_logging_tool", "arguments": {}, "_meta": {PREFIX + "logLevel": "debug"}}
    with connection.send("tools/call", loud, identifier=901) as first:
        with connection.send("tools/call", {"name": "test_logging_tool", "arguments": {}}, identifier=902) as second:
            connection.answer(second, "tools/call", 902)
            assert connection.notifications == []
            connection.answer(first, "tools/call", 901)
            assert connection.notifications


EXPECTED_SCHEMA = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    "type": "object",
    "$defs": {
        "address": {
            "$anchor": "addressDef",
            "type": "object",
            "properties": {"street": {"type": "string"}, "city": {"type": "string"}},
        }
    },
    "properties": {
        "name": {"type": "string"},
        "address": {"$ref": "#/$defs/address"},
        "contactMethod": {"type": "string", "enum": ["phone", "email"]},
        "phone": {"type": "string"},
        "email": {"type": "string"},
    },
    "allOf": [{"anyOf": [{"required": ["phone"]}, {"required": ["email"]}]}],
    "if": {"properties": {"contactMethod": {"const": "phone"}}, "required": ["contactMethod"]},
    "then": {"required": ["phone"]},
    "else": {"required": ["email"]},
    "additionalProperties": False,
}


def test_json_schema_2020_12(connection):
    """No keyword of a tool's schema gets lost on its way: it is listed exactly as it was written."""
    tools = {tool["name"]: tool for tool in connection.request("tools/list")["tools"]}
    assert tools["json_schema_2020_12_tool"]["inputSchema"] == EXPECTED_SCHEMA
