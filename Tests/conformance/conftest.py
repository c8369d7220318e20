"""What every test gets: the server, a revision, and a client that speaks it. At the end, the table of all scenarios."""

import collections
import contextlib
import json
import os
import subprocess
import threading

import pytest
from connection import connect
from scenarios import REVISIONS, SCENARIOS, scenario_of


@contextlib.contextmanager
def serving(program, *arguments):
    """Runs a program that prints where it serves, and ends it as a terminal would."""
    with subprocess.Popen([program, *arguments], stdin=subprocess.DEVNULL, stderr=subprocess.PIPE) as process:
        ready = json.loads(process.stderr.readline())
        rest = []
        reader = threading.Thread(target=lambda: rest.append(process.stderr.read()))
        reader.start()
        try:
            yield ready["url"]
            assert process.poll() is None, f"the server ended by itself: {process.returncode}"
        finally:
            process.terminate()
            reader.join()
        assert process.wait(20) == 0
        assert rest == [b""]


@pytest.fixture(scope="session")
def url():
    """Any server with the fixtures can be tested: CONFORMANCE_URL=http://localhost:3000/mcp Tests/conformance/run"""
    if given := os.environ.get("CONFORMANCE_URL"):
        yield given
        return
    with serving(os.environ["CONFORMANCE_SERVER"], "--port", "0") as url:
        yield url


@pytest.fixture
def connection(url, revision):
    with connect(url, revision) as connection:
        yield connection


def pytest_generate_tests(metafunc):
    if "revision" in metafunc.fixturenames:
        metafunc.parametrize("revision", scenario_of(metafunc.function.__name__).revisions)


def pytest_terminal_summary(terminalreporter):
    results = collections.defaultdict(set)
    for outcome in ("passed", "failed", "error"):
        for report in terminalreporter.stats.get(outcome, []):
            name, _, case = report.nodeid.split("::")[-1].partition("[")
            if scenario := scenario_of(name):
                revision = next((r for r in REVISIONS if r in case), None)
                results[scenario.name, revision].add(outcome)
    if not results:
        return
    terminalreporter.section("scenarios")
    line = "{:50}" + "{:12}" * len(REVISIONS) + "{}"
    terminalreporter.write_line(line.format("", *REVISIONS, ""))
    ran = {name for name, _ in results}
    for scenario in (SCENARIOS[name] for name in SCENARIOS if name in ran):
        cells = [_cell(results.get((scenario.name, revision))) for revision in REVISIONS]
        standing = "" if scenario.standing == "scored" else scenario.standing
        terminalreporter.write_line(line.format(scenario.name, *cells, standing).rstrip())
    for revision in ("2025-11-25", "2026-07-28"):
        scored = [s for s in SCENARIOS.values() if s.standing == "scored" and revision in s.revisions]
        passed = [s for s in scored if results.get((s.name, revision)) == {"passed"}]
        terminalreporter.write_line(f"{revision}: {len(passed)} of {len(scored)} scored scenarios pass")


def _cell(outcomes):
    if not outcomes:
        return ""
    return "pass" if outcomes == {"passed"} else "FAIL"
