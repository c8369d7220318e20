#include "CSystemLibraries.h"
#include "Symbols.h"

#include <limits.h>
#include <pthread.h>
#include <string.h>

// MARK: The library

// Result, name and arguments of each function we use; see evp.h, hmac.h and err.h of OpenSSL 3.0.
#define SYMBOLS(X)                                                                                                       \
  X(int, EVP_Digest, (const void *, size_t, unsigned char *, unsigned int *, const void *md, void *engine))              \
  X(const void *, EVP_sha256, (void))                                                                                    \
  X(unsigned char *, HMAC,                                                                                               \
    (const void *md, const void *, int, const unsigned char *, size_t, unsigned char *, unsigned int *))                 \
  X(const void *, EVP_aes_256_gcm, (void))                                                                               \
  X(void *, EVP_CIPHER_CTX_new, (void))                                                                                  \
  X(void, EVP_CIPHER_CTX_free, (void *))                                                                                 \
  X(int, EVP_CIPHER_CTX_ctrl, (void *, int type, int, void *))                                                           \
  X(int, EVP_CipherInit_ex, (void *, const void *, void *engine, const uint8_t *key, const uint8_t *nonce, int seal))    \
  X(int, EVP_CipherUpdate, (void *, uint8_t *, int *, const uint8_t *, int))                                             \
  X(int, EVP_CipherFinal_ex, (void *, uint8_t *, int *))                                                                 \
  X(int, EVP_PBE_scrypt,                                                                                                 \
    (const char *, size_t, const uint8_t *, size_t, uint64_t, uint64_t, uint64_t, uint64_t, uint8_t *, size_t))          \
  X(void, ERR_clear_error, (void))                                                                                       \
  X(void, OPENSSL_cleanse, (void *, size_t))

static struct { SYMBOLS(DECLARE) } library;
static const char *const names[] = {SYMBOLS(NAME)};
enum { symbol_count = sizeof names / sizeof *names };

static pthread_once_t once = PTHREAD_ONCE_INIT;
static char missing[160];

#ifdef __APPLE__
static const char *const files[] = {
    "/opt/homebrew/opt/openssl@3/lib/libcrypto.3.dylib", "/usr/local/opt/openssl@3/lib/libcrypto.3.dylib", NULL};
#else
static const char *const files[] = {"libcrypto.so.3", NULL};
#endif

static void load(void) {
  void *addresses[symbol_count];
  if (modelgates_load_library(files, names, addresses, symbol_count, missing, sizeof missing) == NULL) return;
  memcpy(&library, addresses, sizeof library);
}

static int is_available(void) {
  pthread_once(&once, load);
  return missing[0] == 0;
}

const char *modelgates_crypto_missing(void) { return missing[0] == 0 ? NULL : missing; }

// The library keeps a list of what went wrong for each thread; nobody reads it.
static int outcome(int succeeded) {
  if (succeeded) return modelgates_crypto_done;
  library.ERR_clear_error();
  return modelgates_crypto_failed;
}

// MARK: Digests

int modelgates_sha256(const uint8_t *bytes, size_t count, uint8_t *digest) {
  if (!is_available()) return modelgates_crypto_unavailable;
  unsigned int size = 0;
  int succeeded = library.EVP_Digest(bytes, count, digest, &size, library.EVP_sha256(), NULL);
  return outcome(succeeded == 1 && size == 32);
}

int modelgates_hmac_sha256(const uint8_t *key, size_t key_count, const uint8_t *message, size_t message_count, uint8_t *code) {
  if (!is_available()) return modelgates_crypto_unavailable;
  if (key_count > INT_MAX) return modelgates_crypto_failed;
  unsigned int size = 0;
  const uint8_t *present = key == NULL ? (const uint8_t *)"" : key;
  const void *done = library.HMAC(library.EVP_sha256(), present, (int)key_count, message, message_count, code, &size);
  return outcome(done != NULL && size == 32);
}

// MARK: AES-256-GCM

enum { set_nonce_count = 0x9, get_tag = 0x10, set_tag = 0x11 };  // EVP_CTRL_AEAD_…

