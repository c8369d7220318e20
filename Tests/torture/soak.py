"""Whether a server keeps something of each call: `soak.py MODELGATES BENCHMARK_SERVER [--minutes N | --quick]`.

For each transport, one process answers 100,000 calls of all kinds, in both eras: lists, tools on a project with a key, resources,
subscriptions that are opened and ended, calls that are cancelled, and ones that are wrong. Then 1,000,000 cheap ones over each:
pings, and a tool with next to nothing to do. Then, over HTTP, ten storms of 2,000 clients that ask for much and hang up at once,
while others are served. Every answer is checked.

What is measured is memory of the process's own; what the system maps from the program's file it takes back as it likes. What is
needed once is there before anything is measured: more calls come at once than there are threads, of the largest kind, and again
when the listing of models, which is remembered for a minute, is too old, so that each thread reads a new one beside it. After that and the first tenth (the first storm), memory may grow by less than 1 MiB (its peak, in storms), and as
many descriptors must be open as before. Linux only.
"""

import argparse
import json
import os
import pathlib
import queue
import subprocess
import tempfile
import threading
import time

from server import META, Server, lift_descriptor_limit

GROWTH_LIMIT = 1 << 20
ROUND = 100
CROWD = 64


class Usage:
    """What a process has now."""

    def __init__(self, process):
        status = pathlib.Path(f"/proc/{process.pid}/status").read_text()
        self.memory = int(status.split("RssAnon:")[1].split()[0]) * 1024
        self.descriptors = len(os.listdir(f"/proc/{process.pid}/fd"))


def tool(name, **arguments):
    return "tools/call", {"name": name, "arguments": arguments}


# The calls of one round, and what each answer must have.
CALLS = [
    (*tool("list_models", limit=3), "result"),
    (*tool("list_models", query="free", free_only=True, limit=1), "result"),
    (*tool("get_model", model="no/such-model"), "result"),
    (*tool("search_docs", query="rotate a key", limit=2), "result"),
    (*tool("project_status"), "result"),
    (*tool("list_services"), "result"),
    (*tool("list_env"), "result"),
    (*tool("search_catalog", query="ai"), "result"),
    (*tool("get_key_info"), "result"),
    (*tool("list_models", limit="three"), "result"),
    (*tool("no_such_tool"), "error"),
    ("tools/list", {}, "result"),
    ("prompts/list", {}, "result"),
    ("resources/list", {}, "result"),
    ("resources/templates/list", {}, "result"),
    ("resources/read", {"uri": "modelgates://catalog"}, "result"),
    ("resources/read", {"uri": "modelgates://nowhere"}, "error"),
    ("tools/list", {"cursor": "from-7"}, "error"),
    ("no/such/method", {}, "error"),
]


def message(number, method, params, modern):
    """A request's line, without its end."""
    params = {**params, "_meta": META} if modern else params
    return json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}, separators=(",", ":"))


def check(text, expected):
    answer = json.loads(text)
    wanted = expected.pop(answer.get("id"), None)
    assert wanted, f"nobody asked: {text[:300]}"
    assert wanted == "any" or wanted in answer, f"{wanted} was expected: {text[:300]}"


class Stdio:
    """A server on its standard streams; a thread takes in what it says."""

    def __init__(self, *command, home):
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
            env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
        )
        self.lines = queue.SimpleQueue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self.lines.put(line)
        self.lines.put(None)

    def send(self, text):
        self.process.stdin.write(text.encode())
        self.process.stdin.flush()

    def receive(self):
        line = self.lines.get(timeout=30)
        assert line is not None, "the server ended"
        return line

    def stop(self):
        self.process.stdin.close()
        assert self.process.wait(10) == 0, "the server didn't end well"


def stdio_round(server, first, state):
    """One round over standard input and output; the number of calls."""
    if not state:
        state["begun"] = True
        server.send(message("i", "initialize", {"protocolVersion": "2025-11-25", "capabilities": {}}, False) + "\n")
        server.receive()
    expected, lines = {}, []
    for place in range(ROUND):
        number, modern = first + place, place % 2 == 0
        method, params, wanted = CALLS[place % len(CALLS)]
        if place % 25 == 7:  # Cancelled while it waits or runs: perhaps it is answered before.
            method, params, wanted = *tool("search_docs", query="limits"), "any"
        if place % 25 == 9:
            modern = True
            method, params, wanted = "subscriptions/listen", {"notifications": {"toolsListChanged": True}}, "any"
        expected[number] = wanted
        lines.append(message(number, method, params, modern))
        if wanted == "any":
            cancel = {"method": "notifications/cancelled", "params": {"requestId": number}}
            lines.append(json.dumps({"jsonrpc": "2.0", **cancel}))
        if place == 50:
            lines.append("not JSON")
    server.send("\n".join(lines) + "\n")
    unasked = 0
    while any(wanted != "any" for wanted in expected.values()) or not unasked:
        line = server.receive()
        if b'"id":' not in line.split(b'"result"')[0].split(b'"error"')[0]:
            # The answer to what isn't JSON; and acknowledgements of listening, which are no answers.
            unasked += b'"error"' in line
            continue
        check(line, expected)
    # All of this round is over when what came last is answered.
    server.send(message(-1, "ping", {}, False) + "\n")
    while b'"id":-1' not in (line := server.receive()):
        if b'"id":' in line.split(b'"result"')[0]:
            check(line, expected)
    return ROUND + 2


