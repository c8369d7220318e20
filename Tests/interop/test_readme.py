"""The README's links write the entries that `modelgates install` writes, with the program's name in place of its path."""

import base64
import json
import pathlib
import re
import subprocess
import urllib.parse

import pytest

README = (pathlib.Path(__file__).parents[2] / "README.md").read_text()


def cursor_entry():
    link = re.search(r"cursor://anysphere\.cursor-deeplink/mcp/install\?(\S+?)`", README)[1]
    query = urllib.parse.parse_qs(link)
    return query["name"][0], json.loads(base64.b64decode(query["config"][0]))


def vscode_entry():
    link = re.search(r"https://insiders\.vscode\.dev/redirect\?url=([^)]+)\)", README)[1]
    scheme, _, config = urllib.parse.unquote(link).partition("?")
    assert scheme == "vscode:mcp/install"
    entry = json.loads(urllib.parse.unquote(config))
    return entry.pop("name"), entry


@pytest.mark.parametrize(
    "client, file, section, linked",
    [("cursor", ".cursor/mcp.json", "mcpServers", cursor_entry), ("vscode", ".vscode/mcp.json", "servers", vscode_entry)],
)
def test_link_is_what_install_writes(place, client, file, section, linked):
    subprocess.run(
        [place.program, "install", "--client", client, "--scope", "project"],
        cwd=place.project, env=place.environment(), check=True, capture_output=True,
    )
    ((name, written),) = json.loads((place.project / file).read_text())[section].items()
    assert linked() == (name, {**written, "command": "modelgates"})


def written(place, client, file):
    subprocess.run(
        [place.program, "install", "--client", client, "--scope", "project"],
        cwd=place.project, env=place.environment(), check=True, capture_output=True,
    )
    return (place.project / file).read_text().replace(place.program, "/home/you/.local/bin/modelgates")


@pytest.mark.parametrize("title, client", [("Cursor", "cursor"), ("VS Code", "vscode")])
def test_lines_by_hand_are_what_install_writes(place, title, client):
    file, line = re.search(rf"^\| {title} \| `([^`]+)`: `([^`]+)` \|$", README, re.MULTILINE).groups()
    assert json.loads(line) == json.loads(written(place, client, file))


def test_lines_by_hand_for_codex_are_what_install_writes(place):
    cell = re.search(r"^\| Codex \| (.+) \|$", README, re.MULTILINE)[1]
    file, *lines = re.findall(r"`([^`]+)`", cell)
    assert written(place, "codex", file.removeprefix("~/")).splitlines() == lines
