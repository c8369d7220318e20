"""The headers of the modern era that repeat what is in the body (2026-07-28, basic/transports/streamable-http)."""

import pytest

TOOL = "test_simple_text"
LIST, CALL = ("tools/list", {}), ("tools/call", {"name": TOOL, "arguments": {}})


def send(connection, message, headers, **more):
    method, params = message
    with connection.send(method, params, headers=headers, **more) as response:
        return response.status, connection.answer(response, method, 1)


@pytest.mark.parametrize(
    "message, headers",
    [
        (LIST, {"Mcp-Method": "prompts/list"}),
        (LIST, {"Mcp-Method": None}),
        (LIST, {"Mcp-Method": "TOOLS/LIST"}),
        (CALL, {"Mcp-Name": "wrong_tool_name"}),
        (CALL, {"Mcp-Name": None}),
    ],
)
def test_http_header_validation__refused(connection, message, headers):
    status, answer = send(connection, message, headers)
    assert status == 400
    assert answer["error"]["code"] == -32020


@pytest.mark.parametrize(
    "message, headers",
    [
        (CALL, {"Mcp-Name": f"  {TOOL}  "}),
        (LIST, {"mcp-method": "tools/list"}),
        (LIST, {"MCP-METHOD": "tools/list"}),
    ],
)
def test_http_header_validation(connection, message, headers):
    status, answer = send(connection, message, headers)
    assert status == 200
    assert "result" in answer


@pytest.fixture
def annotated(connection):
    """The first tool with a parameter that is repeated in a header: its name, the parameter's, and the header's."""
    for tool in connection.request("tools/list")["tools"]:
        for name, member in tool["inputSchema"].get("properties", {}).items():
            if "x-mcp-header" in member and member["type"] == "string":
                assert not tool["inputSchema"].get("required")
                return tool["name"], name, "Mcp-Param-" + member["x-mcp-header"]
    raise AssertionError("no tool has such a parameter")


def call(connection, annotated, value, header):
    tool, parameter, name = annotated
    params = {"name": tool, "arguments": {parameter: value}}
    return send(connection, ("tools/call", params), {name: header})


@pytest.mark.parametrize(
    "value, header",
    [
        ("Hello", "=?base64?SGVsbG8=?="),
        # Without both ends it is a text like any other.
        ("SGVsbG8=", "SGVsbG8="),
        ("=?base64?SGVsbG8=", "=?base64?SGVsbG8="),
    ],
)
def test_http_custom_header_server_validation(connection, annotated, value, header):
    status, answer = call(connection, annotated, value, header)
    assert status == 200
    assert "result" in answer


@pytest.mark.parametrize(
    "value, header",
    [
        ("Hello", "=?base64?SGVsbG8?="),
        ("Hello", "=?base64?SGVs!!!bG8=?="),
        ("test-value", None),
    ],
)
def test_http_custom_header_server_validation__refused(connection, annotated, value, header):
    status, answer = call(connection, annotated, value, header)
    assert status == 400
    assert answer["error"]["code"] == -32020
