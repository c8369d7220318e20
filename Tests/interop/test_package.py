"""scripts/packaging: a bundle starts, says what the program says, and its check finds what isn't right."""

import copy
import importlib.util
import json
import pathlib
import zipfile

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def package():
    spec = importlib.util.spec_from_file_location("package", ROOT / "scripts/packaging/package.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_bundle_starts_and_is_the_same_bytes_again(package, program, tmp_path):
    version, path = package.bundle(pathlib.Path(program), tmp_path)
    package.check_bundle(path)
    first = path.read_bytes()
    assert package.bundle(pathlib.Path(program), tmp_path) == (version, path)
    assert path.read_bytes() == first
    with zipfile.ZipFile(path) as archive:
        assert archive.namelist() == ["manifest.json", "server/modelgates"]
        assert archive.getinfo("server/modelgates").external_attr >> 16 == 0o100755
        listed = {tool["name"] for tool in json.loads(archive.read("manifest.json"))["tools"]}
        assert listed == {path.stem for path in (ROOT / "schemas/tools").iterdir()}


def test_server_json_names_each_bundle_with_its_digest(package, tmp_path):
    path = tmp_path / "modelgates-1.2.3-linux-x86_64.mcpb"
    path.write_bytes(b"abc")
    document = package.server_json("1.2.3", [path], "https://github.com/example/modelgates/releases/download/v1.2.3/")
    for name in ["server-2025-12-11.json", "published/server-2025-12-11.json"]:
        assert package.faults(document, name) == []
    assert document["packages"][0]["identifier"] == "https://github.com/example/modelgates/releases/download/v1.2.3/modelgates-1.2.3-linux-x86_64.mcpb"
    assert document["packages"][0]["fileSha256"] == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def members(schema, definitions):
    """The names of an object's members in a schema, with those of the objects in them."""
    schema = definitions.get(schema.get("$ref", "").rpartition("/")[2], schema)
    parts = [members(part, definitions) for part in schema.get("allOf", []) + schema.get("anyOf", [])]
    names = {name: members(part, definitions) for part in parts for name, part in part.items()}
    if "items" in schema:
        return members(schema["items"], definitions)
    return names | {name: members(part, definitions) for name, part in schema.get("properties", {}).items()}


def test_our_schema_has_no_member_that_the_published_one_has_not(package):
    ours, published = (
        json.loads((package.SCHEMAS / name).read_text())
        for name in ["server-2025-12-11.json", "published/server-2025-12-11.json"]
    )

    def compare(ours, published, path):
        assert ours.keys() <= published.keys(), path
        for name in ours:
            compare(ours[name], published[name], f"{path}.{name}")

    compare(members(ours, ours["$defs"]), members(published, published["definitions"]), "$")


def changed(document, path, value):
    document = copy.deepcopy(document)
    place = document
    for name in path[:-1]:
        place = place[name]
    if value is None:
        del place[path[-1]]
    else:
        place[path[-1]] = value
    return document


@pytest.mark.parametrize("path, value", [
    (["manifest_version"], "0.2"), (["name"], "Model Gates"), (["version"], "1"), (["author"], {}), (["extra"], 1),
    (["server", "type"], "node"), (["server", "entry_point"], "../server"), (["server", "mcp_config", "command"], "modelgates"),
    (["server", "mcp_config", "env", "PATH"], "/"), (["tools"], []), (["compatibility", "platforms"], ["beos"]),
    (["user_config", "gateway", "default"], None), (["user_config", "gateway", "title"], None),
])
def test_manifest_that_is_not_right_is_found(package, path, value):
    manifest = package.manifest("1.2.3", "linux")
    assert package.faults(manifest, "mcpb-manifest-0.3.json") == []
    assert package.faults(changed(manifest, path, value), "mcpb-manifest-0.3.json") != []


@pytest.mark.parametrize("path, value", [
    (["name"], "modelgates"), (["description"], "x" * 101), (["version"], "latest"), (["packages"], []), (["extra"], 1),
    (["packages", 0, "fileSha256"], None), (["packages", 0, "registryType"], "npm"),
    (["packages", 0, "identifier"], "http://github.com/modelgates-1.2.3-linux-x86_64.mcpb"),
    (["packages", 0, "identifier"], "https://example.com/modelgates-1.2.3-linux-x86_64.mcpb"),
    (["packages", 0, "transport"], {}), (["packages", 0, "version"], "1.2.3"),
])
def test_server_json_that_is_not_right_is_found(package, tmp_path, path, value):
    bundle = tmp_path / "modelgates-1.2.3-linux-x86_64.mcpb"
    bundle.write_bytes(b"abc")
    document = package.server_json("1.2.3", [bundle], "https://github.com/example/modelgates/releases/download/v1.2.3")
    assert package.faults(changed(document, path, value), "server-2025-12-11.json") != []
