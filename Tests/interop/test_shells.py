"""What shells and readers of manuals make of what the program prints for them. What isn't installed isn't asked."""

import re
import shutil
import subprocess

import pytest


def needs(program):
    return pytest.mark.skipif(shutil.which(program) is None, reason=f"{program} isn't installed")


@pytest.fixture
def shell(place):
    """Runs a script in a shell that finds the program by its name."""
    folder = place.home / "bin"
    folder.mkdir()
    (folder / "modelgates").symlink_to(place.program)

    def run(*command):
        result = subprocess.run(
            command, cwd=place.project, capture_output=True, text=True, timeout=60, stdin=subprocess.DEVNULL,
            env=place.environment({"PATH": f"{folder}:/usr/bin:/bin", "TERM": "dumb"}),
        )
        assert result.returncode == 0 and result.stderr == "", result
        return result.stdout

    return run


BASH = r"""
eval "$(modelgates completions bash)"
complete -p modelgates
try() {
  COMP_LINE=$1; COMP_POINT=${#1}
  _modelgates
  printf '%s|' "$1" "${COMPREPLY[@]}"; echo
}
modelgates add modelgates/api --quiet > /dev/null
touch 'a file'
try 'modelgates rot'
try 'modelgates add x --plan='
try 'modelgates add x --plan '
try 'modelgates model minimax/minimax-m2.5:'
try 'modelgates rotate '
try 'modelgates --project=/us'
try 'modelgates --ca-file a'
"""


@needs("bash")
def test_bash_completes(shell):
    lines = shell("bash", "--norc", "-c", BASH).splitlines()
    assert lines == [
        "complete -F _modelgates modelgates",
        "modelgates rot|rotate|",
        "modelgates add x --plan=|free|pay-as-you-go|",
        "modelgates add x --plan |free|pay-as-you-go|",
        "modelgates model minimax/minimax-m2.5:|free|",
        "modelgates rotate |modelgates-api|",
        "modelgates --project=/us|/usr|",
        "modelgates --ca-file a|a file|",
    ]


# Completion runs in a line editor, so there must be a terminal: zpty gives one.
ZSH = r"""
autoload -Uz compinit && compinit -u -d $HOME/dump
source <(modelgates completions zsh)
print $_comps[modelgates] $+functions[_modelgates]
zmodload zsh/zpty
zpty shell zsh -f -i
zpty -w shell "autoload -Uz compinit; compinit -u -d $HOME/dump2; source <(modelgates completions zsh); print REA''DY"
zpty -r -m shell seen '*READY*'
zpty -w -n shell $'modelgates completions fi\t'
zpty -r -m shell seen '*completions fish*' && print completed
"""


@needs("zsh")
def test_zsh_completes(shell):
    assert shell("zsh", "-f", "-c", ZSH).splitlines() == ["_modelgates 1", "completed"]


@needs("zsh")
def test_zsh_finds_the_function_on_its_path(shell, place):
    (place.home / "_modelgates").write_text(shell("modelgates", "completions", "zsh"))
    script = "fpath=($HOME $fpath); autoload -Uz compinit && compinit -u -d $HOME/dump; print $_comps[modelgates]"
    assert shell("zsh", "-f", "-c", script) == "_modelgates\n"


@needs("fish")
def test_fish_completes(shell):
    script = "modelgates completions fish | source; for line in 'rot' 'add x --plan=' 'env use --js'; complete -C\"modelgates $line\"; end"
    assert shell("fish", "--no-config", "-c", script).splitlines() == [
        "rotate\tReplaces a key, for example one that leaked.", "--plan=free\tPlan.", "--plan=pay-as-you-go\tPlan.",
        "--json\tPrint one JSON object.",
    ]


@needs("mandoc")
def test_mandoc_finds_nothing_wrong(shell, place):
    page = place.home / "modelgates.1"
    page.write_text(shell("modelgates", "man"))
    assert shell("mandoc", "-T", "lint", "-W", "warning", str(page)) == ""
    # Bold is a character struck over itself.
    text = re.sub(".\x08", "", shell("mandoc", "-T", "ascii", "-O", "width=78", str(page)))
    for part in ("EXIT STATUS", "ENVIRONMENT", "MODELGATES_GATEWAY", "modelgates rotate"):
        assert part in text


@needs("man")
def test_man_renders_without_warnings(shell, place):
    page = place.home / "modelgates.1"
    page.write_text(shell("modelgates", "man"))
    assert "MODELGATES(1)" in shell("man", "--warnings", "-l", str(page))


def test_shells_ask_without_leaving_anything(shell, place):
    for line in ("", "rotate ", "env use ", "model o", "docs --page ", "--gateway http://127.0.0.1:1 model "):
        shell("modelgates", "__complete", *line.split(" "))
    assert list(place.project.iterdir()) == []
    assert sorted(path.name for path in place.home.iterdir()) == ["bin"]
