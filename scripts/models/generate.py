#!/usr/bin/env python3
"""Packs models.jsonl, the sandbox's model catalogue, into one Swift string.

    scripts/models/generate.py           writes Sources/Sandbox/Models/ModelCatalogData.swift
    scripts/models/generate.py --check   fails if that file isn't what models.jsonl makes

models.jsonl holds one model a line, newest first. It is the truth: edit it, then run this script. A member that
follows from the others is left out: `slug` (the id), `modality` (the inputs and outputs joined), `instruct`,
`defaults`, `hugging_face`, `expires`.
"""

import json
import pathlib
import sys
from decimal import Decimal

ROOT = pathlib.Path(__file__).resolve().parents[2]
SOURCE = ROOT / "scripts/models/models.jsonl"
TARGET = ROOT / "Sources/Sandbox/Models/ModelCatalogData.swift"
LIMIT = 160_000  # bytes of packed data
PICODOLLARS = 10**12

# A model's modalities and parameters are packed as letters and bits in these orders, which ModelCatalog.swift repeats.
MODALITIES = ["text", "image", "file", "audio", "video", "embeddings"]
LETTERS = "tifave"
PARAMETERS = [
    "frequency_penalty", "include_reasoning", "logit_bias", "logprobs", "max_tokens", "min_p", "parallel_tool_calls",
    "presence_penalty", "reasoning", "reasoning_effort", "repetition_penalty", "response_format", "seed", "stop",
    "structured_outputs", "temperature", "tool_choice", "tools", "top_k", "top_logprobs", "top_p", "verbosity",
    "web_search_options",
]  # fmt: skip

HEADER = '''// swift-format-ignore-file
// Made by scripts/models/generate.py from scripts/models/models.jsonl. Edit that file and run the script again.

/// The catalogue, one model a line, fields between tabs; `ModelCatalog` says what they are.
let modelCatalogData: StaticString = #"""
'''
FOOTER = '\n"""#\n'


def letters(names):
    return "".join(LETTERS[MODALITIES.index(name)] for name in names)


def picodollars(price, where):
    amount = Decimal(price) * PICODOLLARS
    assert amount == int(amount), f"{where}: {price} isn't a whole number of picodollars"
    return int(amount)


def pack(model):
    where = model["id"]
    assert model["id"].count("/") == 1, where
    assert len(model["description"]) <= 160, f"{where}: the description is longer than 160 characters"
    assert {"prompt", "completion"} <= model["pricing"].keys(), where
    top = model["top"]
    bits = sum(1 << PARAMETERS.index(name) for name in model["parameters"])
    fields = [
        model["id"],
        model.get("slug", ""),
        model["name"],
        model["created"],
        model["context"],
        letters(model["in"]),
        letters(model["out"]),
        model.get("modality", ""),
        model["tokenizer"],
        model.get("instruct", ""),
        ",".join(f"{name}={picodollars(price, where)}" for name, price in model["pricing"].items()),
        "" if top["context"] == model["context"] else "-" if top["context"] is None else top["context"],
        "" if top["completion"] is None else top["completion"],
        "1" if top["moderated"] else "",
        f"{bits:x}",
        ",".join(f"{name}={value}" for name, value in model.get("defaults", {}).items()),
        model.get("hugging_face", ""),
        model.get("expires", ""),
        model["description"],
    ]
    line = "\t".join(str(field) for field in fields)
    assert line.count("\t") == len(fields) - 1 and "\n" not in line and '"""' not in line, where
    return line


def generate():
    models = [json.loads(line) for line in SOURCE.read_text(encoding="utf-8").splitlines()]
    ids = [model["id"] for model in models]
    assert len(ids) == len(set(ids)), "an id occurs twice"
    assert models == sorted(models, key=lambda model: (-model["created"], model["id"])), "models aren't newest first"
    data = "\n".join(pack(model) for model in models)
    assert len(data.encode()) <= LIMIT, f"{len(data.encode())} bytes, more than {LIMIT}"
    return HEADER + data + FOOTER


def main():
    text = generate()
    if "--check" not in sys.argv[1:]:
        TARGET.write_text(text, encoding="utf-8")
    elif not TARGET.exists() or TARGET.read_text(encoding="utf-8") != text:
        sys.exit(f"{TARGET.relative_to(ROOT)} is out of date: run scripts/models/generate.py")


if __name__ == "__main__":
    main()
