"""The benchmark server's tools on the official Python SDK (2 or newer: the drivers speak 2026-07-28).

`peer.py` serves on the standard streams, `peer.py --http PORT` on a port of the loopback address. `peer.py --json` serves
nothing: it measures Python's own `json`, as `benchmark-server --json` does.
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

from mcp.server import MCPServer
from pydantic import BaseModel

server = MCPServer("peer", log_level="ERROR")


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


@server.tool(structured_output=False)
def list_models() -> str:
    return json.dumps({"models": MODELS}, separators=(",", ":"))


if "--http" in sys.argv:
    server.run("streamable-http", port=int(sys.argv[-1]), stateless_http=True, json_response=True)
else:
    server.run()
