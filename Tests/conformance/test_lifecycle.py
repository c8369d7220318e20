"""Sessions of the legacy era: how they begin, what belongs to them, and how they end."""

import re

from connection import BOTH, CLIENT
from http_exchange import exchange
from scenarios import MODERN


def initialize(revision):
    params = {"protocolVersion": revision, "capabilities": {}, "clientInfo": CLIENT}
    return {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": params}


def begin(url, revision, headers=None):
    """A session as a client begins it that does everything by hand."""
    given = {"Content-Type": "application/json", "Accept": BOTH} | (headers or {})
    with exchange(url, "POST", given, initialize(revision)) as response:
        assert response.status == 200
        return given | {"Mcp-Session-Id": response.headers["Mcp-Session-Id"], "MCP-Protocol-Version": revision}


def test_server_initialize(connection):
    assert connection.hello["serverInfo"]["name"] and connection.hello["serverInfo"]["version"]
    assert {"tools", "resources", "prompts", "completions", "logging"} <= connection.hello["capabilities"].keys()


def test_server_initialize__session_id_is_visible_ascii(url, revision):
    """The session's id, and that the version may already be named in a header."""
    headers = begin(url, revision, {"MCP-Protocol-Version": revision})
    assert re.fullmatch(r"[\x21-\x7e]+", headers["Mcp-Session-Id"])
    with exchange(url, "DELETE", headers) as response:
        assert response.status < 300


def test_server_session_lifecycle(url, revision):
    headers = begin(url, revision)
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    list_tools = {"jsonrpc": "2.0", "id": 2, "method": "tools/list", "params": {}}
    with exchange(url, "POST", headers, ready) as response:
        assert 200 <= response.status < 300
    with exchange(url, "POST", headers, list_tools) as response:
        assert response.status == 200
    with exchange(url, "DELETE", headers) as response:
        assert 200 <= response.status < 300
    with exchange(url, "POST", headers, list_tools) as response:
        assert response.status == 404


def test_server_protocol_version_header(url, revision):
    """A version that nobody serves is refused, before a session and in one."""
    session = begin(url, revision)
    outside = {"Content-Type": "application/json", "Accept": BOTH}
    message = {"jsonrpc": "2.0", "id": 1, "method": "tools/list", "params": {}}
    for headers in (outside, session):
        for version in ("invalid-protocol-version", "2000-01-01", "2099-01-01"):
            with exchange(url, "POST", headers | {"MCP-Protocol-Version": version}, message) as response:
                assert response.status == 400, version
    exchange(url, "DELETE", session).close()


def test_json_rpc_batch_rejection(connection, revision):
    """Since 2025-06-18 a body is one message."""
    if revision == MODERN:
        batch = [
            {"jsonrpc": "2.0", "id": number, "method": method, "params": {"_meta": connection.meta()}}
            for number, method in enumerate(("server/discover", "tools/list"))
        ]
        headers = connection.headers("server/discover", {})
    else:
        batch = [{"jsonrpc": "2.0", "id": number, "method": "ping", "params": {}} for number in (901, 902)]
        headers = {"Content-Type": "application/json", "Accept": BOTH} | connection.headers()
    with exchange(connection.url, "POST", headers, batch) as response:
        assert 400 <= response.status < 500
        assert isinstance(response.json()["error"]["code"], int)
