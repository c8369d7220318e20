"""Makes and checks an MCPB bundle and the registry's server.json: see scripts/package.

What they say comes from the program (its version) and from schemas/tools (its tools), so nothing is kept twice. The same input
gives the same bytes. Shapes: MANIFEST.md of MCPB, manifest version 0.3 (https://github.com/modelcontextprotocol/mcpb), and
server.json, 2025-12-11 (https://github.com/modelcontextprotocol/registry). schemas/published has the registry's own schema, byte for byte
(https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json). The schemas beside it are our own: every member in
them is one of the published form, and they are as strict as what is made here allows.
"""

import argparse
import hashlib
import json
import os
import pathlib
import platform
import stat
import subprocess
import sys
import tempfile
import zipfile

import jsonschema

ROOT = pathlib.Path(__file__).resolve().parents[2]
SCHEMAS = pathlib.Path(__file__).resolve().parent / "schemas"
ENTRY_POINT = "server/modelgates"
TITLE = "ModelGates"
DESCRIPTION = "Gives a project access to AI models: its keys are sealed in a vault and kept right in .env."
HOMEPAGE = "https://modelgates.ai"
REGISTRY_NAME = "ai.modelgates/modelgates"
REGISTRY_SCHEMA = "https://static.modelcontextprotocol.io/schemas/2025-12-11/server.schema.json"
# Before 1980 a zip has no time.
TIME = (1980, 1, 1, 0, 0, 0)


def version_of(binary):
    output = subprocess.run([binary, "version", "--json"], check=True, capture_output=True, timeout=10, env={"HOME": "/"})
    return json.loads(output.stdout)["version"]


def tools():
    """Name and description of each tool, in the order of their names."""
    found = [json.loads(path.read_text()) for path in sorted((ROOT / "schemas/tools").glob("*.json"))]
    return [{"name": tool["name"], "description": tool["description"]} for tool in found]


def manifest(version, system):
    return {
        "manifest_version": "0.3",
        "name": "modelgates",
        "display_name": TITLE,
        "version": version,
        "description": DESCRIPTION,
        "author": {"name": TITLE, "url": HOMEPAGE},
        "homepage": HOMEPAGE,
        "server": {
            "type": "binary",
            "entry_point": ENTRY_POINT,
            "mcp_config": {
                "command": "${__dirname}/" + ENTRY_POINT,
                "args": ["mcp", "--project", "${user_config.project}"],
                "env": {
                    "MODELGATES_GATEWAY": "${user_config.gateway}",
                    "MODELGATES_READ_ONLY": "${user_config.read_only}",
                },
            },
        },
        "tools": tools(),
        "prompts_generated": True,
        "keywords": ["ai", "llm", "api-keys", "secrets", "models"],
        "compatibility": {"platforms": [system]},
        "user_config": {
            "project": {
                "type": "directory", "title": "Project", "description": "Folder of the project that gets access to AI models.",
                "required": True,
            },
            "gateway": {
                "type": "string", "title": "Gateway", "description": "sandbox, live, or the address of a gateway.",
                "required": False, "default": "sandbox",
            },
            "read_only": {
                "type": "boolean", "title": "Read only", "description": "Offer only what changes nothing.",
                "required": False, "default": False,
            },
        },
    }


def encoded(document):
    return (json.dumps(document, indent=2, ensure_ascii=False) + "\n").encode()


def faults(document, name):
    """What isn't as the schema of this name says."""
    schema = json.loads((SCHEMAS / name).read_text())
    validator = jsonschema.validators.validator_for(schema)
    validator.check_schema(schema)
    errors = validator(schema, format_checker=validator.FORMAT_CHECKER).iter_errors(document)
    return [f"{name}: {error.json_path}: {error.message}" for error in errors]


def check(document, name):
    """Stops with what is wrong."""
    if found := faults(document, name):
        sys.exit("package: " + "\n".join(found))


def bundle(binary, output):
    version = version_of(binary)
    system = {"Linux": "linux", "Darwin": "darwin"}[platform.system()]
    machine = {"amd64": "x86_64", "aarch64": "arm64"}.get(platform.machine(), platform.machine())
    path = output / f"modelgates-{version}-{system}-{machine}.mcpb"
    files = [("manifest.json", encoded(manifest(version, system)), 0o644), (ENTRY_POINT, binary.read_bytes(), 0o755)]
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content, mode in files:
            entry = zipfile.ZipInfo(name, TIME)
            entry.create_system = 3
            entry.external_attr = (stat.S_IFREG | mode) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)
    return version, path


