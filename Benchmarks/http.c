// Measures MCP over HTTP: `http [--json] DIRECTORY FIXED [PYTHON PEER.py]`, where DIRECTORY holds benchmark-server, and FIXED
// is fixed.c's program. Each of 1, 16 and 64 keep-alive connections sends a tools/call of `echo` as soon as it has the answer
// to the one before. Every answer is checked. Linux only.

#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include "server.h"
#include "suite.h"

enum { rounds = 5, most_connections = 64, most_calls = 1 << 19 };
// Seconds that the load lasts, that one run may last in all, and after which no more begin.
static const double load_time = 1, warm_up = 0.2, time_limit = 60;
enum { run_limit = 20 };

enum { modelgates, fixed, sdk, fastmcp, programs };
enum { one, sixteen, sixtyfour, parts };
enum { rate, p50, p99, cpu, memory, metrics_of_part, metrics = parts * metrics_of_part };

static const int connection_counts[parts] = {1, 16, 64};
static const Row rows[metrics] = {
  {one, "1 connection", "calls/s", 1, 0, 0},
  {one, "1 connection, p50", "us", 1e6, 0, 1},
  {one, "1 connection, p99", "us", 1e6, 0, 1},
  {one, "1 connection, CPU a call", "us", 1e6, 0, 2},
  {one, "1 connection, memory after", "MB", 1e-6, 20, 1},
  {sixteen, "16 connections", "calls/s", 1, -0.5, 0},
  {sixteen, "16 connections, p50", "us", 1e6, 0, 1},
  {sixteen, "16 connections, p99", "us", 1e6, 0, 1},
  {sixteen, "16 connections, CPU a call", "us", 1e6, 10, 2},
  {sixteen, "16 connections, memory after", "MB", 1e-6, 20, 1},
  {sixtyfour, "64 connections", "calls/s", 1, -0.5, 0},
  {sixtyfour, "64 connections, p50", "us", 1e6, 0, 1},
  {sixtyfour, "64 connections, p99", "us", 1e6, 5000, 1},
  {sixtyfour, "64 connections, CPU a call", "us", 1e6, 10, 2},
  {sixtyfour, "64 connections, memory after", "MB", 1e-6, 20, 1},
};
static const char *const columns[programs] = {"ModelGates", "C fixed", "mcp", "fastmcp"};
static const char *const part_names[parts] = {"1 connection", "16 connections", "64 connections"};
static Report report = {
  .suite = "http", .rows = rows, .metrics = metrics, .columns = columns, .parts = part_names, .part_count = parts,
};
static Suite suite;

// MARK: One connection

typedef struct {
  int descriptor, id;
  double sent;
  size_t count;
  char bytes[16384];
} Connection;

static int poller, port, program, last_id;
static double times[most_calls];
static int calls;

static bool send_call(Connection *connection) {
  char body[512], text[1024];
  connection->id = ++last_id;
  int length = snprintf(body, sizeof body,
    "{\"jsonrpc\":\"2.0\",\"id\":%d,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"text\":\"hello world %d\"},"
    "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\",\"io.modelcontextprotocol/clientCapabilities\":{}}}}",
    connection->id, connection->id);
  int size = snprintf(text, sizeof text,
    "POST /mcp HTTP/1.1\r\nHost: 127.0.0.1:%d\r\nAccept: application/json, text/event-stream\r\n"
    "Content-Type: application/json\r\nMCP-Protocol-Version: 2026-07-28\r\nMcp-Method: tools/call\r\nMcp-Name: echo\r\n"
    "User-Agent: benchmark\r\nContent-Length: %d\r\n\r\n%s", port, length, body);
  connection->sent = now();
  connection->count = 0;
  return write(connection->descriptor, text, size) == size;
}

// 1 for a whole good answer, 0 while there is none, -1 for a bad one.
static int answered(Connection *connection) {
  char *bytes = connection->bytes, id[32], text[64];
  size_t count = connection->count;
  char *end = memmem(bytes, count, "\r\n\r\n", 4);
  if (!end) return count < sizeof connection->bytes ? 0 : -1;
  char *length = strcasestr(bytes, "\r\nContent-Length: ");
  bool chunked = !length || length > end;
  if (chunked) {
    if (program < sdk) return -1;
    if (count < 5 || memcmp(bytes + count - 5, "0\r\n\r\n", 5) != 0) return 0;
  } else if ((size_t)(end + 4 - bytes) + strtoul(length + 18, NULL, 10) > count) {
    return 0;
  }
  if (count >= sizeof connection->bytes || memcmp(bytes, "HTTP/1.1 200", 12) != 0) return -1;
  if (program == fixed) return 1;
  bytes[count] = 0;
  snprintf(id, sizeof id, "\"id\":%d,", connection->id);
  snprintf(text, sizeof text, "hello world %d\"", connection->id);
  return strstr(end, id) && strstr(end, text) && strstr(end, "\"result\":{") ? 1 : -1;
}

