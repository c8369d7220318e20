"""The benchmark server's tools on a Python package: the official SDK, `mcp` 2 or newer, or `fastmcp` 4 or newer.

`peer.py mcp|fastmcp` serves on the standard streams, `peer.py mcp|fastmcp --http PORT` on a port of the loopback address.
`peer.py --json` serves nothing: it measures Python's own `json`, as `benchmark-server --json` does.
"""

import json
import sys
import time


def nanoseconds(body):
    calls, began = 0, time.perf_counter_ns()
    while time.perf_counter_ns() - began < 20_000_000:
        for _ in range(16):
            body()
        calls += 16
    return (time.perf_counter_ns() - began) // calls


def measure_json():
    for line in sys.stdin:
        text = line.strip().encode()
        value = json.loads(text)

        def write():
            return json.dumps(value, separators=(",", ":"), ensure_ascii=False).encode()

        print(nanoseconds(lambda: json.loads(text)), nanoseconds(write), len(write()), flush=True)


if sys.argv[1:] == ["--json"]:
    measure_json()
    sys.exit()

from pydantic import BaseModel

if sys.argv[1] == "mcp":
    from mcp.server import MCPServer

    server, as_text = MCPServer("peer", log_level="ERROR"), {"structured_output": False}
else:
    from fastmcp import FastMCP

    server, as_text = FastMCP("peer"), {"output_schema": None}


class Output(BaseModel):
    text: str


@server.tool()
def echo(text: str) -> Output:
    return Output(text=text)


DESCRIPTION = (
    "A general model of generation %d, for conversation, code and long documents; it keeps to instructions, "
    "answers in many languages and calls tools in parallel."
)
MODELS = [
    {
        "id": f"vendor-{number % 17}/model-{number}",
        "name": f"Vendor {number % 17}: Model {number}",
        "description": DESCRIPTION % number,
        "context_length": 8192 << (number % 8),
        "prompt_price": number / 100,
        "completion_price": number / 20,
        "modalities": ["text", "image"],
        "tools": number % 2 == 0,
    }
    for number in range(300)
]


@server.tool(**as_text)
def list_models() -> str:
    return json.dumps({"models": MODELS}, separators=(",", ":"))


options = {"port": int(sys.argv[-1]), "stateless_http": True, "json_response": True} if "--http" in sys.argv else {}
if sys.argv[1] == "fastmcp":
    options |= {"show_banner": False, "log_level": "ERROR"}
server.run("streamable-http" if "--http" in sys.argv else "stdio", **options)
