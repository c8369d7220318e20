"""How long clients may keep what they got (2026-07-28, server/utilities/caching)."""

import pytest

METHODS = ["server/discover", "tools/list", "prompts/list", "resources/list", "resources/templates/list"]


def check(result):
    assert isinstance(result["ttlMs"], int) and result["ttlMs"] >= 0
    assert result["cacheScope"] in ("public", "private")


@pytest.mark.parametrize("method", METHODS)
def test_caching(connection, method):
    check(connection.request(method))


def test_caching__read(connection):
    resource = connection.request("resources/list")["resources"][0]
    check(connection.request("resources/read", {"uri": resource["uri"]}))
