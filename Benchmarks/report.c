#include "report.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static int ascending(const void *left, const void *right) {
  double difference = *(const double *)left - *(const double *)right;
  return (difference > 0) - (difference < 0);
}

double quantile(double *values, int count, double part) {
  qsort(values, count, sizeof *values, ascending);
  return count > 0 ? values[(int)(part * (count - 1) + 0.5)] : 0;
}

void report_note(Report *report, int metric, int program, double value) {
  int *count = &report->samples[metric][program].count;
  if (*count < most_samples) report->samples[metric][program].values[(*count)++] = value;
}

double report_median(Report *report, int metric, int program) {
  return quantile(report->samples[metric][program].values, report->samples[metric][program].count, 0.5);
}

bool report_failure(Report *report, int part, int program, const char *reason, const char *text, size_t length) {
  snprintf(report->failures[part][program], sizeof report->failures[0][0], "%s%.*s", reason,
    length > 120 ? 120 : (int)length, text ? text : "");
  return false;
}

bool report_has_failed(const Report *report, int part, int program) { return report->failures[part][program][0]; }

static double goal_of(Report *report, int metric) {
  const Row *row = &report->rows[metric];
  return row->goal < 0 ? -row->goal * report_median(report, metric, 1) * row->scale : row->goal;
}

static void show_row(Report *report, int metric) {
  const Row *row = &report->rows[metric];
  printf("%-34s %-8s", row->name, row->unit);
  for (int program = 0; program < report->programs; program++) {
    double value = report_median(report, metric, program) * row->scale;
    if (report_has_failed(report, row->part, program)) printf(" %12s", "failed");
    else if (value > 0) printf(" %12.*f", row->digits, value);
    else printf(" %12s", "-");
  }
  double value = report_median(report, metric, 0) * row->scale;
  double goal = goal_of(report, metric);
  if (goal > 0) printf(" %12g", goal);
  if (goal > 0 && value > 0)
    printf("  %s", (strstr(row->unit, "/s") ? value >= goal : value <= goal) ? "met" : "missed");
  printf("\n");
}

static void show_table(Report *report) {
  printf("%-34s %-8s", "", "");
  for (int program = 0; program < report->programs; program++) printf(" %12s", report->columns[program]);
  printf(" %12s\n", "goal");
  for (int metric = 0; metric < report->metrics; metric++) show_row(report, metric);
}

static void show_json(Report *report) {
  printf("{\"suite\":\"%s\",\"measurements\":[", report->suite);
  for (int metric = 0; metric < report->metrics; metric++) {
    const Row *row = &report->rows[metric];
    printf("%s\n{\"name\":\"%s\",\"unit\":\"%s\"", metric ? "," : "", row->name, row->unit);
    double goal = goal_of(report, metric);
    if (goal > 0) printf(",\"goal\":%g", goal);
    for (int program = 0; program < report->programs; program++) {
      double value = report_median(report, metric, program) * row->scale;
      if (value > 0 && !report_has_failed(report, row->part, program))
        printf(",\"%s\":%.*f", report->columns[program], row->digits, value);
    }
    printf("}");
  }
  printf("\n]}\n");
}

int report_show(Report *report, bool as_json) {
  int status = 0;
  if (as_json) show_json(report);
  else show_table(report);
  for (int part = 0; part < report->part_count; part++)
    for (int program = 0; program < report->programs; program++)
      if (report_has_failed(report, part, program)) {
        status = 1;
        fprintf(stderr, "failed: %s, %s: %s\n", report->columns[program], report->parts[part],
          report->failures[part][program]);
      }
  return status;
}
