"""Requests that end with questions and are repeated with the answers (2026-07-28, basic/patterns/mrtr)."""

import pytest
from connection import PREFIX

ELICITATION = "test_input_required_result_elicitation"
ANSWERS = {
    "elicitation/create": lambda content: {"action": "accept", "content": content},
    "sampling/createMessage": lambda text: {
        "role": "assistant",
        "content": {"type": "text", "text": text},
        "model": "test-model",
        "stopReason": "endTurn",
    },
    "roots/list": lambda _: {"roots": [{"uri": "file:///test/root", "name": "Test Root"}]},
}


def elicited(**content):
    return ANSWERS["elicitation/create"](content)


def questions(result):
    assert result["resultType"] == "input_required"
    assert result["inputRequests"]
    return {key: request["method"] for key, request in result["inputRequests"].items()}


def again(connection, tool, result, answers):
    """The second round: the same request, the answers, and the state as it was given."""
    state = {"requestState": result["requestState"]} if "requestState" in result else {}
    return connection.call(tool, inputResponses=answers, **state)


def text(result):
    assert result["resultType"] == "complete"
    return result["content"][0]["text"]


def test_input_required_result_basic_elicitation(connection):
    result = connection.call(ELICITATION)
    assert questions(result) == {"user_name": "elicitation/create"}
    assert text(again(connection, ELICITATION, result, {"user_name": elicited(name="Alice")})) == "Hello, Alice!"


def test_input_required_result_basic_sampling(connection):
    tool = "test_input_required_result_sampling"
    result = connection.call(tool)
    assert questions(result) == {"capital_question": "sampling/createMessage"}
    answer = ANSWERS["sampling/createMessage"]("The capital of France is Paris.")
    assert "Paris" in text(again(connection, tool, result, {"capital_question": answer}))


def test_input_required_result_basic_list_roots(connection):
    tool = "test_input_required_result_list_roots"
    result = connection.call(tool)
    assert questions(result) == {"client_roots": "roots/list"}
    answer = ANSWERS["roots/list"](None)
    assert "file:///test/root" in text(again(connection, tool, result, {"client_roots": answer}))


def test_input_required_result_request_state(connection):
    tool = "test_input_required_result_request_state"
    result = connection.call(tool)
    assert questions(result) == {"confirm": "elicitation/create"}
    assert isinstance(result["requestState"], str)
    assert "state-ok" in text(again(connection, tool, result, {"confirm": elicited(ok=True)}))


def test_input_required_result_multiple_input_requests(connection):
    tool = "test_input_required_result_multiple_inputs"
    result = connection.call(tool)
    asked = questions(result)
    assert set(asked.values()) == set(ANSWERS) and len(asked) == 3
    assert result["requestState"]
    contents = {"elicitation/create": {"name": "Alice"}, "sampling/createMessage": "Hello there!", "roots/list": None}
    answers = {key: ANSWERS[method](contents[method]) for key, method in asked.items()}
    assert text(again(connection, tool, result, answers))


def test_input_required_result_multi_round(connection):
    tool = "test_input_required_result_multi_round"
    first = connection.call(tool)
    assert list(questions(first)) == ["step1"]
    second = again(connection, tool, first, {"step1": elicited(name="Alice")})
    assert list(questions(second)) == ["step2"]
    assert second["requestState"] != first["requestState"]
    assert text(again(connection, tool, second, {"step2": elicited(color="blue")}))


def test_input_required_result_missing_input_response(connection):
    """An answer to something else is none: the server asks again."""
    result = connection.call(ELICITATION, inputResponses={"wrong_key": elicited(data="wrong")})
    assert list(questions(result)) == ["user_name"]


def test_input_required_result_non_tool_request(connection):
    params = {"name": "test_input_required_result_prompt"}
    result = connection.request("prompts/get", params)
    [key] = questions(result)
    state = {"requestState": result["requestState"]} if "requestState" in result else {}
    answers = {key: elicited(context="test context")}
    result = connection.request("prompts/get", params | {"inputResponses": answers} | state)
    assert result["resultType"] == "complete" and result["messages"]


def test_input_required_result_result_type(connection):
    assert connection.call(ELICITATION)["resultType"] == "input_required"


@pytest.mark.parametrize("method", ["tools/list", "prompts/list"])
def test_input_required_result_unsupported_methods(connection, method):
    assert connection.request(method)["resultType"] == "complete"


def test_input_required_result_tampered_state(connection):
    tool = "test_input_required_result_tampered_state"
    result = connection.call(tool)
    [key] = questions(result)
    params = {
        "name": tool,
        "arguments": {},
        "inputResponses": {key: elicited(ok=True)},
        "requestState": result["requestState"] + "-TAMPERED",
    }
    assert connection.ask("tools/call", params)[1]["error"]["code"] == -32602


def test_input_required_result_capability_check(connection):
    """Nobody is asked what they can't answer."""
    meta = {PREFIX + "clientCapabilities": {"sampling": {}}}
    result = connection.call("test_input_required_result_capabilities", _meta=meta)
    assert set(questions(result).values()) == {"sampling/createMessage"}


def test_input_required_result_ignore_extra_params(connection):
    answers = {
        "user_name": elicited(name="Alice"),
        "unknown_extra_key": elicited(foo="bar"),
        "another_unexpected": elicited(baz=123),
    }
    assert "Alice" in text(connection.call(ELICITATION, inputResponses=answers))


@pytest.mark.parametrize("answers", [{"user_name": 12345}, None])
def test_input_required_result_validate_input(connection, answers):
    """What is no answer at all is an error, or asked again; it is never taken for one."""
    params = {"name": ELICITATION, "arguments": {}, "inputResponses": answers}
    _, answer = connection.ask("tools/call", params, is_valid=False)
    assert "error" in answer or questions(answer["result"])
