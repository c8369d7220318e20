"""What a hostile neighbour can do to a server on the same port: `http.py PROGRAM [--seconds N]`.

While each attack goes on, a well-behaved client calls at its pace. The process must live, stay below 100 MB, and answer that
client within 250 ms in 99 of 100 calls. Loopback only, bounded in time.
"""

import argparse
import contextlib
import functools
import json
import socket
import threading
import time

from server import Server, lift_descriptor_limit, read_response

MEMORY_LIMIT = 100_000_000
P99_LIMIT = 0.25


class Neighbour(threading.Thread):
    """Calls `tools/list` again and again on a connection that it keeps, and on a new one every tenth time."""

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server = server
        self.times = []
        self.failures = []
        self.stopped = threading.Event()

    def run(self):
        connection, number = self.server.connect(), 0
        while not self.stopped.wait(0.005):
            number += 1
            began = time.monotonic()
            try:
                if number % 10 == 0:
                    connection.close()
                    connection = self.server.connect()
                connection.sendall(self.server.call(number))
                status, body = read_response(connection)
                if status != 200 or json.loads(body)["id"] != number:
                    self.failures.append(f"{status} {body[:200]}")
            except OSError as error:
                self.failures.append(repr(error))
                with contextlib.suppress(OSError):
                    connection = self.server.connect()
            self.times.append(time.monotonic() - began)
        connection.close()

    def stop(self):
        self.stopped.set()
        self.join(15)
        return sorted(self.times)[int(len(self.times) * 0.99)] if self.times else float("inf")


def until_closed(connection, data=b""):
    """Reads what comes until the other side closes; its last bytes."""
    with contextlib.suppress(OSError):
        while piece := connection.recv(65536):
            data = (data + piece)[-4096:]
    return data


def idle_connections(server, seconds):
    """10,000 connections that say nothing."""
    wanted = min(10_000, lift_descriptor_limit() - 200)
    connections, refused, deadline = [], 0, time.monotonic() + seconds
    while len(connections) + refused < wanted and time.monotonic() < deadline:
        try:
            connections.append(server.connect(timeout=0.2))
        except OSError:
            refused += 1
    time.sleep(min(seconds, 3))
    for connection in connections:
        connection.close()
    return f"{len(connections)} opened, {refused} refused"


def again(attack):
    """The attack as often as it fits into some seconds, for those that are cut off at once."""

    @functools.wraps(attack)
    def repeated(server, seconds):
        count, deadline = 0, time.monotonic() + min(seconds, 5)
        while count == 0 or time.monotonic() < deadline:
            outcome = attack(server, seconds)
            count += 1
        return f"{count} times: {outcome}"

    return repeated


@again
def endless_body(server, seconds):
    """1 GiB in chunks, to an endpoint that takes 4 MiB."""
    connection = server.connect()
    connection.sendall(
        server.head(
            "Content-Type: application/json",
            "Accept: application/json, text/event-stream",
            "Transfer-Encoding: chunked",
        )
        + b"\r\n"
    )
    piece = b"10000\r\n" + b" " * 65536 + b"\r\n"
    sent, deadline = 0, time.monotonic() + seconds
    with contextlib.suppress(OSError):
        while sent < 1 << 30 and time.monotonic() < deadline:
            connection.sendall(piece)
            sent += 65536
    answer = until_closed(connection)
    assert sent < 1 << 30, "the whole GiB was taken"
    assert not answer or b" 413 " in answer, answer
    return f"{sent >> 20} MiB sent until it was cut off"


@again
def endless_fields(server, seconds):
    """10^6 header lines."""
    connection = server.connect()
    sent, deadline = 0, time.monotonic() + seconds
    with contextlib.suppress(OSError):
        connection.sendall(server.head())
        while sent < 1_000_000 and time.monotonic() < deadline:
            connection.sendall(b"".join(b"X-%d: y\r\n" % (sent + number) for number in range(1000)))
            sent += 1000
    answer = until_closed(connection)
    assert sent < 1_000_000, "all lines were taken"
    assert not answer or b" 431 " in answer, answer
    return f"{sent} lines sent until it was cut off"


def slow_heads(server, seconds):
    """500 connections that send a head byte by byte, until they are cut off."""
    connections = [server.connect() for _ in range(500)]
    text, closed = server.call(1), 0
    deadline, place = time.monotonic() + max(seconds, 14), 0
    while connections and time.monotonic() < deadline:
        for connection in list(connections):
            try:
                connection.send(text[place % 60 : place % 60 + 1])
                connection.setblocking(False)
                if connection.recv(4096) == b"":
                    raise ConnectionError
            except BlockingIOError:
                pass
            except OSError:
                closed += 1
                connections.remove(connection)
                connection.close()
        place += 1
        time.sleep(0.25)
    assert not connections, f"{len(connections)} are still open"
    return f"{closed} cut off"


def stuck_readers(server, seconds):
    """100 connections that ask for long answers without end and read none of them."""
    connections = [server.connect(timeout=0.2) for _ in range(100)]
    text, sent = server.call(1), 0
    deadline = time.monotonic() + min(seconds, 5)
    while time.monotonic() < deadline:
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.setblocking(False)
                sent += connection.send(text * 20)
        time.sleep(0.01)
    for connection in connections:
        connection.close()
    return f"{sent // len(text)} calls sent"


def resets(server, seconds):
    """Connections that are reset in the midst of a request or an answer."""
    count, deadline = 0, time.monotonic() + min(seconds, 5)
    text = server.call(1)
    while time.monotonic() < deadline:
        with contextlib.suppress(OSError):
            connection = server.connect()
            connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\x01\0\0\0\0\0\0\0")
            connection.sendall(text[: count % len(text) + 1])
            connection.close()
        count += 1
    return f"{count} reset"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--seconds", type=float, default=20, help="for each attack at most")
    options = parser.parse_args()
    lift_descriptor_limit()
    failed = False
    for attack in [idle_connections, endless_body, endless_fields, slow_heads, stuck_readers, resets]:
        with Server.running(options.program) as server:
            neighbour = Neighbour(server)
            neighbour.start()
            began = time.monotonic()
            outcome = attack(server, options.seconds)
            duration = time.monotonic() - began
            p99 = neighbour.stop()
            memory = server.memory()
            good = server.lives() and memory < MEMORY_LIMIT and p99 < P99_LIMIT and not neighbour.failures
            failed = failed or not good
            print(
                f"{'ok  ' if good else 'FAIL'} {attack.__name__}: {outcome}; {duration:.1f} s, {memory / 1e6:.1f} MB, "
                f"{len(neighbour.times)} other calls, p99 {p99 * 1000:.1f} ms, {len(neighbour.failures)} failed"
                f"{': ' + neighbour.failures[0] if neighbour.failures else ''}",
                flush=True,
            )
    raise SystemExit(failed)


if __name__ == "__main__":
    main()
