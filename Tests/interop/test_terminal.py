"""The program at a person's terminal: questions, colours, and what goes elsewhere all the same."""

import os
import pty
import select
import signal
import socket
import subprocess

import pytest

ESCAPE = "\x1b["


class Terminal:
    """Runs the program with a terminal as its standard streams, except those given as files."""

    def __init__(self, place, arguments, environment=None, **streams):
        self.control, terminal = pty.openpty()
        self.process = subprocess.Popen(
            [place.program, *arguments], cwd=place.project, env=place.environment({"TERM": "xterm"} | (environment or {})),
            start_new_session=True, **({"stdin": terminal, "stdout": terminal, "stderr": terminal} | streams),
        )
        os.close(terminal)
        self.text = ""

    def wait_for(self, text):
        while text not in self.text:
            assert self._read(), self.text

    def answer(self, text):
        os.write(self.control, text.encode())

    def end(self):
        while self._read():
            pass
        os.close(self.control)
        return self.process.wait(30)

    def _read(self):
        ready, _, _ = select.select([self.control], [], [], 30)
        assert ready, "nothing came: " + self.text
        try:
            chunk = os.read(self.control, 4096)
        except OSError:
            chunk = b""
        self.text += chunk.decode()
        return bool(chunk)


@pytest.fixture
def added(place):
    subprocess.run(
        [place.program, "add", "modelgates/api"], cwd=place.project, env=place.environment(), check=True,
        stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
    )
    return place


@pytest.mark.parametrize(
    ("answer", "status"), [("y\n", 0), ("YES\n", 0), ("n\n", 10), ("\n", 10), ("yess\n", 10), ("\x04", 10)]
)
def test_person_is_asked_and_only_a_yes_is_one(added, answer, status):
    before = added.variables
    terminal = Terminal(added, ["rotate"])
    terminal.wait_for("[y/N] ")
    terminal.answer(answer)
    assert terminal.end() == status
    assert (added.variables == before) == (status != 0)


@pytest.mark.parametrize("arguments", [["rotate", "--no-input"], ["rotate", "--json"]])
def test_nobody_is_asked_who_said_not_to(added, arguments):
    terminal = Terminal(added, arguments)
    assert terminal.end() == 10
    assert "[y/N]" not in terminal.text and "--yes" in terminal.text


def test_errors_are_red_only_on_a_terminal(place, tmp_path):
    terminal = Terminal(place, ["model", "nobody/nothing"])
    assert terminal.end() == 4 and ESCAPE in terminal.text
    for setting in ({"NO_COLOR": "1"}, {"TERM": "dumb"}):
        plain = Terminal(place, ["model", "nobody/nothing"], setting)
        assert plain.end() == 4 and ESCAPE not in plain.text
    with open(tmp_path / "errors", "w+") as errors:
        elsewhere = Terminal(place, ["model", "nobody/nothing"], stderr=errors)
        assert elsewhere.end() == 4
        errors.seek(0)
        assert ESCAPE not in errors.read()


def test_colours_stay_out_of_a_redirected_result(place, tmp_path):
    with open(tmp_path / "result", "w+") as result:
        terminal = Terminal(place, ["demo"], stdout=result)
        assert terminal.end() == 0
        result.seek(0)
        assert ESCAPE not in result.read()


def columns_of(text):
    return max(len(line) for line in text.replace("\r", "").split("\n"))


@pytest.mark.parametrize("line", ["models", "status", "catalog", "services", "env", "key", "--help", "rotate --help", ""])
def test_text_fits_a_terminal_of_80_columns(added, line):
    terminal = Terminal(added, line.split(), {"COLUMNS": "80"})
    assert terminal.end() == 0 and columns_of(terminal.text) <= 80


def test_tables_are_cut_on_a_terminal_and_nowhere_else(added, tmp_path):
    terminal = Terminal(added, ["models"], {"COLUMNS": "72"})
    assert terminal.end() == 0 and "…" in terminal.text and "$/M IN" in terminal.text
    for arguments, where in ((["models"], "file"), (["models", "--plain"], "terminal")):
        with open(tmp_path / "result", "w+") as result:
            plain = Terminal(added, arguments, {"COLUMNS": "20"}, **({"stdout": result} if where == "file" else {}))
            assert plain.end() == 0
            result.seek(0)
            text = result.read() if where == "file" else plain.text
        assert "…" not in text and "\nID\t" in text.replace("\r", "") and ESCAPE not in text


def test_narrow_terminal_gets_blocks(added):
    terminal = Terminal(added, ["models", "--limit", "2"], {"COLUMNS": "20"})
    assert terminal.end() == 0 and "- id:" in terminal.text


def test_what_takes_long_is_said_on_a_terminal_only(place, tmp_path):
    """The gateway takes the connection and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as silent:
        arguments = ["models", "--gateway", f"http://127.0.0.1:{silent.getsockname()[1]}"]
        terminal = Terminal(place, arguments)
        terminal.wait_for("Asking the gateway, 127.0.0.1")
        terminal.process.send_signal(signal.SIGINT)
        assert terminal.end() == -signal.SIGINT
        for more in (["--quiet"], ["--json"]):
            quiet = subprocess.Popen(
                [place.program, *arguments, *more], env=place.environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE
            )
            with pytest.raises(subprocess.TimeoutExpired):
                quiet.communicate(timeout=1.5)
            quiet.kill()
            assert quiet.communicate() == (b"", b"")


def test_interrupt_at_a_question_changes_nothing(added):
    before = added.variables
    terminal = Terminal(added, ["rotate"])
    terminal.wait_for("[y/N] ")
    terminal.process.send_signal(signal.SIGINT)
    assert terminal.end() == -signal.SIGINT
    assert added.variables == before


def test_server_started_by_hand_says_what_it_is(place):
    terminal = Terminal(place, ["mcp"])
    terminal.wait_for("MCP server")
    terminal.answer("\x04")
    assert terminal.end() == 0
