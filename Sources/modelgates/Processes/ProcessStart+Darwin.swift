#if canImport(Darwin)
  import Darwin

  extension ProcessStart {
    static var noActions: posix_spawn_file_actions_t? { nil }
    static var noAttributes: posix_spawnattr_t? { nil }
    /// Descriptors are closed but for those that an action names.
    static var systemFlags: Int32 { Int32(POSIX_SPAWN_CLOEXEC_DEFAULT) }

    static func share(_ descriptor: Int32, _ actions: inout posix_spawn_file_actions_t?) {
      posix_spawn_file_actions_addinherit_np(&actions, descriptor)
    }
  }
#endif
