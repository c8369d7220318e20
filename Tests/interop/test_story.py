"""The whole story, as an agent lives it, with every client in every mode."""

import pytest
from story import MANAGEMENT_KEY, Checked, error

from conftest import MODES

pytestmark = pytest.mark.anyio
SERVICE = "modelgates/api"


async def test_mode_reaches_its_revision(connect, mode):
    async with connect() as connection:
        assert connection.version == MODES[mode]


async def test_project_gets_a_key_rotates_and_removes_it(connect, place):
    async with connect() as connection:
        checked = await Checked.of(connection)
        assert (await checked.succeed("project_status"))["initialized"] is False
        assert (await checked.succeed("init_project", {"name": "story"}))["project"] == "story"

        offers = (await checked.succeed("search_catalog"))["services"]
        assert SERVICE in [offer["reference"] for offer in offers]

        added = await checked.succeed("add_service", {"service": SERVICE})
        assert added["status"] == "added"
        assert added["variables"] == ["MODELGATES_API_KEY", "MODELGATES_TYPE"] == list(place.variables)
        assert place.variables["MODELGATES_TYPE"] == "bearer"
        first = place.variables["MODELGATES_API_KEY"]
        again = await checked.succeed("add_service", {"service": SERVICE})
        assert again["status"] == "already_added" and place.variables["MODELGATES_API_KEY"] == first

        variables = (await checked.succeed("list_env"))["variables"]
        assert [(v["name"], v["sync"]) for v in variables] == [
            ("MODELGATES_API_KEY", "in_sync"), ("MODELGATES_TYPE", "in_sync"),
        ]
        assert (await checked.succeed("get_key_info"))["key_fingerprint"] == added["key_fingerprint"]

        rotated = await checked.succeed("rotate_key", {"confirm": True})
        assert rotated["old_fingerprint"] == added["key_fingerprint"] != rotated["new_fingerprint"]
        second = place.variables["MODELGATES_API_KEY"]
        assert second != first
        assert (await checked.succeed("get_key_info"))["key_fingerprint"] == rotated["new_fingerprint"]

        assert (await checked.succeed("pull_env"))["changed"] == []
        (place.project / ".env").unlink()
        assert (await checked.succeed("pull_env"))["changed"] == ["MODELGATES_API_KEY", "MODELGATES_TYPE"]
        assert place.variables["MODELGATES_API_KEY"] == second

        services = (await checked.succeed("list_services"))["services"]
        assert [service["name"] for service in services] == ["modelgates-api"]
        await checked.succeed("remove_service", {"service": "modelgates-api", "confirm": True})
        assert place.variables == {}
        assert (await checked.succeed("list_services"))["services"] == []


async def test_models_are_paged_without_gap_or_repetition(connect):
    async with connect() as connection:
        checked = await Checked.of(connection)
        seen, arguments = [], {"free_only": True, "limit": 10, "sort": "name"}
        while True:
            page = await checked.succeed("list_models", arguments)
            seen += [model["id"] for model in page["models"]]
            if "next_cursor" not in page:
                break
            arguments["cursor"] = page["next_cursor"]
        assert len(seen) == len(set(seen)) == page["total"] > 10
        assert (await checked.succeed("get_model", {"model": seen[0]}))["id"] == seen[0]
        assert (await checked.fail("list_models", {"cursor": "nonsense"}))["retryable"] is False
        assert (await checked.fail("get_model", {"model": "nobody/nothing"}))["code"] == "not_found"


async def test_context_document_names_the_variable(connect):
    async with connect() as connection:
        checked = await Checked.of(connection)
        await checked.succeed("add_service", {"service": SERVICE})
        document = (await checked.succeed("llm_context"))["text"]
        assert "MODELGATES_API_KEY" in document and "sk-mg-v1" not in document


async def test_credits_need_a_management_key(connect):
    async with connect() as connection:
        checked = await Checked.of(connection)
        assert (await checked.fail("get_credits"))["code"] == "management_key_required"
    async with connect(environment={"MODELGATES_MANAGEMENT_KEY": MANAGEMENT_KEY}) as connection:
        credits = await (await Checked.of(connection)).succeed("get_credits")
        assert credits["total_credits"] >= 0


async def test_unknown_tool_is_an_error_of_the_protocol(connect):
    async with connect() as connection:
        with pytest.raises(Exception) as caught:
            await connection.call("add_services", {})
        assert caught.value.error.code == -32602
        assert "add_services" in caught.value.error.message


@pytest.mark.parametrize(
    ("name", "arguments", "said"),
    [
        ("add_service", {}, "service"),
        ("add_service", {"service": 7}, "service"),
        ("add_service", {"service": SERVICE, "plam": "free"}, "plan"),
        ("add_service", {"service": SERVICE, "plan": "fre"}, "free"),
        ("list_models", {"limit": 101}, "limit"),
        ("list_models", {"limit": "ten"}, "limit"),
        ("project_status", {"verbose": True}, "verbose"),
    ],
)
async def test_bad_arguments_are_named_to_the_model(connect, name, arguments, said):
    async with connect() as connection:
        failed = await connection.call(name, arguments)
        assert failed.is_error
        assert said in failed.content[0].text


async def test_read_only_server_offers_what_changes_nothing(connect):
    async with connect(["--read-only"]) as connection:
        tools = await connection.tools()
        assert tools and all(tool.annotations.read_only_hint for tool in tools)
        with pytest.raises(Exception) as caught:
            await connection.call("add_service", {"service": SERVICE})
        assert caught.value.error.code == -32602


async def test_chosen_tools_are_the_only_ones(connect):
    async with connect(["--tools", "list_models,get_model"]) as connection:
        assert [tool.name for tool in await connection.tools()] == ["list_models", "get_model"]


async def test_every_tool_is_described_and_annotated(connect):
    async with connect() as connection:
        for tool in await connection.tools():
            assert tool.title and 0 < len(tool.description) <= 300
            for property in tool.input_schema.get("properties", {}).values():
                assert property["description"]
            hints = tool.annotations
            assert None not in (
                hints.read_only_hint, hints.destructive_hint, hints.idempotent_hint, hints.open_world_hint,
            )
            assert tool.input_schema["type"] == tool.output_schema["type"] == "object"


async def test_error_of_a_tool_has_a_code_and_a_hint(connect):
    async with connect() as connection:
        failure = error(await connection.call("rotate_key", {"service": "nothing"}))
        assert failure["code"] and failure["hint"]