// False when something is wrong. `keep` tells whether to note the time.
static bool go_on(Connection *connection, bool keep) {
  ssize_t got = read(connection->descriptor, connection->bytes + connection->count,
    sizeof connection->bytes - 1 - connection->count);
  if (got < 0) return errno == EAGAIN;
  if (got == 0) return false;
  connection->count += got;
  connection->bytes[connection->count] = 0;
  int state = answered(connection);
  if (state <= 0) return state == 0;
  if (keep && calls < most_calls) times[calls++] = now() - connection->sent;
  return send_call(connection);
}

static int connect_to(int target) {
  struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(target)};
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0), yes = 1;
  if (descriptor >= 0 && connect(descriptor, (struct sockaddr *)&address, sizeof address) == 0) {
    setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    return descriptor;
  }
  close(descriptor);
  return -1;
}

// MARK: Measuring

static int free_port(void) {
  struct sockaddr_in address = {.sin_family = AF_INET};
  socklen_t size = sizeof address;
  address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  int descriptor = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  bool found = bind(descriptor, (struct sockaddr *)&address, sizeof address) == 0
    && getsockname(descriptor, (struct sockaddr *)&address, &size) == 0;
  close(descriptor);
  return found ? ntohs(address.sin_port) : 0;
}

static bool begin(Server *server) {
  static char path[4096], number[16], address[32];
  port = free_port();
  snprintf(path, sizeof path, "%s/benchmark-server", suite.directory);
  snprintf(number, sizeof number, "%d", port);
  snprintf(address, sizeof address, "127.0.0.1:%d", port);
  char *server_arguments[] = {path, "--http", address, NULL};
  char *fixed_arguments[] = {suite.limit, number, NULL};
  char *peer_arguments[] = {suite.python, suite.peer, (char *)columns[program], "--http", number, NULL};
  char **arguments[] = {server_arguments, fixed_arguments, peer_arguments, peer_arguments};
  limit_waits(run_limit);
  if (!server_start(server, arguments[program])) return false;
  server->failure = "doesn't listen";
  for (double began = now(); now() - began < 15; usleep(2000)) {
    int descriptor = connect_to(port);
    if (descriptor < 0) continue;
    close(descriptor);
    return true;
  }
  return false;
}

static bool open_connections(Connection *connections, int count) {
  for (int index = 0; index < count; index++) {
    Connection *connection = &connections[index];
    struct epoll_event event = {.events = EPOLLIN, .data.ptr = connection};
    connection->descriptor = connect_to(port);
    if (connection->descriptor < 0) return false;
    if (epoll_ctl(poller, EPOLL_CTL_ADD, connection->descriptor, &event) < 0 || !send_call(connection)) return false;
  }
  return true;
}

// Keeps all connections busy for that many seconds; the connection that failed, or null.
static Connection *load(double duration, bool keep) {
  struct epoll_event events[most_connections];
  for (double began = now(); now() - began < duration;) {
    int ready = epoll_wait(poller, events, most_connections, 100);
    for (int index = 0; index < ready; index++)
      if (!go_on(events[index].data.ptr, keep)) return events[index].data.ptr;
  }
  return NULL;
}

static bool measure_load(Server *server, int part) {
  static Connection connections[most_connections];
  int count = connection_counts[part], first = part * metrics_of_part;
  if (!open_connections(connections, count)) return server->failure = "refuses connections", false;
  Connection *broken = load(warm_up, false);
  double used = server_cpu(server), began = now();
  calls = 0;
  if (!broken) broken = load(load_time, true);
  if (broken)
    return report_failure(&report, part, program, "wrong answer: ", broken->bytes, broken->count), false;
  double duration = now() - began;
  report_note(&report, first + rate, program, calls / duration);
  report_note(&report, first + cpu, program, (server_cpu(server) - used) / calls);
  report_note(&report, first + p50, program, quantile(times, calls, 0.5));
  report_note(&report, first + p99, program, quantile(times, calls, 0.99));
  report_note(&report, first + memory, program, server_peak_memory(server));
  for (int index = 0; index < count; index++) close(connections[index].descriptor);
  return true;
}

static void measure(int part, int measured) {
  Server server;
  program = measured;
  poller = epoll_create1(EPOLL_CLOEXEC);
  bool done = begin(&server) && measure_load(&server, part);
  if (!done && !report_has_failed(&report, part, program))
    report_failure(&report, part, program, server.failure ? server.failure : "failed", NULL, 0);
  close(poller);
  if (server.pid > 0) kill(server.pid, SIGTERM);
  server_end(&server);
}

int main(int count, char **arguments) {
  suite = suite_begin(count, arguments, &report, sdk, programs);
  return suite_run(&report, &suite, rounds, time_limit, measure);
}
