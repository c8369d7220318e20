#if defined(__linux__) && !defined(_GNU_SOURCE)
#define _GNU_SOURCE
#endif

#include "CSystemLibraries.h"

#include <errno.h>
#include <sys/resource.h>
#include <unistd.h>

#ifdef __linux__
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#ifndef SYS_pidfd_open
#define SYS_pidfd_open 434  // the same number on every architecture but Alpha
#endif
#endif

int modelgates_pidfd_open(pid_t pid) {
#ifdef __linux__
  return (int)syscall(SYS_pidfd_open, pid, 0);
#else
  (void)pid;
  errno = ENOSYS;
  return -1;
#endif
}

#ifdef __linux__
int modelgates_accept(int listener) { return accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC); }
#endif

int modelgates_disable_core_dumps(void) {
  const struct rlimit none = {0, 0};
  int failure = 0;
  if (setrlimit(RLIMIT_CORE, &none) != 0) failure = errno;
#ifdef __linux__
  if (prctl(PR_SET_DUMPABLE, 0, 0, 0, 0) != 0) failure = errno;
#endif
  if (failure == 0) return 0;
  errno = failure;
  return -1;
}
