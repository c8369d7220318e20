import CSystemLibraries

/// Makes the process keep some megabytes of memory that it has freed, instead of giving them back at once.
///
/// For a server that builds answers of a hundred kilobytes again and again: to get the same pages from the system each time costs a
/// fifth of such a call. All of it is kept in two places, where the allocator would have one for each thread: each keeps what its
/// largest call has needed. Does nothing where the allocator can't be told.
public func keepFreedMemory() {
  #if canImport(Glibc)
    mallopt(M_MMAP_THRESHOLD, 4 << 20)
    mallopt(M_TRIM_THRESHOLD, 16 << 20)
    mallopt(M_TOP_PAD, 1 << 20)
    mallopt(M_ARENA_MAX, 2)
  #endif
}
