"""Destructive tools ask the client's user, in both eras, and take no for an answer."""

import pytest
from story import Checked, error

pytestmark = pytest.mark.anyio
DESTRUCTIVE = {"rotate_key": {"service": "modelgates-api"}, "remove_service": {"service": "modelgates-api"}}


@pytest.mark.parametrize("tool", DESTRUCTIVE)
async def test_yes_lets_it_happen(connect, place, tool):
    questions = []

    def yes(params):
        questions.append(params)
        return "accept", {"yes": True}

    async with connect(answer=yes) as connection:
        checked = await Checked.of(connection)
        await checked.succeed("add_service", {"service": "modelgates/api"})
        before = place.variables
        await checked.succeed(tool, DESTRUCTIVE[tool])
        assert place.variables != before
    assert len(questions) == 1
    assert "modelgates-api" in questions[0].message
    assert questions[0].requested_schema["properties"]["yes"]["type"] == "boolean"


@pytest.mark.parametrize("tool", DESTRUCTIVE)
@pytest.mark.parametrize(
    "answer", [("decline", None), ("cancel", None), ("accept", {"yes": False})], ids=["decline", "cancel", "unticked"]
)
async def test_no_changes_nothing(connect, place, tool, answer):
    async with connect(answer=lambda params: answer) as connection:
        checked = await Checked.of(connection)
        await checked.succeed("add_service", {"service": "modelgates/api"})
        before = (place.project / ".env").read_bytes()
        failure = error(await connection.call(tool, DESTRUCTIVE[tool]))
        assert failure["code"] == "consent_refused" and not failure["retryable"]
        assert (place.project / ".env").read_bytes() == before
        variables = (await checked.succeed("list_env"))["variables"]
        assert {v["sync"] for v in variables} == {"in_sync"}


@pytest.mark.parametrize("tool", DESTRUCTIVE)
async def test_client_that_cannot_ask_is_told_what_to_pass(connect, place, tool):
    async with connect() as connection:
        checked = await Checked.of(connection)
        await checked.succeed("add_service", {"service": "modelgates/api"})
        before = (place.project / ".env").read_bytes()
        failure = error(await connection.call(tool, DESTRUCTIVE[tool]))
        assert failure["code"] == "confirmation_required" and '"confirm": true' in failure["hint"]
        assert (place.project / ".env").read_bytes() == before


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
