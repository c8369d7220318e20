"""Several streams at once, streams that close before the answer and are taken up again, and streams that are given up."""

import contextlib
import json

from http_exchange import exchange
from scenarios import MODERN


def test_server_sse_multiple_streams(connection, revision):
    """Several requests at once, of one client, each get their answer; with which type, the server chooses."""
    with contextlib.ExitStack() as stack:
        identifiers = range(1000, 1003)
        headers = {"Accept": "text/event-stream, application/json"}
        params = None if revision == MODERN else {}
        responses = [
            stack.enter_context(connection.send("tools/list", params, identifier=one, headers=headers))
            for one in identifiers
        ]
        assert [response.status for response in responses] == [200] * 3
        for one, response in zip(identifiers, responses, strict=True):
            assert connection.answer(response, "tools/list", one)["result"]["tools"]


def answer_to(events, identifier):
    """The result among some events, and the id of the last of them."""
    last = None
    for event in events:
        last = event.id or last
        if event.data and (message := json.loads(event.data)).get("id") == identifier:
            return message, last
    return None, last


def test_server_sse_polling(connection):
    """A stream is primed with an id, says when to come back, closes, and goes on where it was (SEP-1699)."""
    response = connection.send("tools/call", {"name": "test_reconnection", "arguments": {}}, identifier=1)
    assert response.status == 200 and response.is_stream
    with response:
        events = list(response.events())
        assert events[0].id and events[0].data == ""
        assert response.retry is not None
        answer, last = answer_to(events, 1)
    assert answer is None, "the stream should have been closed before the answer"
    headers = connection.headers() | {"Accept": "text/event-stream", "Last-Event-ID": last}
    with exchange(connection.url, "GET", headers) as resumed:
        assert resumed.status == 200 and resumed.is_stream
        answer, _ = answer_to(resumed.events(), 1)
    connection.schema.check(answer, "tools/call")
    assert not answer["result"].get("isError")


def test_http_stream_cancellation(connection):
    """Whoever hangs up cancels, and the server goes on serving; how often, and how early, doesn't matter."""
    slow = {"name": "test_tool_slow", "arguments": {"durationMs": 10000}, "_meta": {"progressToken": 1}}
    for _ in range(6):
        with connection.send("tools/call", slow) as response:
            assert response.status == 200 and response.is_stream
            assert next(response.events()).data
        assert connection.call("test_tool_fast")["content"]
    for _ in range(5):
        connection.send("tools/call", slow).close()
    assert connection.call("test_tool_fast")["content"]


def test_server_sessionless(connection):
    """A list is the same for whoever asks, whatever was asked before."""
    capabilities = connection.request("server/discover")["capabilities"]
    lists = {f"{name}/list": name for name in ("tools", "resources", "prompts") if name in capabilities}
    first = {method: connection.request(method)[name] for method, name in lists.items()}
    for method, name in lists.items():
        connection.request("server/discover")
        assert connection.request(method)[name] == first[method]


def test_server_sessionless__no_session_is_made(connection):
    headers = {"Mcp-Session-Id": "a-session-of-another-era", "Last-Event-ID": "7"}
    with connection.send("server/discover", headers=headers) as response:
        assert response.status == 200
        assert response.headers["Mcp-Session-Id"] is None
