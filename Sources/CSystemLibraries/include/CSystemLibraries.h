#pragma once

// The system's libraries, loaded when they are first needed, and what Swift can't call by itself.
//
// Everything a library's header would say is declared here or beside its use, so that no development package is needed to build.

#include <stddef.h>
#include <stdint.h>
#include <sys/types.h>

#ifdef __linux__
// Not part of Swift's Glibc module.
#include <malloc.h>
#include <sys/epoll.h>
#endif

// MARK: System calls

/// A descriptor that becomes readable when the process ends (pidfd_open(2), Linux 5.3), close-on-exec; -1 and errno on failure.
/// Where the system has no such call: -1 and ENOSYS.
int modelgates_pidfd_open(pid_t pid);

#ifdef __linux__
/// accept4(2), which Swift's Glibc module leaves out: the next connection of a listening socket, non-blocking and close-on-exec;
/// -1 and errno where there is none.
int modelgates_accept(int listener);
#endif

/// Keeps the process's memory out of core files and, on Linux, away from other processes of the same user (PR_SET_DUMPABLE 0).
/// 0, or -1 and errno. Both measures are tried even if one of them fails.
int modelgates_disable_core_dumps(void);

// MARK: Loading

/// Loads the first of some shared libraries (NULL ends their list) that has each of `count` symbols, for good. Its name, with the
/// addresses filled in; NULL where there is none, and then `missing`, which takes `size` bytes, has a file, or a file and a symbol.
const char *_Nullable modelgates_load_library(
    const char *_Nullable const *_Nonnull files, const char *_Nullable const *_Nonnull symbols, void *_Nullable *_Nonnull addresses,
    size_t count, char *_Nonnull missing, size_t size);

// MARK: libcrypto of OpenSSL 3
// Each function loads the library at its first use, from any thread, and returns one of:

enum {
  modelgates_crypto_done = 0,
  /// The library or one of its symbols is missing: modelgates_crypto_missing() names it.
  modelgates_crypto_unavailable = 1,
  /// The tag doesn't fit: wrong key, or what was sealed has been changed.
  modelgates_crypto_not_authentic = 2,
  /// The library refused the input or had no memory.
  modelgates_crypto_failed = 3,
};

/// What is missing, as "libcrypto.so.3" or "libcrypto.so.3 (EVP_Digest)"; NULL where nothing is, or nothing was called yet.
const char *_Nullable modelgates_crypto_missing(void);

/// `digest` takes 32 bytes.
int modelgates_sha256(const uint8_t *_Nullable bytes, size_t count, uint8_t *_Nonnull digest);

/// `code` takes 32 bytes. A key of more than INT_MAX bytes is refused.
int modelgates_hmac_sha256(
    const uint8_t *_Nullable key, size_t key_count, const uint8_t *_Nullable message, size_t message_count, uint8_t *_Nonnull code);

/// AES-256-GCM: 32 bytes of key, 12 of nonce, 16 of tag; `ciphertext` takes as many bytes as there are of plaintext.
/// More than INT_MAX bytes of plaintext or additional data are refused.
int modelgates_aes256gcm_seal(
    const uint8_t *_Nonnull key, const uint8_t *_Nonnull nonce, const uint8_t *_Nullable additional, size_t additional_count,
    const uint8_t *_Nullable plaintext, size_t count, uint8_t *_Nullable ciphertext, uint8_t *_Nonnull tag);

/// The inverse; `plaintext` takes as many bytes as there are of ciphertext, and is wiped where the tag doesn't fit.
int modelgates_aes256gcm_open(
    const uint8_t *_Nonnull key, const uint8_t *_Nonnull nonce, const uint8_t *_Nullable additional, size_t additional_count,
    const uint8_t *_Nullable ciphertext, size_t count, const uint8_t *_Nonnull tag, uint8_t *_Nullable plaintext);

/// scrypt (RFC 7914), refused where it would take more than `memory` bytes.
int modelgates_scrypt(
    const uint8_t *_Nullable passphrase, size_t passphrase_count, const uint8_t *_Nullable salt, size_t salt_count, uint64_t n, uint64_t r,
    uint64_t p, uint64_t memory, uint8_t *_Nonnull key, size_t key_count);

// MARK: libcurl 7.68 or newer
// modelgates_curl_load comes first; where it fails, nothing else may be called. Handles belong to one thread at a time.

/// Loads the library and initialises it, once in a process, from any thread. 0 where it or one of its symbols is missing.
int modelgates_curl_load(void);

/// What is missing, as "libcurl.so.4" or "libcurl.so.4 (curl_multi_poll)"; NULL where nothing is, or nothing was loaded yet.
const char *_Nullable modelgates_curl_missing(void);

/// Takes `count` bytes (`size` is always 1); whatever else it returns ends the transfer with modelgates_curl_e_write.
typedef size_t (*modelgates_curl_receiver)(char *_Nullable bytes, size_t size, size_t count, void *_Nullable context);

/// Is told that a request is about to be sent over a connection that stands; 0 lets it go on.
typedef int (*modelgates_curl_watcher)(
    void *_Nullable context, char *_Nullable remote, char *_Nullable local, int remote_port, int local_port);

/// A transfer (CURL *); NULL without memory.
void *_Nullable modelgates_curl_make(void);
void modelgates_curl_reset(void *_Nonnull easy);
void modelgates_curl_free(void *_Nonnull easy);

