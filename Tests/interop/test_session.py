"""What runs beside calls: resources, prompts, completion, progress, logs, subscriptions, cancellation, many calls at once."""

import contextlib
import json

import anyio
import mcp.client.subscriptions
import mcp_types
import pytest
from story import Checked

pytestmark = pytest.mark.anyio
PROJECT = "modelgates://project"
TEMPLATE = "modelgates://models/{author}/{slug}"


async def test_resources_show_the_project_without_a_key(connect, place):
    async with connect() as connection:
        checked = await Checked.of(connection)
        await checked.succeed("add_service", {"service": "modelgates/api"})
        resources = {str(resource.uri): resource for resource in await connection.resources()}
        assert list(resources)[:3] == [PROJECT, "modelgates://llm-context", "modelgates://catalog"]
        assert all(uri.startswith("skill://modelgates") for uri in list(resources)[3:])
        for uri, resource in resources.items():
            assert resource.name and resource.description
            [contents] = await connection.read(uri)
            assert str(contents.uri) == uri and contents.mime_type == resource.mime_type
            assert place.variables["MODELGATES_API_KEY"] not in contents.text
        [contents] = await connection.read(PROJECT)
        assert json.loads(contents.text)["services"][0]["name"] == "modelgates-api"


async def test_unknown_resource_is_an_error_with_its_address(connect):
    async with connect() as connection:
        for uri in ("modelgates://nothing", "modelgates://models/nobody/nothing"):
            with pytest.raises(Exception) as caught:
                await connection.read(uri)
            assert caught.value.error.code == (-32602 if connection.is_modern else -32002)
            assert caught.value.error.data == {"uri": uri}


async def test_model_template_completes_and_reads(connect):
    async with connect() as connection:
        assert TEMPLATE in [template.uri_template for template in await connection.templates()]
        reference = mcp_types.ResourceTemplateReference(type="ref/resource", uri=TEMPLATE)
        authors = await connection.complete(reference, {"name": "author", "value": "open"})
        assert "openai" in authors.values
        slugs = await connection.complete(reference, {"name": "slug", "value": "gpt-4.1"}, {"author": "openai"})
        assert "gpt-4.1-mini" in slugs.values
        assert len(slugs.values) <= 100
        [contents] = await connection.read("modelgates://models/openai/gpt-4.1-mini")
        assert json.loads(contents.text)["id"] == "openai/gpt-4.1-mini"


async def test_prompts_are_listed_completed_and_filled_in(connect):
    async with connect() as connection:
        prompts = {prompt.name: prompt for prompt in await connection.prompts()}
        assert list(prompts) == ["add_modelgates", "rotate_key", "browse_catalog"]
        for prompt in prompts.values():
            assert prompt.title and prompt.description
        plain = await connection.prompt("add_modelgates")
        paid = await connection.prompt("add_modelgates", {"plan": "pay-as-you-go"})
        assert "add_service" in plain.messages[0].content.text
        assert "pay-as-you-go" in paid.messages[0].content.text
        reference = mcp_types.PromptReference(type="ref/prompt", name="add_modelgates")
        assert (await connection.complete(reference, {"name": "plan", "value": "p"})).values == ["pay-as-you-go"]
        with pytest.raises(Exception) as caught:
            await connection.prompt("nothing")
        assert caught.value.error.code == -32602


async def test_progress_names_the_steps(connect):
    steps = []

    async def progress(done, total, message):
        steps.append((done, message))

    async with connect() as connection:
        checked = await Checked.of(connection)
        await checked.succeed("add_service", {"service": "modelgates/api"}, progress)
    numbers = [done for done, _ in steps]
    assert numbers and numbers == sorted(set(numbers))
    assert "modelgates/api" in steps[0][1]


