"""Prompts: listed, and with each kind of message."""

import json


def get(connection, name, arguments=None):
    params = {"name": name} | ({"arguments": arguments} if arguments else {})
    messages = connection.request("prompts/get", params)["messages"]
    assert messages
    for message in messages:
        assert message["role"] and message["content"]
    return messages


def test_prompts_list(connection):
    prompts = connection.request("prompts/list")["prompts"]
    assert prompts
    for prompt in prompts:
        assert prompt["name"] and prompt["description"]


def test_prompts_get_simple(connection):
    get(connection, "test_simple_prompt")


def test_prompts_get_with_args(connection):
    messages = get(connection, "test_prompt_with_arguments", {"arg1": "testValue1", "arg2": "testValue2"})
    assert "testValue1" in json.dumps(messages) and "testValue2" in json.dumps(messages)


def test_prompts_get_embedded_resource(connection):
    messages = get(connection, "test_prompt_with_embedded_resource", {"resourceUri": "test://example-resource"})
    [resource] = [message["content"] for message in messages if message["content"]["type"] == "resource"]
    assert resource["resource"]["uri"] == "test://example-resource"


def test_prompts_get_with_image(connection):
    messages = get(connection, "test_prompt_with_image")
    [image] = [message["content"] for message in messages if message["content"]["type"] == "image"]
    assert image["data"] and image["mimeType"]
