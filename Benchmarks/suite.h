// How a benchmark is called, `SUITE [--json] DIRECTORY LIMIT [PYTHON PEER.py]`, and its run: all programs take turns in several
// rounds, so that a change of the machine's pace meets them all; what is shown is
// the median.

#include <stdbool.h>

#include "report.h"

typedef struct {
  const char *directory;      // with the programs of ours
  char *limit;                // a program that does next to nothing
  char *python, *peer;        // an interpreter with the packages of peer.py, and peer.py; null: neither is measured
  bool as_json;
} Suite;

// - alone: how many of the report's programs there are without the interpreter's.
Suite suite_begin(int count, char **arguments, Report *report, int alone, int programs);
// Measures each part of each program once a round, and shows the report; what the program exits with. After `time_limit`
// seconds no more begin, but for the first round. What has failed isn't tried again.
int suite_run(Report *report, const Suite *suite, int rounds, double time_limit, void (*measure)(int part, int program));
