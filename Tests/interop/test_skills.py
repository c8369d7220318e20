"""Skills by the public rules of Agent Skills (PyPI's `skills-ref`), and the code that they show, run as it stands."""

import http.server
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import threading

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]
REFERENCES = ROOT / "skills/modelgates-api/references"
SKILLS = ["modelgates", "modelgates-api", "modelgates-limits"]


def run(place, *arguments):
    return subprocess.run(
        [place.program, *arguments], cwd=place.project, env=place.environment(), check=True, stdin=subprocess.DEVNULL,
        capture_output=True, text=True,
    ).stdout


@pytest.mark.parametrize("folder", [".agents/skills", ".claude/skills"])
def test_written_skills_are_valid(place, folder):
    validate = pytest.importorskip("skills_ref.validator").validate
    run(place, "add", "modelgates/api", "--name", "chat-bot")
    assert sorted(path.name for path in (place.project / folder).iterdir()) == SKILLS
    for name in SKILLS:
        assert validate(place.project / folder / name) == []


def test_skills_of_the_repository_are_valid():
    validate = pytest.importorskip("skills_ref.validator").validate
    assert sorted(path.name for path in (ROOT / "skills").iterdir()) == SKILLS
    for name in SKILLS:
        assert validate(ROOT / "skills" / name) == []


def test_git_sees_links_as_links_and_a_second_run_changes_nothing(place):
    def git(*arguments):
        command = ["git", "-c", "user.name=T", "-c", "user.email=t@example.com", *arguments]
        return subprocess.run(command, cwd=place.project, check=True, capture_output=True, text=True).stdout

    git("init", "--quiet")
    run(place, "add", "modelgates/api")
    git("add", "--all")
    git("commit", "--quiet", "--message", "Add ModelGates")
    listed = git("ls-files", "--stage")
    assert sum(line.startswith("120000") for line in listed.splitlines()) == 3
    assert ".env" not in git("ls-files").splitlines()
    run(place, "skills")
    run(place, "skills", "--check")
    assert git("status", "--short") == ""


class Gateway(http.server.BaseHTTPRequestHandler):
    """Answers one chat completion, or streams one; every third request is not refused for a moment."""

    protocol_version = "HTTP/1.1"

    def log_message(self, *arguments):
        pass

    def do_POST(self):
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        assert self.path == "/api/v1/chat/completions" and self.headers["Authorization"] == "Bearer sk-test"
        assert body["model"] and body["max_tokens"] and body["messages"]
        self.server.requests += 1
        if body.get("stream"):
            return self.stream()
        if self.server.refusals:
            return self.reply(self.server.refusals.pop(), {"error": {"code": 429, "message": "wait"}}, {"Retry-After": "1"})
        message = {"role": "assistant", "content": "Hello there"}
        self.reply(200, self.chunk(choices=[{"index": 0, "finish_reason": "stop", "message": message}]))

    def chunk(self, **members):
        return {"id": "gen-1", "object": "chat.completion.chunk", "created": 1, "model": "m"} | members

    def stream(self):
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Connection", "close")
        self.end_headers()
        self.wfile.write(b": PROCESSING\n\n")
        for text in ["One ", "two ", "thrée."]:
            choice = {"index": 0, "finish_reason": None, "delta": {"role": "assistant", "content": text}}
            event = f"data: {json.dumps(self.chunk(choices=[choice]))}\n\n".encode()
            for part in (event[:20], event[20:]):
                self.wfile.write(part)
                self.wfile.flush()
        self.wfile.write(f"data: {json.dumps(self.chunk(choices=[]))}\n\ndata: [DONE]\n\n".encode())
        self.close_connection = True

    def reply(self, status, body, headers=()):
        text = json.dumps(body).encode()
        self.send_response(status)
        for name, value in [("Content-Type", "application/json"), ("Content-Length", str(len(text))), *dict(headers).items()]:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(text)


@pytest.fixture
def gateway():
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Gateway)
    server.requests, server.refusals = 0, []
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield server
    server.shutdown()
    thread.join()
    server.server_close()


RUNNERS = {
    "javascript": ("node", "mjs", []),
    "go": ("go", "go", ["run"]),
    "ruby": ("ruby", "rb", []),
    "java": ("java", "java", []),
    "php": ("php", "php", []),
    "python": (sys.executable, "py", []),
}


def blocks(language):
    return re.findall(r"```\w+\n(.*?)\n```", (REFERENCES / f"{language}.md").read_text(), re.DOTALL)


def execute(language, code, gateway, folder):
    """What a piece of code prints, run where its language is installed."""
    program, suffix, arguments = RUNNERS[language]
    program = shutil.which(program) or pytest.skip(f"{program} isn't installed")
    if language == "python":
        pytest.importorskip("openai")
    path = folder / f"main.{suffix}"
    path.write_text(code.replace("https://modelgates.ai", f"http://127.0.0.1:{gateway.server_port}"))
    environment = os.environ | {"MODELGATES_API_KEY": "sk-test", "NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
    result = subprocess.run(
        [program, *arguments, str(path)], cwd=folder, env=environment | {"GO111MODULE": "off"}, capture_output=True, text=True,
        encoding="utf-8", stdin=subprocess.DEVNULL,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


@pytest.mark.parametrize("language", RUNNERS)
def test_retries_wait_and_get_the_answer(language, gateway, tmp_path):
    gateway.refusals = [429, 503]
    assert "Hello there" in execute(language, blocks(language)[2], gateway, tmp_path)
    assert gateway.requests == 3


@pytest.mark.parametrize("language", RUNNERS)
def test_streams_are_printed_while_they_come(language, gateway, tmp_path):
    printed = execute(language, blocks(language)[1], gateway, tmp_path)
    assert "two " in printed and ("One two thrée." in printed or language == "java")
