"""Every message of a whole session, by the published schema of every revision that has one."""

import json
import pathlib
import re

import pytest
from wire import LEGACY, MODERN, WireSession

FORM = {"elicitation": {}}
TOOLS = pathlib.Path(__file__).parents[2] / "schemas/tools"
PROJECT = "modelgates://project"


@pytest.fixture(params=[*LEGACY, MODERN])
def revision(request):
    return request.param


def everything(session):
    """One of each request that any client may make, right ones and wrong ones."""
    tools = session.ask("tools/list")["result"]["tools"]
    assert {tool["name"] for tool in tools} == {path.stem for path in TOOLS.iterdir()}
    session.call("init_project")
    added = session.call("add_service", {"service": "modelgates/api"}, {"progressToken": "p"})["result"]
    assert not added.get("isError")
    for tool in tools:
        if tool["annotations"]["readOnlyHint"]:
            arguments = {"model": "openai/gpt-4.1-mini"} if tool["name"] == "get_model" else {}
            session.call(tool["name"], arguments)
    session.call("pull_env")
    rotated = session.call("rotate_key", {"confirm": True})["result"]
    assert not rotated.get("isError")
    # Structured content came with 2025-06-18.
    assert ("structuredContent" in rotated) == (session.revision > "2025-03-26")
    assert session.call("rotate_key", {})["result"]["isError"]
    refused = session.call("add_service", {})
    # Until 2025-06-18 bad arguments were an error of the protocol; since then the model is told.
    if session.revision < "2025-11-25":
        assert refused["error"]["code"] == -32602
    else:
        assert refused["result"]["isError"]
    assert session.call("nothing")["error"]["code"] == -32602
    for resource in session.ask("resources/list")["result"]["resources"]:
        assert session.ask("resources/read", {"uri": resource["uri"]})["result"]["contents"]
    templates = session.ask("resources/templates/list")["result"]["resourceTemplates"]
    for uri in (
        "modelgates://models/openai/gpt-4.1-mini", "modelgates://docs/limits", "skill://modelgates/SKILL.md",
        "skill://modelgates-api/references/python.md",
    ):
        assert "result" in session.ask("resources/read", {"uri": uri})
    missing = session.ask("resources/read", {"uri": "modelgates://nothing"})["error"]
    assert missing["code"] == (-32602 if session.revision == MODERN else -32002)
    for prompt in session.ask("prompts/list")["result"]["prompts"]:
        assert session.ask("prompts/get", {"name": prompt["name"]})["result"]["messages"]
    for template in templates:
        reference = {"type": "ref/resource", "uri": template["uriTemplate"]}
        variable = template["uriTemplate"].split("{")[1].split("}")[0]
        argument = {"name": variable, "value": "m"}
        values = session.ask("completion/complete", {"ref": reference, "argument": argument})
        assert values["result"]["completion"]["values"], template
    assert session.ask("nothing/at-all")["error"]["code"] == -32601
    assert session.ask("tools/list", {"cursor": "nonsense"})["error"]["code"] == -32602
    assert session.call("remove_service", {"service": "modelgates-api", "confirm": True})["result"]


def test_whole_session_is_valid(place, revision):
    with WireSession(place, revision) as session:
        if revision == MODERN:
            assert MODERN in session.ask("server/discover")["result"]["supportedVersions"]
            assert session.ask("ping")["error"]["code"] == -32601
        else:
            assert session.hello["protocolVersion"] == revision
            assert session.ask("ping")["result"] == {}
            assert session.ask("logging/setLevel", {"level": "info"})["result"] == {}
            assert session.ask("resources/subscribe", {"uri": PROJECT})["result"] == {}
            assert session.ask("server/discover")["error"]["code"] == -32601
        everything(session)
        methods = {message.get("method") for message in session.notifications}
        assert "notifications/progress" in methods
        if revision != MODERN:
            assert {"notifications/message", "notifications/resources/updated"} <= methods
            assert session.ask("resources/unsubscribe", {"uri": PROJECT})["result"] == {}


def test_key_is_in_no_message(place, revision):
    keys = set()
    with WireSession(place, revision) as session:
        session.call("add_service", {"service": "modelgates/api"}, {"progressToken": 1})
        keys.add(place.variables["MODELGATES_API_KEY"])
        session.call("rotate_key", {"confirm": True}, {"progressToken": 2})
        keys.add(place.variables["MODELGATES_API_KEY"])
        everything(session)
    said = json.dumps(session.messages)
    assert len(keys) == 2 and not [key for key in keys if key in said]
    # The documentation shows what a key begins with; a key goes on.
    assert not re.search(r"sk-mg-v1-(sandbox)?[0-9a-f]{4}", said)


@pytest.mark.parametrize("action", ["accept", "decline", "cancel"])
@pytest.mark.parametrize("legacy", ["2025-06-18", "2025-11-25"])
def test_legacy_question_is_a_request_of_the_server(place, legacy, action):
    with WireSession(place, legacy, FORM) as session:
        session.call("add_service", {"service": "modelgates/api"})
        before = place.variables
        call = session.request("tools/call", {"name": "rotate_key", "arguments": {}})
        question = session.receive()
        assert question["method"] == "elicitation/create"
        content = {"content": {"yes": True}} if action == "accept" else {}
        session.send({"jsonrpc": "2.0", "id": question["id"], "result": {"action": action} | content})
        result = session.answer(call)["result"]
        assert result.get("isError", False) == (action != "accept") == (place.variables == before)


