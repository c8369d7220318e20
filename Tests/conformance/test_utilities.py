"""Ping, the log level of a session, and completion."""


def test_ping(connection):
    assert connection.request("ping") == {}


def test_logging_set_level(connection):
    assert connection.request("logging/setLevel", {"level": "info"}) == {}


def test_completion_complete(connection):
    reference = {"type": "ref/prompt", "name": "test_prompt_with_arguments"}
    result = connection.request(
        "completion/complete", {"ref": reference, "argument": {"name": "arg1", "value": "test"}}
    )
    assert isinstance(result["completion"]["values"], list)
