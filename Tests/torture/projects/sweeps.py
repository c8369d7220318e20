"""Doing the same at many points, and telling what came of it."""

import concurrent.futures
import subprocess
import threading
import time

from acts import prepare
from place import Place, Wrong


def sweep(program, points, work, workers=2, more=lambda place: None):
    """Does `work(place, point)` for each point, in as many places as there are workers; the counts of what it returns, and
    what went wrong."""
    counts, failures, lock = {}, [], threading.Lock()
    queue = list(reversed(points))

    def worker():
        with Place.running(program) as place:
            prepare(place)
            more(place)
            while True:
                with lock:
                    if not queue:
                        return
                    point = queue.pop()
                try:
                    outcome = work(place, point)
                except (Wrong, subprocess.TimeoutExpired, OSError) as error:
                    with lock:
                        failures.append(f"{point}: {error}")
                    outcome = "FAILED"
                with lock:
                    for key in [outcome] if isinstance(outcome, str) else outcome:
                        counts[key] = counts.get(key, 0) + 1

    with concurrent.futures.ThreadPoolExecutor(workers) as pool:
        for future in [pool.submit(worker) for _ in range(workers)]:
            future.result()
    return counts, failures


def require_tools(*commands):
    """Ends the sweep where a command can't do its work here, as where tracing isn't allowed."""
    for command in commands:
        try:
            subprocess.run(command, check=True, stdin=subprocess.DEVNULL, capture_output=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"skip {command[0]} can't be used here: {error}", flush=True)
            raise SystemExit(0)


STRACE = ["strace", "-f", "-qq", "-o", "/dev/null", "true"]
FAKETIME = ["faketime", "-f", "+1d", "true"]


def report(title, counts, failures, began):
    text = ", ".join(f"{count} {name}" for name, count in sorted(counts.items()))
    print(f"{'FAIL' if failures else 'ok  '} {title}: {text}; {time.monotonic() - began:.0f} s", flush=True)
    for failure in failures[:10]:
        print(f"       {failure[:1500]}", flush=True)
    return not failures
