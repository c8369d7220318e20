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

/// Loads a shared library and looks up each of `count` symbols. 0 with the addresses filled in; -1 where there is no such library;
/// n where the library has no symbols[n - 1]. The library stays loaded unless this fails.
int modelgates_load_library(const char *_Nonnull name, const char *_Nullable const *_Nonnull symbols, void *_Nullable *_Nonnull addresses, size_t count);

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
