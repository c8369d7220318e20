"""What only a server over HTTP can get wrong: clients that outlive it, and callers that must not meet."""

import contextlib
import json
import subprocess

import httpx2
import mcp
import pytest
from mcp.client.streamable_http import streamable_http_client
from story import Checked, text

pytestmark = pytest.mark.anyio


async def test_client_goes_on_after_the_server_was_killed(place, library, mode):
    with place.serving() as first:
        async with library.connect(first.url, mode) as connection:
            checked = await Checked.of(connection)
            await checked.succeed("add_service", {"service": "modelgates/api"})
            first.process.kill()
            first.process.wait()
            with place.serving(port=first.port):
                status = await checked.succeed("project_status")
                assert status["services"][0]["name"] == "modelgates-api"
                await checked.succeed("rotate_key", {"service": "modelgates-api", "confirm": True})
        # What stops it at the end of the test finds it gone.
        first.stop = lambda: None


async def test_callers_have_their_own_projects_and_tools(place, mode, tmp_path):
    tokens = {"ci": "ci-0123456789-abcdefghijklmnop", "eve": "eve-0123456789-abcdefghijklmnop"}
    lines = []
    for name, options in (("ci", []), ("eve", ["--read-only"])):
        folder = tmp_path / name
        folder.mkdir()
        command = [place.program, "serve", "--hash-token", "--name", name, "--project", str(folder), *options]
        lines.append(subprocess.run(command, input=tokens[name].encode(), capture_output=True, check=True).stdout)
    file = tmp_path / "tokens"
    file.touch(mode=0o600)
    file.write_bytes(b"".join(lines))

    with place.serving(["--token-file", str(file)]) as server:
        async with connected(server.url, tokens["ci"], mode) as client:
            result = await client.call_tool("init_project", {"name": "of-ci"})
            assert json.loads(text(result))["project"] == "of-ci"
        async with connected(server.url, tokens["eve"], mode) as client:
            assert "init_project" not in {tool.name for tool in (await client.list_tools()).tools}
            assert json.loads(text(await client.call_tool("project_status")))["initialized"] is False
        with pytest.raises(BaseException):
            async with connected(server.url, "stranger-0123456789-abcdef", mode) as client:
                await client.list_tools()
    assert (tmp_path / "ci" / ".projects").exists() and not (tmp_path / "eve" / ".projects").exists()


@contextlib.asynccontextmanager
async def connected(url, token, mode):
    async with httpx2.AsyncClient(headers={"Authorization": f"Bearer {token}"}) as http:
        async with mcp.Client(streamable_http_client(url, http_client=http), mode=mode) as client:
            yield client
