"""Tampers with the vault and what belongs to it: `vault.py PROGRAM [--quick]`.

An operation that meets such a vault says so by its code and changes nothing: no key is made or disabled, and the env file stays.
With the vault put right, everything goes on.
"""

import argparse
import os
import shutil
import struct
import sys
import time

from acts import prepare
from place import VARIABLE, STATUSES, Place, digest, require
from sweeps import report, sweep

REFUSALS = {"vault_damaged", "vault_locked", "unsafe_environment", "storage_failed"}
HEADER = 8 + 16 + 32 + 16 + 1 + 1 + 4 + 4 + 60
WORDS = [["rotate", "modelgates-api", "--yes"], ["remove", "modelgates-api", "--yes"], ["env", "--pull"], ["add", "modelgates/api", "--name", "more"]]


def paths(place):
    folder = place.folder / "project/.projects/vault"
    return folder, folder / "vault.sealed", place.folder / "home/.local/share/modelgates/key"


def records(data):
    """Where each sealed record begins and ends (Sources/Projects/Vault/SealedVault.swift)."""
    at, found = HEADER + 8 + 4, []
    for _ in range(struct.unpack(">I", data[HEADER + 8 : HEADER + 12])[0]):
        begin, at = at, at + 1 + 8
        at += 1 + data[at]
        at += 4 + struct.unpack(">I", data[at : at + 4])[0]
        found.append((begin, at))
    require(at == len(data) - 64, "the vault isn't laid out as expected")
    return found


def swap(data):
    """Two records of another generation in each other's place, with the checksum of everything made right again."""
    (a, b), (c, d) = records(data)[:2]
    # Each keeps its own head, which says of which slot and name it is, and gets the other's sealed bytes.
    size = min(b - a, d - c) - 40
    mixed = data[: b - size] + data[d - size : d] + data[b : d - size] + data[b - size : b] + data[d:]
    body = mixed[:-32]
    return body + bytes.fromhex(digest(body))


def flip(place, file, offset):
    data = bytearray(file.read_bytes())
    data[offset] ^= 1 << (offset % 8)
    file.write_bytes(data)


def put(place, file, data):
    file.write_bytes(data)


def link_file(place):
    _, sealed, _ = paths(place)
    sealed.rename(sealed.with_name("elsewhere"))
    sealed.symlink_to("elsewhere")


def link_folder(place):
    folder, _, _ = paths(place)
    folder.rename(folder.with_name("elsewhere"))
    folder.symlink_to("elsewhere")


def foreign_vault(place):
    """The vault of another project of the same user."""
    _, sealed, _ = paths(place)
    other = place.folder / "project/.projects.other"
    shutil.move(place.folder / "project/.projects", other)
    env = place.env_file.read_bytes()
    place.env_file.write_bytes(b"")
    place.succeed("add", "modelgates/api")
    made = sealed.read_bytes()
    shutil.rmtree(place.folder / "project/.projects")
    shutil.move(other, place.folder / "project/.projects")
    place.env_file.write_bytes(env)
    sealed.write_bytes(made)


def rolled_back(place):
    _, sealed, _ = paths(place)
    old = sealed.read_bytes()
    place.succeed("rotate", "modelgates-api", "--yes")
    sealed.write_bytes(old)


TAMPERINGS = {
    "records swapped": lambda p: put(p, paths(p)[1], swap(paths(p)[1].read_bytes())),
    "rolled back": rolled_back,
    "of another project": foreign_vault,
    "file readable by others": lambda p: os.chmod(paths(p)[1], 0o644),
    "folder open to others": lambda p: os.chmod(paths(p)[0], 0o755),
    "file behind a link": link_file,
    "folder behind a link": link_folder,
    "empty": lambda p: put(p, paths(p)[1], b""),
    "not a file": lambda p: (paths(p)[1].unlink(), paths(p)[1].mkdir()),
    "grown": lambda p: put(p, paths(p)[1], paths(p)[1].read_bytes() + b"\0"),
    "endless": lambda p: os.truncate(paths(p)[1], 1 << 34),
    "key file gone": lambda p: paths(p)[2].unlink(),
    "key file of another": lambda p: put(p, paths(p)[2], b"A" * 43 + b"\n"),
    "key file readable by others": lambda p: os.chmod(paths(p)[2], 0o644),
    "memory damaged": lambda p: [put(p, f, b"x") for f in (p.folder / "home/.local/state/modelgates/generations").glob("?" * 32)],
}
if os.geteuid() == 0:
    TAMPERINGS["file of another user"] = lambda p: os.chown(paths(p)[1], 12345, -1)
    TAMPERINGS["folder of another user"] = lambda p: os.chown(paths(p)[0], 12345, -1)


def tamper(place, point):
    kind, offset = point
    place.restore("two services")
    if kind == "flipped":
        flip(place, paths(place)[1], offset)
    elif kind == "truncated":
        os.truncate(paths(place)[1], offset)
    else:
        TAMPERINGS[kind](place)
    env, live = place.env_file.read_bytes(), place.live()
    for words in WORDS if offset is None else [WORDS[offset % len(WORDS)]]:
        result = place.run(*words)
        require(result.status in STATUSES and result.code in REFUSALS, f"{words}: {result}")
        require(place.env_file.read_bytes() == env, f"{words} has changed the env file")
        require(place.live() == live, f"{words} has made or disabled a key")
        require(not place.unfinished(), f"{words} is unfinished")
    key = [line for line in env.splitlines() if line.startswith(VARIABLE)][0][len(VARIABLE):]
    require(place.accepts(key), "the key in the env file is dead")
    return "byte flipped" if kind == "flipped" else "cut off at a byte" if kind == "truncated" else kind


def more(place):
    place.restore("added")
    place.succeed("add", "modelgates/api", "--name", "second")
    place.save("two services")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    began = time.monotonic()
    with Place.running(options.program) as place:
        prepare(place)
        more(place)
        size = paths(place)[1].stat().st_size
    step = 40 if options.quick else 1
    points = [(kind, None) for kind in TAMPERINGS]
    points += [("flipped", offset) for offset in range(0, size, step)]
    points += [("truncated", offset) for offset in range(0, size, step)]
    counts, failures = sweep(options.program, points, tamper, more=more)
    sys.exit(not report(f"{len(points)} vaults", counts, failures, began))


if __name__ == "__main__":
    main()
