"""Many processes at once: `calls.py PROGRAM [--quick]`.

Of 20 calls at the same time and 20 more with one idempotency key, one makes a key. While 50 processes rotate and pull and
someone else rewrites the env file, that file is whole at every moment, and at the end it has the key that works.
"""

import argparse
import concurrent.futures
import os
import random
import sys
import threading
import time

from acts import prepare
from place import FOREIGN, OWN_LINES, VARIABLE, Place, Wrong, require
from sweeps import report

BUSY = {"rotation_in_progress", "operation_in_progress", "env_file_conflict"}


def until_done(place, *words):
    """The same call again and again while another one is at work, as a client would."""
    waits = 0
    while True:
        result = place.run(*words)
        if result.code not in BUSY or waits > 400:
            return result, waits
        waits += 1
        time.sleep(random.uniform(0.01, 0.1))


def one_key_for_many_calls(place, words, count=20):
    """One mint for twice `count` calls, which all give the same."""
    place.restore("linked" if words[0] == "add" else "added")
    minted = len(place.minted())
    words = [*words, "--idempotency-key", "once"]
    with concurrent.futures.ThreadPoolExecutor(count) as pool:
        results = [result for result, _ in pool.map(lambda _: until_done(place, *words), range(count))]
    results += [place.run(*words) for _ in range(count)]
    for result in results:
        require(result.status == 0, f"{words[0]}: {result}")
    data = {str(result.data) for result in results}
    require(len(data) == 1, f"the calls gave {len(data)} results: {data}")
    require(len(place.minted()) == minted + 1, f"{len(place.minted()) - minted} keys were made")
    place.require_settled()
    return {f"calls of {words[0]}, one key": len(results)}


class Rewriter(threading.Thread):
    """Someone who edits the env file meanwhile, by a file of their own and a rename, as editors do. What the file then holds
    of ours is what they last read: their old copy of a key may come back, and the next pull puts it right."""

    def __init__(self, place):
        super().__init__(daemon=True)
        self.place, self.stopped, self.torn, self.edits = place, threading.Event(), [], 0

    def run(self):
        other = self.place.env_file.with_name("editor.tmp")
        while not self.stopped.wait(random.uniform(0, 0.02)):
            text = self.place.env_file.read_bytes()
            self.look(text)
            lines = [line for line in text.splitlines(True) if not line.startswith(b"EDIT=")]
            other.write_bytes(b"EDIT=%d\n" % self.edits + b"".join(lines))
            os.rename(other, self.place.env_file)
            self.edits += 1

    def look(self, text):
        foreign = [line for line in text.splitlines(True) if not line.startswith((*OWN_LINES, b"EDIT="))]
        keys = [line for line in text.splitlines() if line.startswith(VARIABLE)]
        if b"".join(foreign) not in (FOREIGN, FOREIGN + b"\n") or len(keys) != 1 or len(keys[0]) < 40:
            self.torn.append(text[:40])


def many_processes(place, processes):
    place.restore("added")
    rewriter = Rewriter(place)
    rewriter.start()
    jobs = [["rotate", "--yes"] if number % 2 else ["env", "--pull"] for number in range(processes)]
    with concurrent.futures.ThreadPoolExecutor(processes) as pool:
        results = list(pool.map(lambda words: until_done(place, *words), jobs))
    rewriter.stopped.set()
    rewriter.join()
    require(not rewriter.torn, f"the env file was torn {len(rewriter.torn)} times: {rewriter.torn[:3]}")
    failed = [str(result) for result, _ in results if result.status != 0]
    require(not failed, f"{len(failed)} failed: {failed[:3]}")
    place.succeed("env", "--pull")
    text = place.env_file.read_bytes()
    require(text.startswith(b"EDIT=%d\n" % (rewriter.edits - 1)), "the last edit is lost")
    place.env_file.write_bytes(text.partition(b"\n")[2])
    place.require_settled()
    return {"processes": processes, "edits meanwhile": rewriter.edits, "waits": sum(waits for _, waits in results)}


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--quick", action="store_true")
    options = parser.parse_args()
    good = True
    with Place.running(options.program) as place:
        prepare(place)
        for title, test in [
            ("one key for 40 calls", lambda: one_key_for_many_calls(place, ["rotate", "--yes"])),
            ("one service for 40 calls", lambda: one_key_for_many_calls(place, ["add", "modelgates/api"])),
            ("processes at once", lambda: many_processes(place, 16 if options.quick else 50)),
        ]:
            began, counts, failures = time.monotonic(), {}, []
            try:
                counts = test()
            except Wrong as error:
                failures.append(str(error))
            good = report(title, counts, failures, began) and good
    sys.exit(not good)


if __name__ == "__main__":
    main()
