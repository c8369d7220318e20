#include "suite.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "server.h"

Suite suite_begin(int count, char **arguments, Report *report, int alone, int programs) {
  bool as_json = count > 1 && strcmp(arguments[1], "--json") == 0;
  char **rest = arguments + 1 + as_json;
  int left = count - 1 - as_json;
  if (left != 2 && left != 4) {
    fprintf(stderr, "usage: %s [--json] DIRECTORY LIMIT [PYTHON PEER.py]\n", report->suite);
    exit(2);
  }
  signal(SIGPIPE, SIG_IGN);
  report->programs = left == 4 ? programs : alone;
  return (Suite){
    .directory = rest[0], .limit = rest[1], .python = left == 4 ? rest[2] : NULL, .peer = left == 4 ? rest[3] : NULL,
    .as_json = as_json,
  };
}

int suite_run(Report *report, const Suite *suite, int rounds, double time_limit, void (*measure)(int part, int program)) {
  double began = now();
  for (int round = 0; round < rounds; round++)
    for (int part = 0; part < report->part_count; part++)
      for (int program = 0; program < report->programs; program++)
        if (!report_has_failed(report, part, program) && (round == 0 || now() - began < time_limit))
          measure(part, program);
  return report_show(report, suite->as_json);
}