def expanded(text, folder, values):
    """As a client puts them in."""
    text = text.replace("${__dirname}", folder)
    for name, value in values.items():
        text = text.replace("${user_config." + name + "}", value)
    if "${" in text:
        sys.exit(f"package: {text} has a variable that nothing is put in for")
    return text


def check_bundle(path):
    """Unpacks a bundle, starts its server as its manifest says, and compares the tools."""
    with tempfile.TemporaryDirectory() as folder, zipfile.ZipFile(path) as archive:
        document = json.loads(archive.read("manifest.json"))
        check(document, "mcpb-manifest-0.3.json")
        for entry in archive.infolist():
            archive.extract(entry, folder)
            os.chmod(os.path.join(folder, entry.filename), (entry.external_attr >> 16) & 0o777)
        values = {name: str(option.get("default", folder)) for name, option in document["user_config"].items()}
        config = document["server"]["mcp_config"]
        command = [expanded(text, folder, values) for text in [config["command"], *config["args"]]]
        environment = {name: expanded(text, folder, values) for name, text in config["env"].items()}
        messages = [
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {}}},
            {"jsonrpc": "2.0", "method": "notifications/initialized"},
            {"jsonrpc": "2.0", "id": 2, "method": "tools/list"},
        ]
        run = subprocess.run(
            command, input="".join(json.dumps(message) + "\n" for message in messages).encode(), capture_output=True,
            timeout=20, env={"PATH": "/usr/bin:/bin", "HOME": folder, **environment})
        replies = {reply["id"]: reply["result"] for reply in map(json.loads, run.stdout.splitlines())}
        if replies[1]["serverInfo"]["version"] != document["version"]:
            sys.exit("package: the server has another version than the manifest")
        if sorted(tool["name"] for tool in replies[2]["tools"]) != [tool["name"] for tool in document["tools"]]:
            sys.exit("package: the server has other tools than the manifest")


def server_json(version, paths, address):
    return {
        "$schema": REGISTRY_SCHEMA,
        "name": REGISTRY_NAME,
        "title": TITLE,
        "description": DESCRIPTION,
        "version": version,
        "websiteUrl": HOMEPAGE,
        "packages": [
            {
                "registryType": "mcpb",
                "identifier": f"{address.rstrip('/')}/{path.name}",
                "fileSha256": hashlib.sha256(path.read_bytes()).hexdigest(),
                "transport": {"type": "stdio"},
                "environmentVariables": [
                    {
                        "name": "MODELGATES_GATEWAY", "description": "sandbox, live, or the address of a gateway.",
                        "isRequired": False, "isSecret": False, "default": "sandbox",
                    },
                    {
                        "name": "MODELGATES_MANAGEMENT_KEY_FILE", "description": "File with a management key.",
                        "isRequired": False, "isSecret": False, "format": "filepath",
                    },
                ],
            }
            for path in paths
        ],
    }


def main():
    parser = argparse.ArgumentParser(description="Makes an MCPB bundle and server.json.")
    parser.add_argument("--binary", type=pathlib.Path, required=True)
    parser.add_argument("--output", type=pathlib.Path, default=ROOT / ".build/package")
    parser.add_argument("--url", help="where the release's files will be: of GitHub or GitLab, as the registry asks")
    options = parser.parse_args()
    options.output.mkdir(parents=True, exist_ok=True)

    version, path = bundle(options.binary.resolve(), options.output)
    check_bundle(path)
    print(f"{path}  {path.stat().st_size} bytes")
    if options.url:
        # Bundles of other platforms that were put beside it are part of the release.
        paths = sorted(options.output.glob(f"modelgates-{version}-*.mcpb"))
        document = server_json(version, paths, options.url)
        for name in ["published/server-2025-12-11.json", "server-2025-12-11.json"]:
            check(document, name)
        (options.output / "server.json").write_bytes(encoded(document))
        print(options.output / "server.json")


if __name__ == "__main__":
    main()
