#include "CSystemLibraries.h"
#include "Symbols.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>

// MARK: The library

// Result, name and arguments of each function we use; see easy.h and multi.h of libcurl 7.68. The variadic ones are called as such:
// on some systems their arguments travel otherwise than those of other functions.
#define SYMBOLS(X)                                                                                                       \
  X(int, curl_global_init, (long))                                                                                       \
  X(void *, curl_easy_init, (void))                                                                                      \
  X(void, curl_easy_reset, (void *))                                                                                     \
  X(void, curl_easy_cleanup, (void *))                                                                                   \
  X(int, curl_easy_setopt, (void *, int, ...))                                                                           \
  X(int, curl_easy_getinfo, (void *, int, ...))                                                                          \
  X(void *, curl_slist_append, (void *, const char *))                                                                   \
  X(void, curl_slist_free_all, (void *))                                                                                 \
  X(void *, curl_multi_init, (void))                                                                                     \
  X(int, curl_multi_add_handle, (void *, void *))                                                                        \
  X(int, curl_multi_remove_handle, (void *, void *))                                                                     \
  X(int, curl_multi_perform, (void *, int *))                                                                            \
  X(int, curl_multi_poll, (void *, void *, unsigned int, int, int *))                                                    \
  X(int, curl_multi_wakeup, (void *))                                                                                    \
  X(struct message *, curl_multi_info_read, (void *, int *))                                                             \
  X(int, curl_multi_cleanup, (void *))

// What curl_multi_info_read gives (CURLMsg).
struct message {
  int kind;
  void *easy;
  union {
    void *any;
    int result;
  } data;
};

static struct { SYMBOLS(DECLARE) } library;
static const char *const names[] = {SYMBOLS(NAME)};
enum { symbol_count = sizeof names / sizeof *names };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char missing[160];

#ifdef __APPLE__
static const char *const files[] = {"/usr/lib/libcurl.4.dylib", NULL};
#else
static const char *const files[] = {"libcurl.so.4", "libcurl-gnutls.so.4", NULL};
#endif

enum { initialize_everything = 3, initialize_done = 0 };  // CURL_GLOBAL_DEFAULT

static void load(void) {
  void *addresses[symbol_count];
  const char *file = modelgates_load_library(files, names, addresses, symbol_count, missing, sizeof missing);
  if (file == NULL) return;
  memcpy(&library, addresses, sizeof library);
  if (library.curl_global_init(initialize_everything) == initialize_done) return;
  snprintf(missing, sizeof missing, "%s (curl_global_init)", file);
}

int modelgates_curl_load(void) {
  pthread_once(&once, load);
  return missing[0] == 0;
}

const char *modelgates_curl_missing(void) { return missing[0] == 0 ? NULL : missing; }

// MARK: One transfer

void *modelgates_curl_make(void) { return library.curl_easy_init(); }
void modelgates_curl_reset(void *easy) { library.curl_easy_reset(easy); }
void modelgates_curl_free(void *easy) { library.curl_easy_cleanup(easy); }

int modelgates_curl_set_number(void *easy, int option, long value) {
  return library.curl_easy_setopt(easy, option, value);
}

int modelgates_curl_set_size(void *easy, int option, int64_t value) {
  return library.curl_easy_setopt(easy, option, value);
}

int modelgates_curl_set_text(void *easy, int option, const char *value) {
  return library.curl_easy_setopt(easy, option, value);
}

int modelgates_curl_set_pointer(void *easy, int option, const void *value) {
  return library.curl_easy_setopt(easy, option, value);
}

int modelgates_curl_set_receiver(void *easy, int option, modelgates_curl_receiver receiver) {
  return library.curl_easy_setopt(easy, option, receiver);
}

int modelgates_curl_set_watcher(void *easy, int option, modelgates_curl_watcher watcher) {
  return library.curl_easy_setopt(easy, option, watcher);
}

long modelgates_curl_number(void *easy, int information) {
  long value = 0;
  return library.curl_easy_getinfo(easy, information, &value) == 0 ? value : 0;
}

const char *modelgates_curl_text(void *easy, int information) {
  const char *value = NULL;
  return library.curl_easy_getinfo(easy, information, &value) == 0 ? value : NULL;
}

void *modelgates_curl_append(void *list, const char *line) { return library.curl_slist_append(list, line); }
void modelgates_curl_free_list(void *list) { library.curl_slist_free_all(list); }

// MARK: Carrying it out

enum { transfer_done = 1 };  // CURLMSG_DONE

void *modelgates_curl_make_driver(void) { return library.curl_multi_init(); }
void modelgates_curl_free_driver(void *driver) { library.curl_multi_cleanup(driver); }
int modelgates_curl_begin(void *driver, void *easy) { return library.curl_multi_add_handle(driver, easy); }
void modelgates_curl_end(void *driver, void *easy) { library.curl_multi_remove_handle(driver, easy); }
void modelgates_curl_wake(void *driver) { library.curl_multi_wakeup(driver); }

int modelgates_curl_advance(void *driver, int *result) {
  int running = 0;
  int failure = library.curl_multi_perform(driver, &running);
  if (failure != 0) return modelgates_curl_driver_failed;
  int left = 0;
  struct message *message;
  while ((message = library.curl_multi_info_read(driver, &left)) != NULL) {
    if (message->kind != transfer_done) continue;
    *result = message->data.result;
    return modelgates_curl_driver_done;
  }
  return running > 0 ? modelgates_curl_driver_running : modelgates_curl_driver_failed;
}

int modelgates_curl_wait(void *driver, int milliseconds) {
  return library.curl_multi_poll(driver, NULL, 0, milliseconds, NULL) == 0 ? 0 : -1;
}