def request(server, text, *fields):
    body = text.encode()
    head = server.head(
        "Content-Type: application/json", "Accept: application/json, text/event-stream",
        f"Content-Length: {len(body)}", *fields,
    )
    return head + b"\r\n" + body


class Answers:
    """Reads answers from a connection, one after another."""

    def __init__(self, connection):
        self.stream = connection.makefile("rb")

    def head(self):
        status = int(self.stream.readline().split()[1])
        fields = {}
        while (line := self.stream.readline()) not in (b"\r\n", b""):
            name, _, value = line.partition(b":")
            fields[name.strip().lower()] = value.strip()
        return status, fields

    def next(self):
        status, fields = self.head()
        if b"chunked" in fields.get(b"transfer-encoding", b""):
            body = b""
            while size := int(self.stream.readline().split(b";")[0], 16):
                body += self.stream.read(size)
                self.stream.readline()
            self.stream.readline()
            texts = [line[5:].strip() for line in body.split(b"\n") if line.startswith(b"data:") and line[5:].strip()]
            return status, texts[-1]
        return status, self.stream.read(int(fields.get(b"content-length", 0)))


def http_round(server, first, state):
    """One round over HTTP; the number of calls."""
    if not state:
        state["connection"] = server.connect(timeout=30)
        state["answers"] = Answers(state["connection"])
        state["connection"].sendall(
            request(server, message(0, "initialize", {"protocolVersion": "2025-11-25", "capabilities": {}}, False)))
        status, fields = state["answers"].head()
        assert status == 200, status
        state["answers"].stream.read(int(fields[b"content-length"]))
        state["session"] = fields[b"mcp-session-id"].decode()
    connection, answers = state["connection"], state["answers"]
    expected, pieces = {}, []
    for place in range(ROUND):
        number, modern = first + place, place % 2 == 0
        method, params, expected[number] = CALLS[place % len(CALLS)]
        text = message(number, method, params, modern)
        if modern:
            name = params.get("name") or params.get("uri")
            fields = ["MCP-Protocol-Version: 2026-07-28", f"Mcp-Method: {method}"] + ([f"Mcp-Name: {name}"] if name else [])
        else:
            fields = ["MCP-Protocol-Version: 2025-11-25", f"Mcp-Session-Id: {state['session']}"]
        pieces.append(request(server, text, *fields))
    for start in range(0, ROUND, 10):
        connection.sendall(b"".join(pieces[start : start + 10]))
        for _ in range(10):
            _, text = answers.next()
            check(text, expected)
    assert not expected, expected
    cut_off(server, first)
    return ROUND + 3


def cut_off(server, first):
    """A stream of events that the client leaves, a call that it doesn't wait for, and bytes that are no request."""
    listen = server.call(first, "subscriptions/listen", notifications={"toolsListChanged": True})
    call = server.call(first, "tools/call", name="list_models", arguments={})
    for data, waits in [(listen, True), (call, False), (b"no request\r\n\r\n", True)]:
        with server.connect() as connection:
            connection.sendall(data)
            if waits:
                connection.recv(64)


def stdio_echo(server, first, state):
    lines = [message(first + place, *tool("echo", text="hello world"), True) for place in range(ROUND * 10)]
    server.send("\n".join(lines) + "\n")
    for place in range(ROUND * 10):
        assert b'"id":%d,' % (first + place) in server.receive(), "another answer was expected"
    return ROUND * 10


def http_pings(server, first, state):
    connection, answers = state["connection"], state["answers"]
    fields = ["MCP-Protocol-Version: 2025-11-25", f"Mcp-Session-Id: {state['session']}"]
    for start in range(first, first + ROUND * 10, ROUND):
        numbers = range(start, start + ROUND)
        connection.sendall(b"".join(request(server, message(number, "ping", {}, False), *fields) for number in numbers))
        for number in numbers:
            assert b'"id":%d,' % number in answers.next()[1], "another answer was expected"
    return ROUND * 10


def stdio_crowd(server):
    """More calls at once than there are threads, of the largest kind."""
    numbers = range(10_000_000, 10_000_000 + CROWD)
    server.send("".join(message(number, *tool("list_models"), True) + "\n" for number in numbers))
    expected = dict.fromkeys(numbers, "result")
    while expected:
        check(server.receive(), expected)


def http_crowd(server):
    connections = [server.connect(timeout=30) for _ in range(CROWD)]
    for number, connection in enumerate(connections):
        connection.sendall(server.call(number, "tools/call", name="list_models", arguments={}))
    for number, connection in enumerate(connections):
        check(Answers(connection).next()[1], {number: "result"})
        connection.close()


def warm_up(crowd, is_quick):
    for _ in range(4):
        crowd()
    # A quick run is over before anything is too old.
    if not is_quick:
        time.sleep(61)
        for _ in range(4):
            crowd()