// A context with key, nonce and additional data set; NULL where the library refuses.
static void *start(const uint8_t *key, const uint8_t *nonce, const uint8_t *additional, size_t additional_count, int seal) {
  void *context = library.EVP_CIPHER_CTX_new();
  if (context == NULL) return NULL;
  int taken = 0;
  if (library.EVP_CipherInit_ex(context, library.EVP_aes_256_gcm(), NULL, NULL, NULL, seal) == 1 &&
      library.EVP_CIPHER_CTX_ctrl(context, set_nonce_count, 12, NULL) == 1 &&
      library.EVP_CipherInit_ex(context, NULL, NULL, key, nonce, seal) == 1 &&
      (additional_count == 0 || library.EVP_CipherUpdate(context, NULL, &taken, additional, (int)additional_count) == 1)) {
    return context;
  }
  library.EVP_CIPHER_CTX_free(context);
  return NULL;
}

static int transform(void *context, const uint8_t *input, size_t count, uint8_t *output) {
  int written = 0;
  if (count == 0) return 1;
  return library.EVP_CipherUpdate(context, output, &written, input, (int)count) == 1 && (size_t)written == count;
}

// GCM has nothing left to write at its end, but the library wants a place for it.
static int finish(void *context) {
  uint8_t rest[16];
  int written = 0;
  return library.EVP_CipherFinal_ex(context, rest, &written) == 1 && written == 0;
}

int modelgates_aes256gcm_seal(
    const uint8_t *key, const uint8_t *nonce, const uint8_t *additional, size_t additional_count, const uint8_t *plaintext, size_t count,
    uint8_t *ciphertext, uint8_t *tag) {
  if (!is_available()) return modelgates_crypto_unavailable;
  if (count > INT_MAX || additional_count > INT_MAX) return modelgates_crypto_failed;
  void *context = start(key, nonce, additional, additional_count, 1);
  if (context == NULL) return outcome(0);
  int succeeded = transform(context, plaintext, count, ciphertext) && finish(context) &&
                  library.EVP_CIPHER_CTX_ctrl(context, get_tag, 16, tag) == 1;
  library.EVP_CIPHER_CTX_free(context);
  return outcome(succeeded);
}

int modelgates_aes256gcm_open(
    const uint8_t *key, const uint8_t *nonce, const uint8_t *additional, size_t additional_count, const uint8_t *ciphertext, size_t count,
    const uint8_t *tag, uint8_t *plaintext) {
  if (!is_available()) return modelgates_crypto_unavailable;
  if (count > INT_MAX || additional_count > INT_MAX) return modelgates_crypto_failed;
  void *context = start(key, nonce, additional, additional_count, 0);
  if (context == NULL) return outcome(0);
  uint8_t expected[16];
  memcpy(expected, tag, sizeof expected);
  int succeeded = transform(context, ciphertext, count, plaintext) &&
                  library.EVP_CIPHER_CTX_ctrl(context, set_tag, sizeof expected, expected) == 1;
  int authentic = succeeded && finish(context);
  library.EVP_CIPHER_CTX_free(context);
  if (authentic) return modelgates_crypto_done;
  if (count > 0) library.OPENSSL_cleanse(plaintext, count);
  library.ERR_clear_error();
  return succeeded ? modelgates_crypto_not_authentic : modelgates_crypto_failed;
}

// MARK: scrypt

int modelgates_scrypt(
    const uint8_t *passphrase, size_t passphrase_count, const uint8_t *salt, size_t salt_count, uint64_t n, uint64_t r, uint64_t p,
    uint64_t memory, uint8_t *key, size_t key_count) {
  if (!is_available()) return modelgates_crypto_unavailable;
  // Without a passphrase or salt to point at the library would take it as not given.
  const char *secret = passphrase_count == 0 ? "" : (const char *)passphrase;
  const uint8_t *present = salt_count == 0 ? (const uint8_t *)"" : salt;
  return outcome(library.EVP_PBE_scrypt(secret, passphrase_count, present, salt_count, n, r, p, memory, key, key_count) == 1);
}
