"""The same operations by a clock that is a day ahead or behind, and by one that jumps between two of them or after a kill:
`clocks.py PROGRAM [--quick]`. Needs `faketime`.
"""

import argparse
import itertools
import sys
import time

from acts import ACTS, begin
from kills import settle
from place import require
from sweeps import FAKETIME, STRACE, report, require_tools, sweep

CLOCKS = {"right": (), "a day ahead": ("faketime", "-f", "+1d"), "a day behind": ("faketime", "-f", "-1d")}
KILLS = [None, ("sendto", 2), ("sendto", 3), ("renameat", 3), ("renameat", 6)]


def jump(place, point):
    name, (first, second), stop = point
    act = ACTS[name]
    needs_key = begin(place, act) and act.after > 0
    before = [*CLOCKS[first]]
    if stop:
        call, number = stop
        before = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", f"trace={call}", "-e",
                  f"inject={call}:signal=KILL:when={number}", *before]
    result = place.run(*act.words, before=before)
    require(result.status == 0 or stop, f"{result}")
    place.require_sound(needs_key)
    pulled = place.run("env", "--pull", before=CLOCKS[second])
    place.require_sound(needs_key)
    require(pulled.status == 0 or pulled.code == "project_not_initialized", f"{pulled}")
    settle(place, name)
    return f"clocks {first}, then {second}"


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--act", choices=list(ACTS), action="append")
    options = parser.parse_args()
    require_tools(STRACE, FAKETIME)
    began = time.monotonic()
    points = list(itertools.product(options.act or ACTS, itertools.product(CLOCKS, CLOCKS), KILLS))
    if options.quick:
        points = points[::47]
    counts, failures = sweep(options.program, points, jump)
    sys.exit(not report(f"{len(points)} clocks", counts, failures, began))


if __name__ == "__main__":
    main()
