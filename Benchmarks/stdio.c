// Measures MCP over standard input and output: `stdio [--json] DIRECTORY ECHO [PYTHON PEER.py]`, where DIRECTORY holds
// modelgates and benchmark-server, ECHO is echo.c's program, and PYTHON has the packages of peer.py. Every answer is
// checked. Linux only.

#define _GNU_SOURCE
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "server.h"
#include "suite.h"

enum { rounds = 5, starts = 4, warm_up = 100, echoes = 2000, pipelined = 20000, listings = 100 };
// Seconds. A run is one server in one round of one part; after `time_limit` no more begin, but for the first round.
enum { run_limit = 20, time_limit = 60 };

enum { modelgates, echo_limit, sdk, fastmcp, programs };
enum { start_part, echo_part, pipeline_part, listing_part, parts };
enum {
  start_time, start_memory, start_size, binary_size,
  echo_p50, echo_p99, echo_cpu,
  pipeline_rate, pipeline_cpu, pipeline_memory,
  listing_p50, listing_cpu, listing_size, listing_memory,
  metrics
};

static const Row rows[metrics] = {
  [start_time] = {start_part, "start to tools/list answered", "ms", 1e3, 3, 2},
  [start_memory] = {start_part, "start, peak memory", "MB", 1e-6, 10, 1},
  [start_size] = {start_part, "start, size of the answer", "KB", 1e-3, 0, 1},
  [binary_size] = {start_part, "size of the program", "MB", 1e-6, 0, 1},
  [echo_p50] = {echo_part, "echo one at a time, p50", "us", 1e6, 15, 1},
  [echo_p99] = {echo_part, "echo one at a time, p99", "us", 1e6, 0, 1},
  [echo_cpu] = {echo_part, "echo one at a time, CPU a call", "us", 1e6, 0, 1},
  [pipeline_rate] = {pipeline_part, "echo pipelined", "calls/s", 1, 150000, 0},
  [pipeline_cpu] = {pipeline_part, "echo pipelined, CPU a call", "us", 1e6, 0, 2},
  [pipeline_memory] = {pipeline_part, "echo pipelined, peak memory", "MB", 1e-6, 0, 1},
  [listing_p50] = {listing_part, "list_models one at a time, p50", "ms", 1e3, 0.3, 3},
  [listing_cpu] = {listing_part, "list_models, CPU a call", "us", 1e6, 0, 1},
  [listing_size] = {listing_part, "list_models, size of the answer", "KB", 1e-3, 0, 1},
  [listing_memory] = {listing_part, "list_models, peak memory", "MB", 1e-6, 0, 1},
};
static const char *const columns[programs] = {"ModelGates", "C echo", "mcp", "fastmcp"};
static const char *const part_names[parts] = {"start", "echo one at a time", "echo pipelined", "list_models"};
static Report report = {
  .suite = "stdio", .rows = rows, .metrics = metrics, .columns = columns, .parts = part_names, .part_count = parts,
};
static Suite suite;

// MARK: Messages

#define META "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\"," \
  "\"io.modelcontextprotocol/clientCapabilities\":{}}"

static int request(char *text, size_t size, int part, int id) {
  const char *head = "{\"jsonrpc\":\"2.0\",\"id\":";
  switch (part) {
    case start_part:
      return snprintf(text, size, "%s%d,\"method\":\"tools/list\",\"params\":{" META "}}\n", head, id);
    case listing_part:
      return snprintf(text, size, "%s%d,\"method\":\"tools/call\",\"params\":{\"name\":\"list_models\","
        "\"arguments\":{}," META "}}\n", head, id);
    default:
      return snprintf(text, size, "%s%d,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\","
        "\"arguments\":{\"text\":\"hello world %d\"}," META "}}\n", head, id, id);
  }
}

static bool contains(Line line, const char *text) { return memmem(line.text, line.length, text, strlen(text)); }

// The id of a good answer, or -1. The C echo's answer is the request, so it has no result.
static int checked(Line line, int part, int program) {
  static const char *const contents[parts] = {
    "\"tools\":[{", "\"content\":[{", "\"content\":[{", "vendor-10/model-299",
  };
  char *place = memmem(line.text, line.length, "\"id\":", 5), text[40] = "";
  if (!place || place[5] < '0' || place[5] > '9') return -1;
  int id = strtol(place + 5, NULL, 10);  // ends at the newline, if nowhere before
  if (line.text[0] != '{' || contains(line, "\"error\":") || contains(line, "\"isError\":true")) return -1;
  if (program != echo_limit && !(contains(line, "\"result\":{") && contains(line, contents[part]))) return -1;
  if (part == echo_part || part == pipeline_part) snprintf(text, sizeof text, "hello world %d\"", id);
  return contains(line, text) ? id : -1;
}

// MARK: Measuring

static void note(int metric, int program, double value) { report_note(&report, metric, program, value); }

