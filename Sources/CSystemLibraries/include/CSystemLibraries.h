#pragma once

// What Swift can't call by itself: variadic system calls.

#include <sys/types.h>

#ifdef __linux__
// Not part of Swift's Glibc module.
#include <sys/epoll.h>
#endif

/// A descriptor that becomes readable when the process ends (pidfd_open(2), Linux 5.3), close-on-exec; -1 and errno on failure.
/// Where the system has no such call: -1 and ENOSYS.
int modelgates_pidfd_open(pid_t pid);

/// Keeps the process's memory out of core files and, on Linux, away from other processes of the same user (PR_SET_DUMPABLE 0).
/// 0, or -1 and errno. Both measures are tried even if one of them fails.
int modelgates_disable_core_dumps(void);