async def test_log_arrives_at_its_level_and_not_below(connect, library, mode):
    async def heard_with(level):
        heard = []
        options = {"log": heard.append}
        if library.__name__ == "OfficialClient" and mode != "legacy":
            options["log_level"] = level
        async with connect(**options) as connection:
            if not connection.is_modern:
                await connection.session.set_logging_level(level)
            elif "log_level" not in options:
                pytest.skip("fastmcp always asks for every level in the modern era")
            checked = await Checked.of(connection)
            await checked.succeed("add_service", {"service": "modelgates/api"})
            await checked.succeed("remove_service", {"service": "modelgates/api", "confirm": True})
        return heard

    assert [message.data for message in await heard_with("info")] == [
        "Adding modelgates/api", "Removing modelgates-api",
    ]
    assert await heard_with("error") == []


async def test_no_log_arrives_that_was_not_asked_for(connect, library):
    if library.__name__ != "OfficialClient":
        pytest.skip("fastmcp always asks for every level in the modern era")
    heard = []
    async with connect(log=heard.append) as connection:
        if not connection.is_modern:
            pytest.skip("without logging/setLevel a legacy server may choose")
        await (await Checked.of(connection)).succeed("add_service", {"service": "modelgates/api"})
    assert heard == []


async def test_subscriber_hears_of_a_change(connect):
    updates, waiting = [], anyio.Event()

    def messages(message):
        params = getattr(message, "params", None)
        if str(getattr(params, "uri", "")) == PROJECT:
            updates.append(message)
            waiting.set()

    async with connect(messages=messages) as connection, contextlib.AsyncExitStack() as stack:
        checked = await Checked.of(connection)
        if connection.is_modern:
            subscription = await stack.enter_async_context(
                mcp.client.subscriptions.listen(connection.session, resource_subscriptions=[PROJECT])
            )
        else:
            await connection.session.subscribe_resource(PROJECT)
        await checked.succeed("project_status")
        await checked.succeed("add_service", {"service": "modelgates/api"})
        with anyio.fail_after(30):
            if connection.is_modern:
                event = await anext(aiter(subscription))
                assert str(event.uri) == PROJECT
            else:
                await waiting.wait()
                assert len(updates) == 1


async def test_cancelled_call_leaves_the_session_usable(connect):
    async with connect() as connection:
        checked = await Checked.of(connection)
        for _ in range(10):
            with anyio.move_on_after(0.001):
                await connection.call("list_models", {"limit": 100})
        assert (await checked.succeed("project_status"))["gateway"] == "sandbox"


async def test_cancelled_question_changes_nothing(place, library, connect):
    """A client that gives up while its user thinks about it."""
    asked = anyio.Event()

    async with connect() as connection:
        await (await Checked.of(connection)).succeed("add_service", {"service": "modelgates/api"})
    before = (place.project / ".env").read_bytes()

    def leave(params):
        asked.set()
        raise TimeoutError

    async with connect(answer=leave) as connection:
        with contextlib.suppress(Exception), anyio.move_on_after(30):
            await connection.call("rotate_key", {"service": "modelgates-api"})
        assert asked.is_set()
        assert (await (await Checked.of(connection)).succeed("project_status"))["services"][0]["status"] == "ready"
    assert (place.project / ".env").read_bytes() == before


async def test_fifty_calls_at_once_get_their_own_answers(connect):
    async with connect() as connection:
        checked = await Checked.of(connection)
        answers = {}

        async def ask(number):
            answers[number] = await checked.succeed("list_models", {"limit": number})

        async with anyio.create_task_group() as group:
            for number in range(1, 51):
                group.start_soon(ask, number)
        assert {number: len(page["models"]) for number, page in answers.items()} == {n: n for n in range(1, 51)}


async def test_additions_at_once_make_one_key(connect, place):
    async with connect() as connection:
        statuses = []

        async def add():
            statuses.append(await connection.call("add_service", {"service": "modelgates/api"}))

        async with anyio.create_task_group() as group:
            for _ in range(8):
                group.start_soon(add)
        added = [r for r in statuses if not r.is_error]
        assert len({r.structured_content["key_fingerprint"] for r in added}) == 1
        assert [r.structured_content["status"] for r in added].count("added") == 1
        for refused in (r for r in statuses if r.is_error):
            assert json.loads(refused.content[0].text)["error"]["code"] == "operation_in_progress"
    assert list(place.variables) == ["MODELGATES_API_KEY", "MODELGATES_TYPE"]
