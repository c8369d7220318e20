#if os(Linux)
  import Glibc

  extension ProcessStart {
    static var noActions: posix_spawn_file_actions_t { posix_spawn_file_actions_t() }
    static var noAttributes: posix_spawnattr_t { posix_spawnattr_t() }
    /// Our descriptors are closed by their own flag.
    static var systemFlags: Int32 { 0 }

    /// A standard stream has no such flag.
    static func share(_ descriptor: Int32, _ actions: inout posix_spawn_file_actions_t) {}
  }
#endif
