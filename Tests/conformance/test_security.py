"""Who may reach a server on the loopback interface, and what is refused before anything else."""

import urllib.parse

from http_exchange import exchange
from scenarios import MODERN
from test_lifecycle import initialize


def probe(connection, revision, host):
    """A request that needs nothing before it, as a page served by `host` would make it."""
    if revision == MODERN:
        message = {"jsonrpc": "2.0", "id": 1, "method": "server/discover", "params": {"_meta": connection.meta()}}
        headers = connection.headers("server/discover", {})
    else:
        message = initialize(revision)
        headers = {"Content-Type": "application/json", "Accept": "application/json, text/event-stream"}
        headers |= {"MCP-Protocol-Version": revision, "Mcp-Method": "initialize"}
    headers |= {"Host": host, "Origin": f"http://{host}"}
    return headers, exchange(connection.url, "POST", headers, message)


def test_dns_rebinding_protection__stranger_is_refused(connection, revision):
    _, response = probe(connection, revision, "evil.example.com")
    with response:
        assert 400 <= response.status < 500


def test_dns_rebinding_protection(connection, revision):
    host = urllib.parse.urlsplit(connection.url).netloc
    headers, response = probe(connection, revision, host)
    with response:
        assert 200 <= response.status < 300
        session = response.headers["Mcp-Session-Id"]
    if revision == MODERN:
        assert session is None
        return
    headers |= {"Mcp-Session-Id": session, "Mcp-Method": "notifications/initialized"}
    ready = {"jsonrpc": "2.0", "method": "notifications/initialized"}
    with exchange(connection.url, "POST", headers, ready) as response:
        assert 200 <= response.status < 300
