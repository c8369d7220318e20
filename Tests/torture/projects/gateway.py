"""Lets every request of every operation meet every kind of fault, once and until it is cleared: `gateway.py PROGRAM [--quick]`.

Meanwhile the key in the env file works, and no key is disabled before another one was verified; afterwards the next operation
leaves no key too many. A gateway that refuses for good to disable a key is the one thing that can leave one, and then the
operation says so.
"""

import argparse
import collections
import sys
import time

from acts import ACTS, begin, prepare
from kills import settle
from place import MANAGEMENT_KEY, STATUSES, Place, Wrong, digest, require
from sweeps import report, sweep

FAULTS = [
    "status=400", "status=401", "status=402", "status=403", "status=404", "status=408", "status=409", "status=422",
    "status=429;retry-after=1", "status=429;retry-after=60", "status=500", "status=502", "status=503;retry-after=1",
    "status=504", "status=529", "error-in-200", "garbage", "html", "empty", "wrong-json", "huge", "redirect", "drop", "hang",
    "status-after=500", "status-after=503", "wrong-type", "cut", "lost", "delay=300",
]
# A reply that the client can have read.
LEGIBLE = [None, "wrong-type", "delay=300"]


def requests(place):
    return place.ask("GET", "/sandbox/requests")[1]["data"]


def steps_of(place, name):
    """(method, path, how many like it go before) of each request of an operation."""
    act = ACTS[name]
    begin(place, act)
    before = len(requests(place))
    place.succeed(*act.words)
    seen, steps = collections.Counter(), []
    for entry in requests(place)[before:]:
        request = entry["method"], entry["path"]
        steps.append((*request, seen[request]))
        seen[request] += 1
    return steps


def require_order(place, entries, old):
    """The old key is disabled only after another one was seen to work."""
    resource = {r["key_hash"]: r["id"] for r in place.gateway_state()["resources"]}.get(old)
    verified = False
    for entry in entries:
        if entry["path"] == "/key" and entry["status"] == 200 and entry["fault"] in LEGIBLE:
            verified = verified or entry["bearer"] not in (old, digest(MANAGEMENT_KEY.encode()))
        removes = entry["path"] in (f"/keys/{old}", f"/provisioning/resources/{resource}/remove")
        if removes and entry["method"] != "GET" and entry["status"] in (200, 204):
            require(verified, f"the old key was disabled before another one was verified: {entries}")


def meet(place, point):
    name, (method, path, after), fault, count = point
    act = ACTS[name]
    needs_key = begin(place, act) and act.after > 0
    key, _ = place.env()
    before = len(requests(place))
    plan = {"fault": fault, "method": method, "path": path, "after": after, **({"count": count} if count else {})}
    require(place.ask("POST", "/sandbox/faults", plan)[0] == 200, "the fault can't be planned")
    result = place.run(*act.words)
    require(result.status in STATUSES and result.envelope, f"it crashed: {result}")
    said = str(result)
    place.require_sound(needs_key)
    if count is None:
        # It goes on while the next operation tries to recover.
        said += str(place.run("env", "--pull"))
        place.require_sound(needs_key)
    place.ask("DELETE", "/sandbox/faults")
    if act.after > 0 and key is not None:
        require_order(place, requests(place)[before:], digest(key))
    try:
        settle(place, name)
    except Wrong as error:
        pulled = str(place.run("env", "--pull"))
        if "keys beside that of the env file" not in str(error) or "dashboard" not in said + pulled:
            raise Wrong(f"{error}\n         at first: {said}") from error
        return [f"of {name}", "left a key and said so"]
    return [f"of {name}", "failed" if result.status else "done all the same"]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--act", choices=list(ACTS), action="append")
    parser.add_argument("--fault", choices=FAULTS, action="append")
    parser.add_argument("--workers", type=int, default=6)
    options = parser.parse_args()
    began = time.monotonic()
    acts = options.act or (["rotate", "rotate, by management key"] if options.quick else list(ACTS))
    with Place.running(options.program) as place:
        prepare(place)
        steps = {name: steps_of(place, name) for name in acts}
    faults = options.fault or FAULTS
    points = [
        (name, step, fault, count) for name in acts for step in steps[name] for fault in faults for count in (1, None)
    ]
    if options.quick:
        points = [p for p in points[::7] if p[2] not in ("hang", "huge") and "retry-after" not in p[2]]
    counts, failures = sweep(options.program, points, meet, workers=options.workers)
    title = f"{len(points)} faults of {len(set(p[2] for p in points))} kinds at {sum(map(len, steps.values()))} requests"
    sys.exit(not report(title, counts, failures, began))


if __name__ == "__main__":
    main()
