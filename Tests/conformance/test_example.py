"""The example of docs/BUILDING_A_SERVER.md, over both transports."""

import json
import os
import pathlib
import subprocess

import pytest
from conftest import serving
from connection import connect
from scenarios import REVISIONS
from schema import schema


@pytest.fixture(scope="module")
def program():
    if not (server := os.environ.get("CONFORMANCE_SERVER")):
        pytest.skip("another server is tested")
    return str(pathlib.Path(server).with_name("example-server"))


def test_example_over_http(program):
    with serving(program, "--http") as url:
        for revision in REVISIONS:
            with connect(url, revision) as connection:
                [tool] = connection.request("tools/list")["tools"]
                result = connection.call(tool["name"], {"text": " one two\nthree "})
                assert json.loads(result["content"][0]["text"]) == {"words": 3}
                # Structured content came with 2025-06-18.
                assert result.get("structuredContent", {"words": 3}) == {"words": 3}


def test_example_over_standard_streams(program):
    meta = {"protocolVersion": REVISIONS[-1], "clientCapabilities": {}}
    call = {"name": "count_words", "arguments": {"text": "one two"}}
    call["_meta"] = {f"io.modelcontextprotocol/{name}": value for name, value in meta.items()}
    request = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": call}
    run = subprocess.run([program], input=json.dumps(request).encode() + b"\n", capture_output=True, timeout=20)
    answer = json.loads(run.stdout)
    schema(REVISIONS[-1]).check(answer, "tools/call")
    assert answer["result"]["structuredContent"] == {"words": 2}
    assert (run.returncode, run.stderr) == (0, b"")
