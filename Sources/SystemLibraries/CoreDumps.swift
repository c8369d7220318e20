import CSystemLibraries

/// Keeps what the process has in memory, keys among it, out of core files, and on Linux away from debuggers of the same user.
///
/// Best effort: a system that refuses it goes on without. On Linux it also closes `/proc/self/fd` to a process that isn't root's, so
/// streams that are opened anew by that way must be taken before.
public func disableCoreDumps() { _ = modelgates_disable_core_dumps() }
