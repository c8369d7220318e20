// What a benchmark measures and shows: rows of figures beside each other, one column a program. What is shown of each is
// the median of its samples.

#pragma once

#include <stdbool.h>
#include <stddef.h>

enum { most_metrics = 24, most_programs = 4, most_parts = 4, most_samples = 32 };

typedef struct {
  int part;
  const char *name, *unit;  // of a unit "…/s", more is better
  double scale, goal;  // `goal` in `unit`, or where it is negative in parts of the second column, the limit; 0: none
  int digits;
} Row;

typedef struct {
  const char *suite;
  const Row *rows;
  int metrics;
  const char *const *columns;  // the first one's figures are held against the goals
  const char *const *parts;
  int part_count;
  int programs;
  struct { double values[most_samples]; int count; } samples[most_metrics][most_programs];
  char failures[most_parts][most_programs][200];
} Report;

double quantile(double *values, int count, double part);

void report_note(Report *report, int metric, int program, double value);
double report_median(Report *report, int metric, int program);
// Remembers why a part couldn't be measured; always false.
bool report_failure(Report *report, int part, int program, const char *reason, const char *text, size_t length);
bool report_has_failed(const Report *report, int part, int program);
// Prints everything, failures to standard error; what the program exits with.
int report_show(Report *report, bool as_json);
