// Measures JSON: `json [--json] DIRECTORY SCAN [PYTHON PEER.py]`, where DIRECTORY holds benchmark-server, and SCAN is scan.c's
// program. Each program gets four texts and tells what parsing and writing them takes. That the writing gives back as many
// bytes is checked. Linux only.

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server.h"
#include "suite.h"

enum { rounds = 7, run_limit = 10, time_limit = 60, room = 1 << 18 };
enum { modelgates, scan, peer, programs };
enum { message, listing, escapes, numbers, parts };
enum { parsing, writing, metrics_of_part, metrics = parts * metrics_of_part };

static const Row rows[metrics] = {
  {message, "a tools/call, parsed", "MB/s", 1, 150, 0},
  {message, "a tools/call, written", "MB/s", 1, 0, 0},
  {listing, "300 models, parsed", "MB/s", 1, 300, 0},
  {listing, "300 models, written", "MB/s", 1, 0, 0},
  {escapes, "escapes and Japanese, parsed", "MB/s", 1, 0, 0},
  {escapes, "escapes and Japanese, written", "MB/s", 1, 0, 0},
  {numbers, "numbers, parsed", "MB/s", 1, 0, 0},
  {numbers, "numbers, written", "MB/s", 1, 0, 0},
};
static const char *const columns[programs] = {"ModelGates", "C pass", "Python"};
static const char *const part_names[parts] = {"a tools/call", "300 models", "escapes", "numbers"};
static Report report = {
  .suite = "json", .rows = rows, .metrics = metrics, .columns = columns, .parts = part_names, .part_count = parts,
};
static Suite suite;
static char texts[parts][room];
static size_t lengths[parts];

static void compose(void) {
  char *text = texts[message];
  lengths[message] = snprintf(text, room,
    "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"echo\",\"arguments\":{\"text\":\"hello world\"},"
    "\"_meta\":{\"io.modelcontextprotocol/protocolVersion\":\"2026-07-28\","
    "\"io.modelcontextprotocol/clientCapabilities\":{}}}}\n");
  text = texts[listing];
  size_t length = snprintf(text, room, "{\"data\":[");
  for (int number = 0; number < 300; number++)
    length += snprintf(text + length, room - length,
      "%s{\"id\":\"vendor-%d/model-%d\",\"name\":\"Vendor %d: Model %d\",\"description\":\"A general model of generation %d, for "
      "conversation, code and long documents; it keeps to instructions and calls tools in parallel.\","
      "\"context_length\":%d,\"architecture\":{\"input_modalities\":[\"text\",\"image\"],\"output_modalities\":[\"text\"]},"
      "\"pricing\":{\"prompt\":\"0.00000%d\",\"completion\":\"0.0000%d\"},\"supported_parameters\":[\"tools\",\"seed\"]}",
      number ? "," : "", number % 17, number, number % 17, number, number, 8192 << number % 8, number + 1, number + 1);
  lengths[listing] = length + snprintf(text + length, room - length, "]}\n");
  text = texts[escapes];
  length = snprintf(text, room, "[");
  for (int number = 0; number < 1000; number++)
    length += snprintf(text + length, room - length, "%s\"say \\\"%d\\\"\\n\\tC:\\\\models 日本語の文章\"", number ? "," : "", number);
  lengths[escapes] = length + snprintf(text + length, room - length, "]\n");
  text = texts[numbers];
  length = snprintf(text, room, "[");
  for (int number = 0; number < 5000; number++)
    length += snprintf(text + length, room - length, "%s%d,%d.%03d", number ? "," : "", number * 7919, number, number % 999 + 1);
  lengths[numbers] = length + snprintf(text + length, room - length, "]\n");
}

static bool measure_text(Server *server, int part, int program) {
  Line line = {NULL, 0};
  long long parse, write;
  size_t written;
  if (!server_send(server, texts[part], lengths[part]) || !(line = server_receive(server)).text)
    return report_failure(&report, part, program, server->failure, NULL, 0);
  // The receiver keeps the newline in place, where reading numbers ends.
  if (sscanf(line.text, "%lld %lld %zu", &parse, &write, &written) != 3 || parse <= 0 || write < 0)
    return report_failure(&report, part, program, "wrong answer: ", line.text, line.length);
  size_t length = lengths[part] - 1;
  if (program != peer && written != length)
    return report_failure(&report, part, program, "other bytes written: ", line.text, line.length);
  report_note(&report, part * metrics_of_part + parsing, program, length * 1e3 / parse);
  // A copy of a short text takes less than the nanosecond that is counted in.
  report_note(&report, part * metrics_of_part + writing, program, length * 1e3 / (write ? write : 1));
  return true;
}

static void measure(int part, int program) {
  char path[PATH_MAX];
  snprintf(path, sizeof path, "%s/benchmark-server", suite.directory);
  char *server_arguments[] = {path, "--json", NULL}, *scan_arguments[] = {suite.limit, NULL};
  char *peer_arguments[] = {suite.python, suite.peer, "--json", NULL};
  char **commands[] = {server_arguments, scan_arguments, peer_arguments};
  Server server;
  limit_waits(run_limit);
  if (server_start(&server, commands[program])) measure_text(&server, part, program);
  else report_failure(&report, part, program, server.failure, NULL, 0);
  server_end(&server);
}

int main(int count, char **arguments) {
  compose();
  suite = suite_begin(count, arguments, &report, peer, programs);
  return suite_run(&report, &suite, rounds, time_limit, measure);
}
