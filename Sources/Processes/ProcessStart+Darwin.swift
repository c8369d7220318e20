#if canImport(Darwin)
  import Darwin

  extension ProcessStart {
    typealias Actions = posix_spawn_file_actions_t?
    typealias Attributes = posix_spawnattr_t?

    static var noActions: Actions { nil }
    static var noAttributes: Attributes { nil }
    /// Descriptors are closed but for those that an action names.
    static var systemFlags: Int32 { Int32(POSIX_SPAWN_CLOEXEC_DEFAULT) }

    static func share(_ descriptor: Int32, _ actions: inout Actions) {
      posix_spawn_file_actions_addinherit_np(&actions, descriptor)
    }
  }
#endif
