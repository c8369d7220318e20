"""Whether settings are JSON, commas at the end of lists apart, is told as Python's own reader tells it, and what isn't is left as it is."""

import json
import random
import re

from settings import damaged, runner

VALUES = [
    "1", "-0.5e+10", "true", "null", '"x"', '"\\u00e9\\n\\"\\\\"', "[]", "{}", "[1, [2, {}], \"a\"]", '{"b": {"c": [false]}}',
    "{\n    \"command\": \"x\",\n    \"args\": [\"a\"]\n  }", "é".join('""'), '"\\ud83d\\ude00"',
]
NAMES = ["a", "b c", "mcpServers2", "é", "", "\\t", "projects"]
CHANGES = ['"', "[", "]", "{", "}", ":", ",", "\n", "\\", "0", ".", "-", "+", "e", " ", "\t", "\r", "\x01", "t", "\ufeff"]


def documents():
    source = random.Random(20261121)
    yield from ["", "{}", "[]", "null", "1", '""', "{", "}", '{"a": 1, "a": 2}', '{"a": 1,}', '{"a": [1,],}', "{,}", '{"a": [,]}']
    for _ in range(250):
        members = [f'"{name}": {source.choice(VALUES)}' for name in source.sample(NAMES, source.randint(0, 4))]
        servers = [f'"{name}": {source.choice(VALUES)}' for name in source.sample(NAMES, source.randint(0, 2))]
        if source.random() < 0.6:
            members.append('"mcpServers": {' + ", ".join(servers) + "}")
        source.shuffle(members)
        text = "{" + source.choice(["", "\n  "]) + source.choice([", ", ",\n  ", ","]).join(members) + source.choice(["", "\n"]) + "}\n"
        yield damaged(text, CHANGES, source)


def unique(pairs):
    members = dict(pairs)
    if len(members) < len(pairs):
        raise ValueError("doubled")
    return members


def constant(text):
    raise ValueError(text)


def settings(text):
    """What the text says, or None for what is no settings."""
    text = re.sub(r"(?<=[\w\"}\]])(\s*),(?=\s*[}\]])", r"\1", text.removeprefix("\ufeff"))
    if not text.strip(" \t\r\n"):
        return {}
    try:
        document = json.loads(text, object_pairs_hook=unique, parse_constant=constant)
    except ValueError:
        return None
    if not isinstance(document, dict) or not isinstance(document.get("mcpServers", {}), dict):
        return None
    return document


def test_verdict_is_that_of_another_reader(place):
    file = place.home / ".cursor/mcp.json"
    file.parent.mkdir(parents=True)

    run = runner(place, "cursor")
    entry = {"command": place.program, "args": ["mcp", "--project", "${workspaceFolder}"]}
    verdicts = {True: 0, False: 0}
    for text in documents():
        before = text.encode()
        file.write_bytes(before)
        answer = run("install")
        expected = settings(text)
        verdicts[expected is not None] += 1
        if expected is None:
            assert answer.get("error", {}).get("code") == "client_configuration_malformed", repr(text)
            assert " in line " in answer["error"]["message"] and str(file) in answer["error"]["message"], text
            assert file.read_bytes() == before
            continue
        assert answer["ok"], (text, answer)
        written = settings(file.read_bytes().decode())
        assert written["mcpServers"].pop("modelgates") == entry, text
        expected.setdefault("mcpServers", {})
        assert written == expected, text
        assert run("install")["data"]["changes"][0]["outcome"] == "unchanged", text
        assert run("uninstall")["ok"] and file.read_bytes() == before, text
    assert min(verdicts.values()) > 60, verdicts
