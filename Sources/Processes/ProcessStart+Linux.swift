#if os(Linux)
  import Glibc

  extension ProcessStart {
    typealias Actions = posix_spawn_file_actions_t
    typealias Attributes = posix_spawnattr_t

    static var noActions: Actions { Actions() }
    static var noAttributes: Attributes { Attributes() }
    /// Our descriptors are closed by their own flag.
    static var systemFlags: Int32 { 0 }

    /// A standard stream has no such flag.
    static func share(_ descriptor: Int32, _ actions: inout Actions) {}
  }
#endif
