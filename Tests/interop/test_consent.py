"""Consents are asked of the client's user, in both eras, and a no is taken for an answer: to end a key, to spend money, to
accept terms. One is never another."""

import re

import pytest
from story import Checked, error

pytestmark = pytest.mark.anyio
PAID = "pay-as-you-go"
REFUSALS = [("decline", None), ("cancel", None), ("accept", {"yes": False})]


class Act:
    """What needs a consent: the call, the argument that gives it, and what a person has done at the gateway before."""

    def __init__(self, tool, argument, arguments, terms=True):
        self.tool, self.argument, self.arguments, self.terms = tool, argument, arguments, terms


ACTS = {
    "rotate": Act("rotate_key", "confirm", {"service": "modelgates-api"}),
    "remove": Act("remove_service", "confirm", {"service": "modelgates-api"}),
    "paid plan": Act("change_plan", "confirm_paid", {"service": "modelgates-api", "plan": PAID}),
    "paid service": Act("add_service", "confirm_paid", {"service": "modelgates/api", "name": "paid", "plan": PAID}),
    "terms of a plan": Act(
        "change_plan", "accept_tos", {"service": "modelgates-api", "plan": PAID, "confirm_paid": True}, terms=False
    ),
    "terms of a service": Act(
        "add_service", "accept_tos",
        {"service": "modelgates/api", "name": "paid", "plan": PAID, "confirm_paid": True}, terms=False,
    ),
}


@pytest.fixture(params=["legacy", "2026-07-28"])
def mode(request):
    """Each era asks in its own way; which one a client chooses by itself is for other tests."""
    return request.param


@pytest.fixture(params=list(ACTS))
def act(request):
    return ACTS[request.param]


async def prepared(connection, place, act):
    checked = await Checked.of(connection)
    await checked.succeed("add_service", {"service": "modelgates/api"})
    if act.argument != "confirm":
        place.administer(payment_method={"on_file": True}, terms={"accepted": act.terms})
    return checked


async def test_yes_lets_it_happen(connect, place, act):
    questions = []

    def yes(params):
        questions.append(params)
        return "accept", {"yes": True}

    async with connect(answer=yes) as connection:
        checked = await prepared(connection, place, act)
        before = place.everything()
        await checked.succeed(act.tool, act.arguments)
        assert place.everything() != before
    assert len(questions) == 1
    assert act.arguments.get("name", "modelgates-api") in questions[0].message or act.argument == "accept_tos"
    assert questions[0].requested_schema["properties"]["yes"]["type"] == "boolean"


async def test_no_changes_nothing(connect, place, act):
    answers = list(REFUSALS)
    async with connect(answer=lambda params: answers.pop()) as connection:
        checked = await prepared(connection, place, act)
        before = place.everything()
        for _ in REFUSALS:
            failure = error(await connection.call(act.tool, act.arguments))
            assert failure["code"] == "consent_refused" and not failure["retryable"] and failure["hint"]
            assert place.everything() == before
        assert not answers
        variables = (await checked.succeed("list_env"))["variables"]
        assert {v["sync"] for v in variables} == {"in_sync"}


async def test_client_that_cannot_ask_is_told_what_to_pass(connect, place, act):
    async with connect() as connection:
        checked = await prepared(connection, place, act)
        before = place.everything()
        known = set(checked.tools[act.tool].input_schema["properties"])
        others = {"confirm", "confirm_paid", "accept_tos"} & known - {act.argument}
        # One consent is never another.
        for given in ({}, dict.fromkeys(others, True)):
            failure = error(await connection.call(act.tool, act.arguments | given))
            assert failure["code"] == "confirmation_required"
            # What the hint says is all that a caller needs, and it asks for this consent and no other.
            assert re.findall(r'"(\w+)": true', failure["hint"]) == [act.argument]
            assert place.everything() == before
        await checked.succeed(act.tool, act.arguments | {act.argument: True})
        assert place.everything() != before


async def test_a_yes_to_destruction_is_no_yes_to_spending(connect):
    questions = []

    def no(params):
        questions.append(params.message)
        return "decline", None

    async with connect(answer=no) as connection:
        failure = error(await connection.call("add_service", {"service": "modelgates/api", "plan": "pay-as-you-go"}))
        assert failure["code"] == "consent_refused"
        assert len(questions) == 1 and "pay-as-you-go" in questions[0]


async def test_paid_plan_without_a_payment_method_is_refused(connect, place):
    async with connect() as connection:
        failure = error(
            await connection.call(
                "add_service", {"service": "modelgates/api", "plan": "pay-as-you-go", "confirm_paid": True}
            )
        )
        assert failure["code"] == "payment_method_required" and failure["hint"]
        assert place.variables == {}
