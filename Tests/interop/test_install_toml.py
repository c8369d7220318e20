"""Whether a Codex configuration is TOML is told as Python's own reader tells it, and what isn't is left to the last byte."""

import random

import pytest

from settings import damaged, runner

tomllib = pytest.importorskip("tomllib")

LINES = [
    'model = "o5"', "a.b = 1", "a.c = 'x'", '"a b" = """x\ny"""', "c = '''\n[t]\n'''", "d = [1, [2, 'x'], { e = 1 }]",
    "e = [\n  1, # one\n  2,\n]", "f = { a.b = 1, c = [] }", "g = 1979-05-27T07:32:00.5-07:00", "h = 07:32:00",
    "i = 1979-05-27 07:32:00", "j = [+1_0, -0, 0x_f, 0o7, 1e5, -1.5E-3, inf, -nan]".replace("0x_f", "0xf"),
    'k = "\\u00e9\\t\\"\\\\"', "l = true # c", "", "# comment", "\tm\t=\tfalse",
    "[t]", "[t.u]", "[[l1]]", "[l1.m]", "[[l1.n]]", "[ t . 'v w' ]", "[x.y.z]", "[x]", "[x.y]", "t.x = 1", "y.w = 2", "n = {}",
    "[projects.\"/home/me\"]", 'trust_level = "trusted"', "[profiles.o3]", '[mcp_servers.other]', 'command = "x"',
]
CHANGES = ['"', "'", "[", "]", "{", "}", "=", ".", ",", "#", "\n", "\\", "0", "_", "-", " ", "\t", "\r\n", "\r", "e", "T", "\x01", '"""', "''"]


def documents():
    """Lines in any order, whole and with a character put in, taken out or doubled; the same ones on every run."""
    source = random.Random(20261121)
    yield from LINES
    for _ in range(400):
        text = "\n".join(source.sample(LINES, source.randint(1, 6))) + source.choice(["", "\n"])
        yield damaged(text, CHANGES, source)


def is_toml(text):
    try:
        tomllib.loads(text)
        return True
    except tomllib.TOMLDecodeError:
        return False


def entries(text):
    servers = tomllib.loads(text).get("mcp_servers", {})
    return {name: entry for name, entry in servers.items() if name != "modelgates"}


def test_verdict_is_that_of_another_reader(place):
    file = place.home / ".codex/config.toml"
    file.parent.mkdir(parents=True)

    run = runner(place, "codex")
    verdicts = {True: 0, False: 0}
    for text in documents():
        before = text.encode()
        file.write_bytes(before)
        answer = run("install")
        valid = is_toml(text)
        verdicts[valid] += 1
        if not valid:
            assert answer["error"]["code"] == "client_configuration_malformed", text
            assert " in line " in answer["error"]["message"] and str(file) in answer["error"]["message"], text
            assert file.read_bytes() == before
            continue
        assert answer["ok"], (text, answer)
        written = file.read_bytes().decode()
        assert tomllib.loads(written)["mcp_servers"]["modelgates"] == {"command": place.program, "args": ["mcp"]}
        # As text, since what isn't a number equals nothing.
        assert repr(entries(written)) == repr(entries(text))
        assert run("install")["data"]["changes"][0]["outcome"] == "unchanged", text
        assert run("uninstall")["ok"] and file.read_bytes() == before, text
    assert min(verdicts.values()) > 100, verdicts
