"""The program with a gateway that isn't its own: keys by management key, credits, key information and models."""

import json
import shlex
import subprocess

import pytest

from gateway import ReferenceGateway
from wire import WireSession


@pytest.fixture(params=["full", "bare"])
def gateway(request):
    with ReferenceGateway(request.param) as gateway:
        yield gateway


class Program:
    """The command line in a project, with a gateway and a management key, as a user has set it up."""

    def __init__(self, place, gateway, environment=None):
        self.place, self.gateway = place, gateway
        self.environment = {"MODELGATES_GATEWAY": gateway.address, "MODELGATES_MANAGEMENT_KEY": gateway.management_key}
        self.environment |= environment or {}
        self.said = ""

    def run(self, *arguments):
        done = subprocess.run(
            [self.place.program, *arguments, "--json"], cwd=self.place.project, text=True, capture_output=True,
            env=self.place.environment(self.environment), timeout=120, check=False,
        )
        self.said += done.stdout + done.stderr
        envelope = json.loads(done.stdout)
        assert envelope["ok"] == (done.returncode == 0)
        return done.returncode, envelope

    def succeed(self, *arguments):
        status, envelope = self.run(*arguments)
        assert status == 0, envelope
        assert envelope["meta"]["gateway"] == self.gateway.name
        return envelope["data"]

    def fail(self, *arguments):
        status, envelope = self.run(*arguments)
        assert status != 0, envelope
        return status, envelope["error"]

    def key(self):
        """What a shell would make of the variable."""
        value = self.place.variables.get("MODELGATES_API_KEY")
        return value and shlex.split(value)[0]


@pytest.fixture
def user(place, gateway):
    run = Program(place, gateway)
    yield run
    # The management key is nowhere but where the user has put it, and keys are in no output.
    assert gateway.management_key not in run.said
    for path in [*place.project.rglob("*"), *place.home.rglob("*")]:
        if path.is_file():
            assert gateway.management_key.encode() not in path.read_bytes(), path
            assert not (run.key() and path.name != ".env" and run.key().encode() in path.read_bytes()), path
    assert not run.key() or run.key() not in run.said


def test_whole_story_on_the_command_line(user, gateway):
    added = user.succeed("add", "modelgates/api")
    assert added["status"] == "added" and added["gateway"] == gateway.name
    first = user.key()
    assert gateway.live_key(first)["name"].startswith("ModelGates op_")
    assert user.place.variables["MODELGATES_TYPE"] == "bearer"

    information = user.succeed("key")
    assert information["usage"] == 0 and information["plan"] == "free"
    credits = user.succeed("credits")
    assert (credits["total_credits"], credits["remaining"]) == (25, 24.999985)
    models = user.succeed("models")
    assert [model["id"] for model in models["models"]] == [model["id"] for model in [*MODELS_BY_RELEVANCE]]
    assert user.succeed("models", "--free")["models"][0]["id"] == "somebody/small:free"
    assert user.succeed("model", "somebody/router")["prompt_price"] == "varies"
    assert user.succeed("services", "list")["services"][0]["gateway"] == gateway.name

    rotated = user.succeed("rotate", "modelgates-api", "--yes")
    second = user.key()
    assert second != first and gateway.live_key(second) and not gateway.live_key(first), rotated
    assert len(gateway.keys) == 1

    removed = user.succeed("remove", "modelgates-api", "--yes")
    assert removed["key"] == "refused" and user.key() is None and gateway.keys == {}
    # With a management key nothing of the provisioning protocol is needed, or asked.
    assert not [line for line in gateway.lines() if "provisioning" in line]


MODELS_BY_RELEVANCE = [{"id": "somebody/large"}, {"id": "somebody/small:free"}, {"id": "somebody/router"}]


def test_whole_story_over_mcp(user, place, gateway):
    with WireSession(place, "2026-07-28", environment=user.environment) as session:
        def call(tool, **arguments):
            result = session.call(tool, arguments)["result"]
            assert not result.get("isError"), result
            return result["structuredContent"]

        call("add_service", service="modelgates/api")
        first = user.key()
        assert call("get_key_info")["usage"] == 0
        assert call("get_credits")["total_credits"] == 25
        assert call("list_models")["total"] == 3
        call("rotate_key", service="modelgates-api", confirm=True)
        assert user.key() != first and gateway.live_key(user.key()) and not gateway.live_key(first)
        call("remove_service", service="modelgates-api", confirm=True)
        assert gateway.keys == {}
        user.said = json.dumps(session.messages)


def test_documents_name_the_gateways_address(user, gateway):
    user.succeed("add", "modelgates/api")
    assert gateway.address in user.succeed("llm-context")["text"]


def test_requests_say_who_asks_and_nothing_more(user, gateway):
    user.succeed("credits")
    _, _, fields, _ = gateway.requests[0]
    assert set(fields) == {"Host", "User-Agent", "Accept", "Authorization"}
    assert fields["User-Agent"].startswith("modelgates/") and fields["Accept"] == "application/json"


def test_gateway_without_the_provisioning_protocol_says_what_it_needs(place, gateway):
    alone = Program(place, gateway, {"MODELGATES_MANAGEMENT_KEY": ""})
    for command in (["add", "modelgates/api"], ["credits"]):
        status, error = alone.fail(*command)
        assert (status, error["code"]) == (3, "management_key_required")
        assert "--management-key-file" in error["hint"]
    assert gateway.keys == {}


