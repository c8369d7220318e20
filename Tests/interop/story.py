"""A place to work in, and the checks that every result of a tool must pass."""

import contextlib
import json
import pathlib
import subprocess
import urllib.request

import jsonschema

MANAGEMENT_KEY = "sk-mg-sandbox-management"


class Place:
    """An empty home and an empty project of one test's own."""

    def __init__(self, program, folder: pathlib.Path):
        self.program = program
        self.home = folder / "home"
        self.project = folder / "project"
        self.home.mkdir()
        self.project.mkdir()

    def command(self, arguments=()):
        return [self.program, "mcp", "--project", str(self.project), *arguments]

    def environment(self, more=None):
        return {"HOME": str(self.home), "PATH": "/usr/bin:/bin"} | (more or {})

    def server(self, arguments=(), environment=None):
        """How a client starts the server."""
        program, *rest = self.command(arguments)
        return {"command": program, "args": rest, "env": self.environment(environment)}

    @contextlib.contextmanager
    def serving(self, arguments=(), environment=None, port=0):
        """A server over HTTP, which must stop when it is told to."""
        serving = Serving(self, arguments, environment, port)
        try:
            yield serving
            serving.stop()
        finally:
            serving.process.kill()
            serving.process.communicate()

    @property
    def variables(self):
        path = self.project / ".env"
        lines = path.read_text().splitlines() if path.exists() else []
        return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))

    def everything(self):
        """Every file of the project but the locks, and what the gateway has of keys and plans."""
        files = {p: p.read_bytes() for p in self.project.rglob("*") if p.is_file() and "lock" not in p.name}
        state = json.loads((self.home / ".local/state/modelgates/sandbox/state.json").read_bytes())
        keys = [(key["hash"], key["disabled"], key.get("removed_at")) for key in state["keys"]]
        return files, keys, [(resource["id"], resource["plan"]) for resource in state["resources"]]

    def administer(self, **settings):
        """What a person would do at the gateway: the part of it, and the body."""
        command = [self.program, "sandbox", "--port", "0"]
        with subprocess.Popen(
            command, env=self.environment(), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
        ) as gateway:
            address = json.loads(gateway.stderr.readline())["address"]
            fields = {"Authorization": f"Bearer {MANAGEMENT_KEY}", "Content-Type": "application/json"}
            for part, body in settings.items():
                request = urllib.request.Request(f"{address}/sandbox/{part}", json.dumps(body).encode(), fields)
                urllib.request.build_opener(urllib.request.ProxyHandler({})).open(request, timeout=10).close()
            gateway.terminate()
            gateway.communicate(timeout=10)


class Serving:
    """A `modelgates serve` that runs."""

    def __init__(self, place, arguments, environment, port):
        command = [place.program, "serve", "--project", str(place.project), "--port", str(port), *arguments]
        self.process = subprocess.Popen(
            command, env=place.environment(environment), stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.url = json.loads(self.process.stderr.readline())["url"]

    @property
    def port(self):
        return int(self.url.split(":")[2].split("/")[0])

    def stop(self):
        self.process.terminate()
        output, log = self.process.communicate(timeout=10)
        assert self.process.returncode == 0 and output == b"", log


class Checked:
    """Calls tools, and checks every result against what tools/list promised."""

    def __init__(self, connection, tools):
        self.connection = connection
        self.tools = {tool.name: tool for tool in tools}

    @staticmethod
    async def of(connection):
        return Checked(connection, await connection.tools())

    async def succeed(self, name, arguments=None, progress=None):
        result = await self.connection.call(name, arguments, progress)
        assert not result.is_error, text(result)
        schema = self.tools[name].output_schema
        jsonschema.Draft202012Validator.check_schema(schema)
        jsonschema.validate(result.structured_content, schema)
        assert json.loads(text(result)) == result.structured_content
        return result.structured_content

    async def fail(self, name, arguments=None):
        """The error that a tool's result carries."""
        return error(await self.connection.call(name, arguments))


def text(result):
    assert len(result.content) == 1
    return result.content[0].text


def error(result):
    assert result.is_error
    failure = json.loads(text(result))["error"]
    assert set(failure) >= {"code", "message", "retryable"}, failure
    return failure
