#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Whose process this is.
public enum User {
  public static var identifier: UInt32 { geteuid() }

  /// What stands before a command that only root may give.
  public static var root: String { identifier == 0 ? "" : "sudo " }

  static func mayRead(_ file: String) -> Bool { access(file, R_OK) == 0 }

  /// Whether the process may make, replace and remove files in a folder.
  static func mayWrite(into folder: String) -> Bool { access(folder, W_OK | X_OK) == 0 }
}