static double median(int metric, int program) { return report_median(&report, metric, program); }

static bool fail(int part, int program, const char *reason, Line line) {
  return report_failure(&report, part, program, reason, line.text, line.length);
}

// One request and its answer; its length, or 0.
static size_t call(Server *server, int part, int program, int id) {
  char text[512];
  int length = request(text, sizeof text, part, id);
  Line line = {NULL, 0};
  if (!server_send(server, text, length) || !(line = server_receive(server)).text)
    return fail(part, program, server->failure, line);
  if (checked(line, part, program) != id) return fail(part, program, "wrong answer: ", line);
  return line.length;
}

static bool begin(Server *server, int part, int program) {
  static char path[PATH_MAX], size[32];
  bool starting = part == start_part;
  int like = starting ? start_size : listing_size;  // the echo's lines are as long as the server's
  double length = median(like, modelgates) > 0 ? median(like, modelgates) : starting ? 10e3 : 100e3;
  snprintf(size, sizeof size, "%.0f", starting || part == listing_part ? length : 0);
  if (program == echo_limit) snprintf(path, sizeof path, "%s", suite.limit);
  else snprintf(path, sizeof path, "%s/%s", suite.directory, starting ? "modelgates" : "benchmark-server");
  char *server_arguments[] = {path, starting ? "mcp" : NULL, NULL};
  char *echo_arguments[] = {path, size, NULL};
  char *peer_arguments[] = {suite.python, suite.peer, (char *)columns[program], NULL};
  char **arguments[] = {server_arguments, echo_arguments, peer_arguments, peer_arguments};
  limit_waits(run_limit);
  if (!server_start(server, arguments[program])) return fail(part, program, server->failure, (Line){NULL, 0});
  struct stat status;
  if (starting && program < sdk && stat(path, &status) == 0) note(binary_size, program, status.st_size);
  return true;
}

static bool measure_start(Server *server, int program) {
  double began = now();
  if (!begin(server, start_part, program)) return false;
  size_t size = call(server, start_part, program, 1);
  if (size == 0) return false;
  note(start_time, program, now() - began);
  note(start_memory, program, server_peak_memory(server));
  note(start_size, program, size);
  return true;
}

// Calls one at a time: of echo or of list_models.
static bool measure_calls(Server *server, int part, int program, int count) {
  double times[echoes], size = 0;
  if (!begin(server, part, program)) return false;
  int first = part == echo_part ? warm_up : 5;
  for (int id = 0; id < first; id++)
    if (!call(server, part, program, id)) return false;
  double cpu = server_cpu(server);
  for (int index = 0; index < count; index++) {
    double began = now();
    if ((size = call(server, part, program, first + index)) == 0) return false;
    times[index] = now() - began;
  }
  bool echoing = part == echo_part;
  note(echoing ? echo_cpu : listing_cpu, program, (server_cpu(server) - cpu) / count);
  note(echoing ? echo_p50 : listing_p50, program, quantile(times, count, 0.5));
  if (echoing) return note(echo_p99, program, quantile(times, count, 0.99)), true;
  note(listing_size, program, size);
  note(listing_memory, program, server_peak_memory(server));
  return true;
}

static bool measure_pipeline(Server *server, int program, int count) {
  static char text[pipelined * 320];
  bool answered[pipelined] = {false};
  size_t length = 0;
  for (int id = 0; id < count; id++) length += request(text + length, sizeof text - length, pipeline_part, id);
  if (!begin(server, pipeline_part, program)) return false;
  double cpu = server_cpu(server), began = now();
  if (!server_exchange(server, text, length, count))
    return fail(pipeline_part, program, server->failure, (Line){NULL, 0});
  double time = now() - began;
  note(pipeline_cpu, program, (server_cpu(server) - cpu) / count);
  note(pipeline_memory, program, server_peak_memory(server));
  for (int index = 0; index < count; index++) {
    Line line = server_receive(server);
    int id = line.text ? checked(line, pipeline_part, program) : -1;
    if (id < 0 || id >= count || answered[id]) return fail(pipeline_part, program, "wrong answer: ", line);
    answered[id] = true;
  }
  note(pipeline_rate, program, count / time);
  return true;
}

static void measure(int part, int program) {
  int share = program >= sdk ? 20 : 1;  // of the calls, for one that is slow
  Server server;
  bool done = true;
  for (int index = 0; done && index < (part == start_part && share == 1 ? starts : 1); index++) {
    switch (part) {
      case start_part: done = measure_start(&server, program); break;
      case pipeline_part: done = measure_pipeline(&server, program, pipelined / share); break;
      default: done = measure_calls(&server, part, program, (part == echo_part ? echoes : listings) / share);
    }
    server_end(&server);
  }
}

int main(int count, char **arguments) {
  suite = suite_begin(count, arguments, &report, sdk, programs);
  return suite_run(&report, &suite, rounds, time_limit, measure);
}
