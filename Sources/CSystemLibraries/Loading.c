#include "CSystemLibraries.h"

#include <dlfcn.h>
#include <stdio.h>

// The symbol that the library doesn't have; NULL where it has them all.
static const char *look_up(void *library, const char *const *symbols, void **addresses, size_t count) {
  for (size_t index = 0; index < count; index++) {
    addresses[index] = dlsym(library, symbols[index]);
    if (addresses[index] == NULL) return symbols[index];
  }
  return NULL;
}

const char *modelgates_load_library(
    const char *const *files, const char *const *symbols, void **addresses, size_t count, char *missing, size_t size) {
  missing[0] = 0;
  for (; *files != NULL; files++) {
    void *library = dlopen(*files, RTLD_NOW | RTLD_LOCAL);
    const char *symbol = library == NULL ? NULL : look_up(library, symbols, addresses, count);
    if (library != NULL && symbol == NULL) {
      missing[0] = 0;
      return *files;
    }
    // The first file is the one to install; a lack of symbols says more than a lack of the file.
    if (library != NULL) {
      snprintf(missing, size, "%s (%s)", *files, symbol);
      dlclose(library);
    } else if (missing[0] == 0) {
      snprintf(missing, size, "%s", *files);
    }
  }
  return NULL;
}
