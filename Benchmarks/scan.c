// The limit for JSON on this machine: reads texts a line each and answers like `benchmark-server --json`, but for parsing it
// only walks once over the bytes, to the ends of the strings and the structure between them, and for writing it copies them.
// It checks nothing and keeps nothing. Linux only.

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static const int64_t shortest = 20000000;

static int64_t nanoseconds(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec * 1000000000 + time.tv_nsec;
}

// The values in a text, roughly: what opens, a string, or what follows a comma.
__attribute__((noinline)) static size_t walk(const char *text, size_t length) {
  size_t values = 0;
  for (const char *byte = text, *end = text + length; byte < end; byte++) {
    switch (*byte) {
      case '"':
        while (++byte < end && *byte != '"') byte += *byte == '\\';
        values++;
        break;
      case '{': case '[': case ',': values++; break;
    }
  }
  return values;
}

__attribute__((noinline)) static size_t copy(char *to, const char *text, size_t length) {
  memcpy(to, text, length);
  return to[length / 2];
}

int main(void) {
  char *text = NULL, *room = NULL;
  size_t capacity = 0;
  volatile size_t sum = 0;
  for (ssize_t length; (length = getline(&text, &capacity, stdin)) > 0;) {
    int64_t times[2];
    if (!(room = realloc(room, capacity))) return 1;
    length -= text[length - 1] == '\n';
    for (int writes = 0; writes < 2; writes++) {
      int64_t began = nanoseconds(), calls = 0, time = 0;
      for (; time < shortest; calls += 16, time = nanoseconds() - began)
        for (int index = 0; index < 16; index++)
          sum += writes ? copy(room, text, length) : walk(text, length);
      times[writes] = time / calls;
    }
    printf("%lld %lld %zd\n", (long long)times[0], (long long)times[1], length);
    fflush(stdout);
  }
}
