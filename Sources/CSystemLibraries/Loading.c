#include "CSystemLibraries.h"

#include <dlfcn.h>

int modelgates_load_library(const char *name, const char *const *symbols, void **addresses, size_t count) {
  void *library = dlopen(name, RTLD_NOW | RTLD_LOCAL);
  if (library == NULL) return -1;
  for (size_t index = 0; index < count; index++) {
    addresses[index] = dlsym(library, symbols[index]);
    if (addresses[index] == NULL) {
      dlclose(library);
      return (int)index + 1;
    }
  }
  return 0;
}
