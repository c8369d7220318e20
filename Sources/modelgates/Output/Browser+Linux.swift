#if os(Linux)
  import Glibc

  extension Browser {
    static let program = "xdg-open"

    /// Standard input and output lead nowhere, and the program is in a process group of its own: Ctrl-C isn't for it.
    static func withSpawnSettings(
      _ body: (inout posix_spawn_file_actions_t, inout posix_spawnattr_t) -> Bool
    ) -> Bool {
      var actions = posix_spawn_file_actions_t()
      var attributes = posix_spawnattr_t()
      posix_spawn_file_actions_init(&actions)
      posix_spawnattr_init(&attributes)
      defer {
        posix_spawn_file_actions_destroy(&actions)
        posix_spawnattr_destroy(&attributes)
      }
      posix_spawn_file_actions_addopen(&actions, STDIN_FILENO, "/dev/null", O_RDONLY, 0)
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
      posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0)
      posix_spawnattr_setpgroup(&attributes, 0)
      posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETPGROUP))
      return body(&actions, &attributes)
    }
  }
#endif
