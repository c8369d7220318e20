#define _GNU_SOURCE
#include "server.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

extern char **environ;

static volatile sig_atomic_t is_late;

static void be_late(int signal) { is_late = signal; }

void limit_waits(int seconds) {
  // No SA_RESTART: the signal breaks off what waits. It repeats, in case it came just before the wait.
  struct sigaction action = {.sa_handler = be_late};
  struct itimerval timer = {.it_value = {.tv_sec = seconds}, .it_interval = {.tv_usec = 100000}};
  setitimer(ITIMER_REAL, &timer, NULL);
  sigaction(SIGALRM, &action, NULL);
  is_late = 0;
}

static double seconds(struct timespec time) { return time.tv_sec + time.tv_nsec / 1e9; }

double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return seconds(time);
}

static bool fail(Server *server, const char *failure) {
  server->failure = failure;
  return false;
}

bool server_start(Server *server, char *const arguments[]) {
  *server = (Server){.pid = -1, .input = -1, .output = -1, .capacity = 1 << 20};
  int input[2], output[2];
  if (pipe2(input, O_CLOEXEC) != 0) return fail(server, "no pipe");
  if (pipe2(output, O_CLOEXEC) != 0) return close(input[0]), close(input[1]), fail(server, "no pipe");
  server->input = input[1];
  server->output = output[0];
  server->bytes = malloc(server->capacity);

  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_adddup2(&actions, input[0], STDIN_FILENO);
  posix_spawn_file_actions_adddup2(&actions, output[1], STDOUT_FILENO);
  posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
  posix_spawnattr_t attributes;
  sigset_t defaults;
  sigemptyset(&defaults);
  sigaddset(&defaults, SIGPIPE);
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
  posix_spawnattr_setsigdefault(&attributes, &defaults);
  int error = ENOMEM;
  if (server->bytes) error = posix_spawn(&server->pid, arguments[0], &actions, &attributes, arguments, environ);
  posix_spawnattr_destroy(&attributes);
  posix_spawn_file_actions_destroy(&actions);
  close(input[0]);
  close(output[1]);
  if (error != 0) server->pid = -1;
  return error == 0 || fail(server, "cannot be started");
}

// After a failed system call: whether to try again.
static bool goes_on(Server *server, const char *failure) {
  if (is_late) return fail(server, "no answer in time");
  return errno == EINTR || errno == EAGAIN || fail(server, failure);
}

bool server_send(Server *server, const char *text, size_t length) {
  while (length > 0) {
    ssize_t count = write(server->input, text, length);
    if (count < 0 && !goes_on(server, "ended, or closed its input")) return false;
    if (count > 0) text += count, length -= count;
  }
  return true;
}

// Reads what there is. False at the end, too.
static bool read_some(Server *server) {
  if (server->start == server->end) server->start = server->end = 0;
  if (server->end == server->capacity) {
    char *bytes = realloc(server->bytes, server->capacity * 2);
    if (!bytes) return fail(server, "answers too much");
    server->bytes = bytes;
    server->capacity *= 2;
  }
  ssize_t count = read(server->output, server->bytes + server->end, server->capacity - server->end);
  if (count == 0) return fail(server, "ended without an answer");
  if (count < 0) return goes_on(server, "cannot be read");
  server->end += count;
  return true;
}

Line server_receive(Server *server) {
  size_t searched = server->start;
  while (true) {
    char *text = server->bytes + server->start;
    char *newline = memchr(server->bytes + searched, '\n', server->end - searched);
    if (newline) {
      server->start = newline + 1 - server->bytes;
      return (Line){text, newline - text};
    }
    searched = server->start == server->end ? 0 : server->end;
    if (!read_some(server)) return (Line){NULL, 0};
  }
}

bool server_exchange(Server *server, const char *text, size_t length, size_t count) {
  fcntl(server->input, F_SETFL, O_NONBLOCK);
  fcntl(server->output, F_SETFL, O_NONBLOCK);
  while (count > 0) {
    struct pollfd polled[] = {{server->output, POLLIN, 0}, {length > 0 ? server->input : -1, POLLOUT, 0}};
    if (poll(polled, 2, -1) < 0 && !goes_on(server, "cannot be polled")) return false;
    if (polled[1].revents) {
      ssize_t written = write(server->input, text, length);
      if (written < 0 && !goes_on(server, "ended, or closed its input")) return false;
      if (written > 0) text += written, length -= written;
    }
    if (polled[0].revents) {
      size_t from = server->start == server->end ? 0 : server->end;
      if (!read_some(server)) return false;
      for (char *byte = server->bytes + from, *end = server->bytes + server->end;
           count > 0 && (byte = memchr(byte, '\n', end - byte)); byte++)
        count--;
    }
  }
  fcntl(server->input, F_SETFL, 0);
  fcntl(server->output, F_SETFL, 0);
  return true;
}

double server_cpu(const Server *server) {
  clockid_t clock;
  struct timespec time;
  if (clock_getcpuclockid(server->pid, &clock) != 0 || clock_gettime(clock, &time) != 0) return 0;
  return seconds(time);
}

double server_peak_memory(const Server *server) {
  // Not from wait4: its value begins with what the parent had when it spawned.
  char name[32], line[256];
  unsigned long kilobytes = 0;
  snprintf(name, sizeof name, "/proc/%d/status", server->pid);
  FILE *file = fopen(name, "re");
  if (!file) return 0;
  while (fgets(line, sizeof line, file))
    if (sscanf(line, "VmHWM: %lu", &kilobytes) == 1) break;
  fclose(file);
  return kilobytes * 1024.0;
}

void server_end(Server *server) {
  close(server->input);
  limit_waits(2);
  while (server->pid > 0 && waitpid(server->pid, NULL, 0) < 0 && errno == EINTR)
    if (is_late) kill(server->pid, SIGKILL);
  close(server->output);
  free(server->bytes);
}