def test_client_of_a_revision_without_questions_is_not_asked(place):
    with WireSession(place, "2025-03-26", FORM) as session:
        session.call("add_service", {"service": "modelgates/api"})
        result = session.call("rotate_key")["result"]
        assert json.loads(result["content"][0]["text"])["error"]["code"] == "confirmation_required"


@pytest.mark.parametrize("action", ["accept", "decline", "cancel"])
def test_modern_question_ends_the_round_and_its_answer_begins_the_next(place, action):
    with WireSession(place, MODERN, FORM) as session:
        session.call("add_service", {"service": "modelgates/api"})
        before = place.variables
        first = session.call("rotate_key")["result"]
        assert first["resultType"] == "input_required" and place.variables == before
        [(key, question)] = first["inputRequests"].items()
        assert question["method"] == "elicitation/create"
        answer = {"action": action} | ({"content": {"yes": True}} if action == "accept" else {})
        second = session.call(
            "rotate_key", inputResponses={key: answer}, requestState=first["requestState"]
        )["result"]
        assert second["resultType"] == "complete"
        assert second.get("isError", False) == (action != "accept") == (place.variables == before)


def test_yes_of_one_call_is_no_yes_for_another(place):
    """The state is bound to the tool and its arguments: what was agreed for one can't be moved to another."""
    with WireSession(place, MODERN, FORM) as session:
        session.call("add_service", {"service": "modelgates/api"})
        first = session.call("rotate_key")["result"]
        state = first["requestState"]
        before = place.variables
        for changed in (state[:-2] + ("AA" if state[-2:] != "AA" else "BB"), "", "x" * 100_000):
            assert session.call("rotate_key", requestState=changed)["error"]["code"] == -32602
        other = session.call("remove_service", {"service": "modelgates-api"}, requestState=state)
        assert other["error"]["code"] == -32602
        assert place.variables == before


def test_modern_subscription_is_acknowledged_told_and_ended(place):
    key = "io.modelcontextprotocol/subscriptionId"
    with WireSession(place, MODERN) as session:
        listen = session.request("subscriptions/listen", {"notifications": {"resourceSubscriptions": [PROJECT]}})
        acknowledged = session.receive()
        assert acknowledged["method"] == "notifications/subscriptions/acknowledged"
        assert acknowledged["params"]["notifications"] == {"resourceSubscriptions": [PROJECT]}
        session.call("project_status")
        assert session.notifications == []
        session.call("add_service", {"service": "modelgates/api"})
        if not session.notifications:
            session.notifications.append(session.receive())
        [updated] = session.notifications
        assert updated["method"] == "notifications/resources/updated"
        assert updated["params"]["_meta"][key] == acknowledged["params"]["_meta"][key] == listen
        session.process.stdin.close()
        ended = session.answer(listen)["result"]
        assert ended["_meta"][key] == listen


def test_cancelled_request_is_never_answered(place):
    with WireSession(place, "2025-11-25", FORM) as session:
        session.call("add_service", {"service": "modelgates/api"})
        before = place.variables
        call = session.request("tools/call", {"name": "rotate_key", "arguments": {}})
        question = session.receive()
        session.send({"jsonrpc": "2.0", "method": "notifications/cancelled", "params": {"requestId": call}})
        session.ask("ping")
        session.send({"jsonrpc": "2.0", "id": question["id"], "result": {"action": "accept", "content": {"yes": True}}})
        session.ask("ping")
    assert call not in [message.get("id") for message in session.messages if "method" not in message]
    assert place.variables == before


def test_both_eras_share_one_process(place):
    """A client that probes with discover, initialises, and goes on as the legacy era does."""
    with WireSession(place, "2025-11-25") as session:
        session.last += 1
        session.methods[session.last] = "server/discover"
        meta = {
            "io.modelcontextprotocol/protocolVersion": MODERN,
            "io.modelcontextprotocol/clientCapabilities": {},
        }
        session.send({"jsonrpc": "2.0", "id": session.last, "method": "server/discover", "params": {"_meta": meta}})
        line = json.loads(session.lines.get(timeout=30))
        assert MODERN in line["result"]["supportedVersions"]
        assert session.ask("tools/list")["result"]["tools"]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        (b"not json", -32700),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping",}', -32700),
        (b'{"jsonrpc":"2.0","id":1,"method":"ping","method":"ping"}', -32700),
        (b"\xff\xfe", -32700),
        (b"[" * 100_000, -32700),
        (b'{"jsonrpc":"1.0","id":1,"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":{},"method":"ping"}', -32600),
        (b'{"jsonrpc":"2.0","id":1,"method":7}', -32600),
        (b"[]", -32600),
        (b"7", -32600),
    ],
    ids=lambda value: repr(value)[:40],
)
def test_broken_line_is_answered_and_the_session_goes_on(place, line, code):
    with WireSession(place, "2025-11-25") as session:
        session.send(line)
        answer = json.loads(session.lines.get(timeout=30))
        assert answer["error"]["code"] == code
        assert session.ask("ping")["result"] == {}