def storm(server, clients=2_000):
    """Clients that hang up without waiting, and one among them that waits: how long its calls took, in seconds."""
    slowest = 0
    for number in range(clients):
        with server.connect() as connection:
            connection.sendall(server.call(number, "tools/call", name="list_models", arguments={}))
        if number % 100 == 50:
            with server.connect(timeout=30) as connection:
                began = time.monotonic()
                connection.sendall(server.call(number, "tools/call", name="list_models", arguments={"limit": 3}))
                check(Answers(connection).next()[1], {number: "result"})
                slowest = max(slowest, time.monotonic() - began)
    return slowest


def measure_storms(server, count):
    """Whether the first one has cost as much as all will; prints one line."""
    idle, began, peaks, slowest = resting_descriptors(server.process), time.monotonic(), [], 0
    for _ in range(count):
        slowest = max(slowest, storm(server))
        returned = has_descriptors(server.process, idle)
        peaks.append(server.memory())
    growth = peaks[-1] - peaks[0]
    good = growth < GROWTH_LIMIT and returned
    print(
        f"{'ok  ' if good else 'FAIL'} http, {count} storms of clients that hang up: {time.monotonic() - began:.0f} s, "
        f"another's call took {slowest * 1000:.0f} ms at most, {growth / 1024:+.0f} KiB at the peak since the first one and "
        f"{Usage(server.process).descriptors - idle:+d} descriptors; "
        f"peaks in MB: {' '.join(f'{peak / 1e6:.1f}' for peak in peaks)}",
        flush=True,
    )
    return good


def resting_descriptors(process):
    """How many it has when nothing is under way."""
    count, since = Usage(process).descriptors, time.monotonic()
    while time.monotonic() < since + 1:
        time.sleep(0.05)
        if (now := Usage(process).descriptors) != count:
            count, since = now, time.monotonic()
    return count


def has_descriptors(process, count):
    """Whether it has as many again. What was cut off is noticed soon after."""
    end = time.monotonic() + 10
    while Usage(process).descriptors != count and time.monotonic() < end:
        time.sleep(0.05)
    return Usage(process).descriptors == count


def measure(name, process, rounds, calls, deadline):
    """Calls until there were enough calls; prints one line. False when something has grown."""
    done, began, tenths = rounds(1), time.monotonic(), []
    idle = resting_descriptors(process)
    while done < calls and time.monotonic() < deadline:
        done += rounds(done + 1)
        if done >= calls * (len(tenths) + 1) / 10:
            tenths.append(Usage(process))
    returned = has_descriptors(process, idle)
    usage = Usage(process)
    growth = usage.memory - tenths[0].memory
    good = growth < GROWTH_LIMIT and returned
    print(
        f"{'ok  ' if good else 'FAIL'} {name}: {done} calls in {time.monotonic() - began:.0f} s, {usage.memory / 1e6:.1f} MB, "
        f"{growth / 1024:+.0f} KiB and {usage.descriptors - idle:+d} descriptors since the first tenth; "
        f"MB by tenths: {' '.join(f'{tenth.memory / 1e6:.1f}' for tenth in tenths)}",
        flush=True,
    )
    return good


def place_with_key(program, home):
    (home / "project").mkdir()
    subprocess.run(
        [program, "add", "modelgates/api", "--project", str(home / "project")], check=True,
        stdout=subprocess.DEVNULL, env={"HOME": str(home), "PATH": "/usr/bin:/bin"},
    )


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("benchmark_server")
    parser.add_argument("--minutes", type=float, help="for each run at most; else as long as it takes")
    parser.add_argument("--quick", action="store_true", help="a twentieth of the calls")
    options = parser.parse_args()
    lift_descriptor_limit()
    part = 20 if options.quick else 1
    results = []

    def run(name, process, rounds, calls):
        deadline = time.monotonic() + (options.minutes * 60 if options.minutes else 1e9)
        results.append(measure(name, process, rounds, calls // part, deadline))

    with tempfile.TemporaryDirectory() as folder:
        home = pathlib.Path(folder)
        place_with_key(options.program, home)
        server, state = Stdio(options.program, "mcp", "--project", str(home / "project"), home=home), {}
        stdio_round(server, 1, state)
        warm_up(lambda: stdio_crowd(server), options.quick)
        run("stdio", server.process, lambda first: stdio_round(server, first, state), 100_000)
        server.stop()
    with Server.running(options.program, prepare=lambda home: place_with_key(options.program, home)) as server:
        state = {}
        warm_up(lambda: http_crowd(server), options.quick)
        run("http", server.process, lambda first: http_round(server, first, state), 100_000)
        run("http, ping", server.process, lambda first: http_pings(server, first, state), 1_000_000)
        state["connection"].close()
        results.append(measure_storms(server, 3 if options.quick else 10))
    with tempfile.TemporaryDirectory() as folder:
        echo = Stdio(options.benchmark_server, home=folder)
        run("stdio, echo", echo.process, lambda first: stdio_echo(echo, first, {}), 1_000_000)
        echo.stop()
    raise SystemExit(not all(results))


if __name__ == "__main__":
    main()