def test_wrong_management_key_is_said_and_nothing_is_made(place, gateway):
    status, error = Program(place, gateway, {"MODELGATES_MANAGEMENT_KEY": "nobody"}).fail("add", "modelgates/api")
    assert (status, error["code"]) == (3, "unauthenticated") and "MODELGATES_MANAGEMENT_KEY" in error["hint"]
    assert not (place.project / ".env").exists() and gateway.keys == {}


def test_paid_plan_is_no_matter_of_a_management_key(user, gateway):
    status, error = user.fail("add", "modelgates/api", "--plan", "pay-as-you-go", "--confirm-paid-service", "--yes")
    assert (status, error["code"]) == (2, "invalid_argument") and gateway.keys == {}


def test_gateway_of_a_project_is_not_taken_for_another(user, place, gateway):
    user.succeed("add", "modelgates/api")
    with ReferenceGateway() as other:
        status, error = Program(place, other).fail("rotate", "modelgates-api", "--yes")
        assert (status, error["code"]) == (5, "conflict") and gateway.name in error["message"]
        assert other.requests == [] and gateway.live_key(user.key())


# What goes wrong at a gateway.

JSON = {"Content-Type": "application/json"}


def body(status, message="No.", **more):
    return json.dumps({"error": {"code": status, "message": message} | more}).encode()


ANSWERS = [
    ((401, JSON, body(401)), 3, "unauthenticated", 1),
    ((402, JSON, body(402)), 7, "insufficient_credits", 1),
    ((403, JSON, body(403)), 3, "management_key_required", 1),
    ((404, JSON, body(404)), 4, "not_found", 1),
    ((429, JSON | {"Retry-After": "60"}, body(429)), 6, "rate_limited", 1),
    ((429, JSON | {"Retry-After": "0"}, body(429)), 6, "rate_limited", 3),
    ((500, JSON, body(500)), 1, "gateway_error", 3),
    ((503, {}, b"<h1>Busy</h1>"), 6, "gateway_unavailable", 3),
    ((200, JSON, body(502, "Provider returned error")), 6, "gateway_unavailable", 1),
    ((200, JSON, body(429)), 6, "rate_limited", 1),
    ((200, {}, b"<html>"), 1, "invalid_response", 1),
    ((200, JSON, b'{"data":null}'), 1, "invalid_response", 1),
    ((302, {"Location": "https://other.example/api/v1/credits"}, b""), 1, "invalid_response", 1),
    ((308, {"Location": "http://127.0.0.1:1/"}, b""), 1, "invalid_response", 1),
    ((200, JSON, b" " * (17 << 20)), 1, "invalid_response", 1),
]


@pytest.mark.parametrize("answer, status, code, attempts", ANSWERS)
def test_each_refusal_has_its_code_and_says_what_to_do(user, gateway, answer, status, code, attempts):
    gateway.script(*[answer] * 3)
    end, error = user.fail("credits")
    assert (end, error["code"], len(gateway.requests)) == (status, code, attempts), error
    assert error["hint"]
    if answer[1].get("Retry-After") == "60":
        assert error["retryable"] and error["retry_after_ms"] == 60_000


def test_what_passes_is_not_noticed(user, gateway):
    gateway.script((503, {}, b""), (429, {"Retry-After": "1"}, b""))
    assert user.succeed("credits")["total_credits"] == 25
    assert gateway.lines() == ["GET /api/v1/credits"] * 3


def test_redirect_within_the_server_is_followed(user, gateway):
    gateway.script((307, {"Location": "/api/v1/credits"}, b""))
    assert user.succeed("credits")["total_credits"] == 25


def cut(handler):
    """The work is done, and the reply lost."""
    handler.close_connection = True
    handler.connection.shutdown(2)


def test_lost_reply_of_minting_leaves_no_orphan(user, gateway):
    def lose(handler):
        assert handler.command == "POST"
        cut(handler)

    gateway.script(lose)
    status, error = user.fail("add", "modelgates/api")
    assert (status, error["code"]) == (6, "gateway_unavailable")
    # Minting isn't repeated: nobody knows whether it was done.
    assert gateway.lines() == ["POST /api/v1/keys"] and len(gateway.keys) == 1
    user.succeed("add", "modelgates/api")
    assert len(gateway.keys) == 1 and gateway.live_key(user.key())


def test_lost_reply_of_reading_is_asked_for_again(user, gateway):
    gateway.script(cut)
    assert user.succeed("credits")["total_credits"] == 25
    assert gateway.lines() == ["GET /api/v1/credits"] * 2


def test_gateway_that_is_down_is_said_so(place, gateway):
    with ReferenceGateway() as down:
        pass
    status, error = Program(place, down).fail("credits")
    assert (status, error["code"], error["retryable"]) == (6, "gateway_unavailable", True)
    assert error["message"].startswith("GET /credits got no complete reply: no connection to 127.0.0.1")


def test_key_named_otherwise_is_taken_back(user, gateway):
    def rename(handler):
        """A gateway whose names of keys aren't the SHA-256 of their text."""
        (key,) = gateway.keys.values()
        gateway.keys = {"f" * 64: key | {"hash": "f" * 64}}
        data = gateway.shape.of(gateway.keys["f" * 64], {"type": "object", "properties": {"hash": {"type": "string"}}})
        handler.reply(201, JSON, json.dumps({"data": data, "key": "K~something"}).encode())

    gateway.script(rename)
    _, error = user.fail("add", "modelgates/api")
    assert error["code"] == "invalid_response" and gateway.keys == {}
    assert gateway.lines() == ["POST /api/v1/keys", f"DELETE /api/v1/keys/{'f' * 64}"]
