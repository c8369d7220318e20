"""A gateway on a port, a user's home and a project, kept in one folder that can be put back to how it was; and what must
hold there at every moment.

Keys are told by their digests: none is printed.
"""

import contextlib
import hashlib
import http.client
import json
import os
import pathlib
import shutil
import subprocess
import tempfile
import threading
import urllib.parse

VARIABLE = b"MODELGATES_API_KEY="
OWN_LINES = (b"MODELGATES_API_KEY=", b"MODELGATES_TYPE=", b"# ModelGates (MODELGATES_API_KEY)")
# Other people's lines: of Windows, in another encoding, quoted over two lines, and one without an end.
FOREIGN = b'# mine\r\nFOO="a b" # c\nexport BAR=\xff\xfe\n\n\tTWO=\'l1\nl2\'\nDUP=1\nDUP=2\nLAST=unended'
MANAGEMENT_KEY = "sk-mg-sandbox-management"
# By which the sweeps' own requests are told in the gateway's log.
OWN_FAULT = "delay=1"
# What a command may end with; anything else is a crash.
STATUSES = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10}


class Wrong(AssertionError):
    """Something that must never be."""


def require(condition, what):
    if not condition:
        raise Wrong(what)


def digest(key):
    return hashlib.sha256(key).hexdigest()


class Result:
    def __init__(self, process):
        self.status = process.returncode
        self.output, self.errors = process.stdout, process.stderr
        try:
            self.envelope = json.loads(process.stdout)
        except ValueError:
            self.envelope = {}
        self.data = self.envelope.get("data") or {}
        self.code = (self.envelope.get("error") or {}).get("code", "")

    def __str__(self):
        return f"status {self.status} {self.output[-600:]!r} {self.errors[-600:]!r}"


class Place:
    """One gateway process and the folder that it and the commands work in."""

    def __init__(self, program, folder):
        self.program = os.path.abspath(program)
        self.folder = pathlib.Path(folder) / "now"
        self.images = pathlib.Path(folder) / "images"
        for name in ["gateway", "home", "project"]:
            (self.folder / name).mkdir(parents=True)
        self.images.mkdir()
        self.env_file = self.folder / "project" / ".env"
        self.env_file.write_bytes(FOREIGN)
        self.management = False
        # SIGKILL and the like are for the commands; the gateway itself lives on.
        self.gateway = subprocess.Popen(
            [self.program, "sandbox", "--port", "0"], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE, env=self.environment("gateway"),
        )
        line = self.gateway.stderr.readline()
        self.address = json.loads(line)["address"]
        self.port = urllib.parse.urlsplit(self.address).port
        threading.Thread(target=self.gateway.stderr.read, daemon=True).start()

    @classmethod
    @contextlib.contextmanager
    def running(cls, program):
        with tempfile.TemporaryDirectory(prefix="torture", dir=_memory()) as folder:
            place = cls(program, folder)
            try:
                yield place
            finally:
                place.gateway.terminate()
                place.gateway.wait(10)

    def environment(self, home="home", **more):
        return {"HOME": str(self.folder / home), "PATH": "/usr/bin:/bin", **more}

    def arguments(self, *words):
        key = ["--management-key-file", str(self.folder / "home" / "management")] if self.management else []
        return [
            self.program, *words, "--project", str(self.folder / "project"), "--gateway", self.address,
            "--email", "someone@example.com", "--json", "--no-input", *key,
        ]

    def run(self, *words, before=(), timeout=120, **environment):
        process = subprocess.run(
            [*before, *self.arguments(*words)], stdin=subprocess.DEVNULL, capture_output=True, timeout=timeout,
            env=self.environment(**environment), cwd=self.folder,
        )
        return Result(process)

    def succeed(self, *words, **options):
        result = self.run(*words, **options)
        require(result.status == 0, f"{' '.join(words)}: {result}")
        return result

    # The gateway

    def ask(self, method, path, body=None, key=MANAGEMENT_KEY, **fields):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            fields = {"Authorization": f"Bearer {key}", "Content-Type": "application/json", **fields}
            connection.request(method, "/api/v1" + path, body and json.dumps(body), fields)
            response = connection.getresponse()
            return response.status, json.loads(response.read() or b"null")
        finally:
            connection.close()

    def accepts(self, key):
        """Whatever faults are planned: a fault of its own goes before them."""
        return self.ask("GET", "/key", key=key.decode(), **{"Sandbox-Fault": OWN_FAULT})[0] == 200

    def gateway_state(self):
        path = self.folder / "gateway/.local/state/modelgates/sandbox/state.json"
        return json.loads(path.read_bytes()) if path.exists() else {"keys": []}

    def minted(self):
        return [key["hash"] for key in self.gateway_state()["keys"] if not key["is_management"]]

    def live(self):
        keys = self.gateway_state()["keys"]
        return {k["hash"] for k in keys if not k["is_management"] and not k.get("removed_at") and not k["disabled"]}

    # Images

    def save(self, name):
        shutil.copytree(self.folder, self.images / name, symlinks=True)

    def restore(self, name):
        for part in ["gateway", "home", "project"]:
            shutil.rmtree(self.folder / part)
            shutil.copytree(self.images / name / part, self.folder / part, symlinks=True)

    # The project

    def env(self):
        """The key in the env file, if there is one, and all that isn't ours."""
        try:
            text = self.env_file.read_bytes()
        except FileNotFoundError:
            raise Wrong("the env file is gone")
        keys = [line[len(VARIABLE):] for line in text.split(b"\n") if line.startswith(VARIABLE)]
        require(len(keys) <= 1, f"{len(keys)} lines with a key")
        return (keys or [None])[0], b"".join(line for line in text.splitlines(True) if not line.startswith(OWN_LINES))

    def state(self):
        path = self.folder / "project/.projects/state.json"
        if not path.exists():
            return {"resources": {}}
        try:
            return json.loads(path.read_bytes())
        except ValueError:
            raise Wrong("the project's state is torn")

    def unfinished(self):
        folder = self.folder / "project/.projects/journal"
        return [p.name for p in folder.glob("op_*")] if folder.is_dir() else []

    def leftovers(self):
        """Copies of the env file; what else a kill leaves holds no secret, and goes when that file is next written."""
        return [p.name for p in (self.folder / "project").glob(".env.*.tmp")]

    def require_sound(self, needs_key, orphans=1):
        """What holds at every moment: a key in the env file works, the file is whole, few keys are too many."""
        key, foreign = self.env()
        require(foreign in (FOREIGN, FOREIGN + b"\n"), f"other lines have changed: {foreign!r}")
        require(key is not None or not needs_key, "no key in the env file")
        require(key is None or self.accepts(key), "the key in the env file is dead")
        others = self.live() - ({digest(key)} if key else set())
        require(len(others) <= orphans, f"{len(others)} keys beside that of the env file are alive")
        self.state()
        return key

    def require_settled(self, services=1):
        """What holds once an operation has ended well: nothing is left over, and the vault opens."""
        key = self.require_sound(needs_key=services > 0, orphans=0)
        require((key is not None) == (services > 0), "a key without its service")
        require(len(self.state()["resources"]) == services, f"{len(self.state()['resources'])} services")
        require(not self.unfinished(), f"unfinished: {self.unfinished()}")
        require(not self.leftovers(), f"left over: {self.leftovers()}")
        listed = self.succeed("env").data
        require(all(v["sync"] == "in_sync" for v in listed["variables"]), f"not in sync: {listed}")


def _memory():
    """Where syncing is fast; the order of calls is the same everywhere."""
    return "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
