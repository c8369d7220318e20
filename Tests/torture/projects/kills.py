"""Kills every operation before each of its system calls that leave a trace: `kills.py PROGRAM [--quick]`.

After each kill the key in the env file works, the file is whole, and at most one key is too many; the next operation leaves
none too many; and the operation can be done again, to its end.
"""

import argparse
import re
import sys
import tempfile
import time

from acts import ACTS, begin, prepare
from place import Place, require
from sweeps import STRACE, report, require_tools, sweep

# Not every architecture has all of them.
CALLS = [
    "write", "fsync", "renameat", "linkat", "unlinkat", "mkdir", "mkdirat", "ftruncate", "fchmod", "openat", "sendto", "recvfrom",
]


def points_of(place, name, quick, wakes):
    """(act, call, number in its thread) of each call that touches files of ours or the network. Without `wakes`, none that
    may be one that wakes the other thread is among them: such a call can't fail. How many there are depends on chance."""
    act = ACTS[name]
    begin(place, act)
    with tempfile.NamedTemporaryFile("r") as log:
        result = place.run(*act.words, before=["strace", "-f", "-qq", "-o", log.name, "-e", "trace=?" + ",?".join(CALLS)])
        require(result.status == 0, f"{name}: {result}")
        lines = log.read().splitlines()
    seen, points, woken = {}, [], 0
    for line in lines:
        match = re.match(r"(\d+)\s+(\w+)\((.*)", line)
        if not match:
            continue
        thread, call, rest = match.groups()
        number = seen[thread, call] = seen.get((thread, call), 0) + 1
        if call == "write" and '"\\0", 1)' in rest:
            woken = max(woken, number)
        if call != "openat" or str(place.folder) in rest or not rest.startswith("AT_FDCWD"):
            points.append((name, call, number))
    points = [point for point in dict.fromkeys(points) if wakes or point[1] != "write" or point[2] > 2 * woken + 4]
    return points[len(name) % 9 :: max(1, len(points) // 6)] if quick else points


def all_points(program, acts, quick, wakes=True):
    with Place.running(program) as place:
        prepare(place)
        return [point for name in acts for point in points_of(place, name, quick, wakes)]


def injected(place, name, call, number, what, **environment):
    act = ACTS[name]
    needs_key = begin(place, act)
    result = place.run(
        *act.words,
        before=["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                f"inject={call}:{what}:when={number}"],
        **environment,
    )
    return needs_key and act.after > 0, result


def settle(place, name):
    """The next operation, and the same once more."""
    act = ACTS[name]
    grace = "grace" in name
    place.run("env", "--pull")
    services = len(place.state()["resources"])
    require(services in (act.before, act.after), f"{services} services")
    if grace and place.unfinished():
        place.require_sound(needs_key=True)
        place.succeed("rotate", "--finish", "--yes")
    if (place.folder / "project/.projects/state.json").exists():
        place.require_settled(services)
    if services != act.after or act.before == act.after and name != "end of grace":
        again = place.run(*act.words)
        require(again.status == 0, f"again: {again}")
        if grace:
            place.require_sound(needs_key=True)
            place.succeed("rotate", "--finish", "--yes")
        place.require_settled(act.after)


def kill(place, point):
    name, call, number = point
    needs_key, result = injected(place, name, call, number, "signal=KILL")
    place.require_sound(needs_key)
    killed = result.status in (-9, 137)
    if not killed:
        require(result.status == 0, f"neither killed nor done: {result}")
    settle(place, name)
    return [f"kills of {name}" if killed else f"not reached in {name}"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--every", type=int, default=1, help="only every n-th point")
    parser.add_argument("--act", choices=list(ACTS), action="append")
    options = parser.parse_args()
    require_tools(STRACE)
    began = time.monotonic()
    points = all_points(options.program, options.act or list(ACTS), options.quick)[:: options.every]
    counts, failures = sweep(options.program, points, kill)
    killed = sum(count for name, count in counts.items() if name.startswith("kills of"))
    sys.exit(not report(f"{killed} kills", counts, failures, began))


if __name__ == "__main__":
    main()
