"""Lets system calls of every operation fail, one at a time, with every error that they have: `errors.py PROGRAM [--quick]`.

Whatever the operation says then: the key in the env file works, no file is lost or torn, the next operation leaves no key too
many, and what is interrupted (EINTR) or written in pieces is done all the same.
"""

import argparse
import resource
import subprocess
import sys
import time

from acts import ACTS, begin
from kills import all_points, injected, settle
from place import STATUSES, require
from sweeps import STRACE, report, require_tools, sweep

ERRORS = {
    "write": ["ENOSPC", "EIO", "EROFS", "EACCES", "EINTR"],
    "fsync": ["ENOSPC", "EIO", "EROFS", "EACCES", "EINTR"],
    "renameat": ["ENOSPC", "EIO", "EROFS", "EACCES", "EINTR"],
    "linkat": ["ENOSPC", "EIO", "EROFS", "EACCES", "EINTR", "EPERM"],
    "unlinkat": ["EIO", "EROFS", "EACCES", "EINTR"],
    "mkdirat": ["ENOSPC", "EIO", "EROFS", "EACCES"],
    "mkdir": ["ENOSPC", "EIO", "EROFS", "EACCES"],
    "ftruncate": ["ENOSPC", "EIO", "EROFS", "EACCES", "EINTR"],
    "fchmod": ["EIO", "EROFS", "EACCES", "EINTR"],
    "openat": ["ENOSPC", "EIO", "EROFS", "EACCES", "EINTR", "EMFILE"],
    "sendto": ["ECONNRESET", "EPIPE", "EIO", "EACCES", "EINTR"],
    "recvfrom": ["ECONNRESET", "EIO", "EINTR"],
}
# Writes at most so many bytes at a time into files.
SHORT_WRITES = r"""
#define _GNU_SOURCE
#include <dlfcn.h>
#include <sys/stat.h>
#include <unistd.h>
ssize_t write(int file, const void *bytes, size_t count) {
  static ssize_t (*next)(int, const void *, size_t);
  if (!next) next = (ssize_t (*)(int, const void *, size_t))dlsym(RTLD_NEXT, "write");
  struct stat status;
  int isFile = fstat(file, &status) == 0 && S_ISREG(status.st_mode);
  return next(file, bytes, isFile && count > 7 ? 7 : count);
}
"""


def fail(place, point):
    name, call, number, error = point
    needs_key, result = injected(place, name, call, number, f"error={error}")
    require(result.status in STATUSES, f"it crashed: {result}")
    place.require_sound(needs_key)
    if error == "EINTR" and call not in ("sendto", "recvfrom"):
        require(result.status == 0, f"interrupted, it gave up: {result}")
    if result.status != 0:
        require(call == "write" or result.code, f"it failed without a word: {result}")
    settle(place, name)
    return [f"of {call}", "failed" if result.status else "done all the same"]


def short(place, point):
    """Real short writes: in pieces of 7 bytes, or as many as the limit of a file's size lets through."""
    name, limit = point
    act = ACTS[name]
    needs_key = begin(place, act) and act.after > 0
    if limit is None:
        place.succeed(*act.words, LD_PRELOAD=str(place.images / "short.so"))
    else:
        process = subprocess.run(
            place.arguments(*act.words), stdin=subprocess.DEVNULL, capture_output=True, env=place.environment(),
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit)), timeout=120)
        require(process.returncode in STATUSES or process.returncode == -25, f"{process}")
    place.require_sound(needs_key)
    settle(place, name)
    return "in pieces" if limit is None else "cut by the limit of a file's size"


def build_short(place):
    source = place.images / "short.c"
    source.write_text(SHORT_WRITES)
    for compiler in ["cc", "clang"]:
        try:
            subprocess.run([compiler, "-shared", "-fPIC", "-o", place.images / "short.so", source], check=True)
            return
        except FileNotFoundError:
            continue
    raise SystemExit("errors.py: cc or clang is needed")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("program")
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--every", type=int, default=1, help="only every n-th point")
    parser.add_argument("--act", choices=list(ACTS), action="append")
    options = parser.parse_args()
    require_tools(STRACE)
    acts = options.act or list(ACTS)
    began = time.monotonic()
    calls = all_points(options.program, acts, options.quick, wakes=False)[:: options.every]
    if options.quick:
        points = [(*point, ERRORS[point[1]][index % len(ERRORS[point[1]])]) for index, point in enumerate(calls)]
    else:
        points = [(*point, error) for point in calls for error in ERRORS[point[1]]]
    counts, failures = sweep(options.program, points, fail)
    good = report(f"{len(points)} errors", counts, failures, began)
    began = time.monotonic()
    limits = [None, 300] if options.quick else [None, *range(1, 1400, 37)]
    points = [(name, limit) for name in acts for limit in limits]
    counts, failures = sweep(options.program, points, short, more=build_short)
    sys.exit(not (report(f"{len(points)} short writes", counts, failures, began) and good))


if __name__ == "__main__":
    main()
