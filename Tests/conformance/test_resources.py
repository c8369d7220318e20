"""Resources: listed, read, made from a template, subscribed to, and missing."""

import pytest
from connection import RPCError


def read(connection, uri):
    [contents] = connection.request("resources/read", {"uri": uri})["contents"]
    assert contents["uri"] == uri and contents["mimeType"]
    return contents


def test_resources_list(connection):
    resources = connection.request("resources/list")["resources"]
    assert resources
    for resource in resources:
        assert resource["uri"] and resource["name"] and resource["description"]


def test_resources_read_text(connection):
    assert read(connection, "test://static-text")["text"]


def test_resources_read_binary(connection):
    assert read(connection, "test://static-binary")["blob"]


def test_resources_templates_read(connection):
    assert "123" in read(connection, "test://template/123/data")["text"]


def test_resources_subscribe(connection):
    assert connection.request("resources/subscribe", {"uri": "test://watched-resource"}) == {}


def test_resources_unsubscribe(connection):
    assert connection.request("resources/subscribe", {"uri": "test://watched-resource"}) == {}
    assert connection.request("resources/unsubscribe", {"uri": "test://watched-resource"}) == {}


def test_sep_2164_resource_not_found(connection):
    uri = "test://nonexistent-resource-for-conformance-testing"
    with pytest.raises(RPCError) as error:
        connection.request("resources/read", {"uri": uri})
    assert error.value.code == -32602
    assert error.value.data["uri"] == uri