/// Each sets one option; 0, or libcurl's code. The name says the option's type: a wrong one is undefined behaviour.
int modelgates_curl_set_number(void *_Nonnull easy, int option, long value);
int modelgates_curl_set_size(void *_Nonnull easy, int option, int64_t value);
/// The text is copied.
int modelgates_curl_set_text(void *_Nonnull easy, int option, const char *_Nullable value);
/// What it points to must live as long as the transfer.
int modelgates_curl_set_pointer(void *_Nonnull easy, int option, const void *_Nullable value);
int modelgates_curl_set_receiver(void *_Nonnull easy, int option, modelgates_curl_receiver _Nonnull receiver);
int modelgates_curl_set_watcher(void *_Nonnull easy, int option, modelgates_curl_watcher _Nonnull watcher);

/// 0 where the transfer has no such information.
long modelgates_curl_number(void *_Nonnull easy, int information);
/// Valid until the transfer is reset; NULL where it has no such information.
const char *_Nullable modelgates_curl_text(void *_Nonnull easy, int information);

/// The list with a copy of the line; NULL without memory, and then the old list is still there.
void *_Nullable modelgates_curl_append(void *_Nullable list, const char *_Nonnull line);
void modelgates_curl_free_list(void *_Nullable list);

/// What carries transfers out and keeps their connections (CURLM *); NULL without memory.
void *_Nullable modelgates_curl_make_driver(void);
void modelgates_curl_free_driver(void *_Nonnull driver);
/// 0, or libcurl's code.
int modelgates_curl_begin(void *_Nonnull driver, void *_Nonnull easy);
void modelgates_curl_end(void *_Nonnull driver, void *_Nonnull easy);

enum {
  modelgates_curl_driver_running = 0,
  /// The transfer has come to its end.
  modelgates_curl_driver_done = 1,
  modelgates_curl_driver_failed = 2,
};

/// Does what can be done without waiting. When that was the last of it, `result` gets the transfer's code.
int modelgates_curl_advance(void *_Nonnull driver, int *_Nonnull result);
/// Waits until there is something to do, or until the driver is woken. 0, or -1.
int modelgates_curl_wait(void *_Nonnull driver, int milliseconds);
/// From any thread: ends the wait under way, or the next one.
void modelgates_curl_wake(void *_Nonnull driver);

// libcurl's own numbers (curl.h), which are part of its binary interface.
enum {
  // Numbers
  modelgates_curl_o_ssl_version = 32,
  modelgates_curl_o_post = 47,
  modelgates_curl_o_ssl_verify_peer = 64,
  modelgates_curl_o_fresh_connect = 74,
  modelgates_curl_o_http_get = 80,
  modelgates_curl_o_ssl_verify_host = 81,
  modelgates_curl_o_http_version = 84,
  modelgates_curl_o_no_signal = 99,
  modelgates_curl_o_timeout_ms = 155,
  modelgates_curl_o_connect_timeout_ms = 156,
  modelgates_curl_o_protocols = 181,
  modelgates_curl_o_header_destinations = 229,
  modelgates_curl_o_path_as_is = 234,
  modelgates_curl_o_proxy_ssl_verify_peer = 248,
  modelgates_curl_o_proxy_ssl_verify_host = 249,
  modelgates_curl_o_suppress_connect_headers = 265,
  modelgates_curl_o_http09_allowed = 285,
  modelgates_curl_o_quick_exit = 322,
  // Pointers
  modelgates_curl_o_write_data = 10001,
  modelgates_curl_o_post_fields = 10015,
  modelgates_curl_o_http_header = 10023,
  modelgates_curl_o_header_data = 10029,
  modelgates_curl_o_prerequest_data = 10313,
  // Texts
  modelgates_curl_o_url = 10002,
  modelgates_curl_o_user_agent = 10018,
  modelgates_curl_o_custom_request = 10036,
  modelgates_curl_o_ca_file = 10065,
  modelgates_curl_o_no_proxy = 10177,
  modelgates_curl_o_proxy_ca_file = 10246,
  // Receivers and watchers
  modelgates_curl_o_write_function = 20011,
  modelgates_curl_o_header_function = 20079,
  modelgates_curl_o_prerequest_function = 20312,
  // Sizes
  modelgates_curl_o_post_field_size = 30120,

  // Information: a text, then numbers
  modelgates_curl_i_redirect_url = 0x10001F,
  modelgates_curl_i_response_code = 0x200002,
  modelgates_curl_i_connect_code = 0x200016,

  // How a transfer ended
  modelgates_curl_e_ok = 0,
  modelgates_curl_e_unsupported_protocol = 1,
  modelgates_curl_e_proxy_name = 5,
  modelgates_curl_e_host_name = 6,
  modelgates_curl_e_connect = 7,
  modelgates_curl_e_strange_reply = 8,
  modelgates_curl_e_partial = 18,
  modelgates_curl_e_write = 23,
  modelgates_curl_e_memory = 27,
  modelgates_curl_e_timed_out = 28,
  modelgates_curl_e_ssl_connect = 35,
  modelgates_curl_e_nothing = 52,
  modelgates_curl_e_send = 55,
  modelgates_curl_e_receive = 56,
  modelgates_curl_e_certificate = 60,
  modelgates_curl_e_encoding = 61,
  modelgates_curl_e_ca_file = 77,
  modelgates_curl_e_issuer = 83,
  modelgates_curl_e_certificate_status = 91,
  modelgates_curl_e_proxy = 97,
};
