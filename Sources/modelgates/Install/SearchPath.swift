import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The folders that a program without a slash in its name is looked for in, as PATH lists them.
struct SearchPath {
  private let folders: [FilePath]

  /// Folders that depend on where one is don't count, nor do more than 64.
  init(_ list: String) {
    folders = list.split(separator: ":").prefix(64).compactMap { try? FilePath(String($0)) }.filter(\.isAbsolute)
  }

  func find(_ name: FilePath) -> FilePath? { folders.lazy.map { $0 / name }.first(where: Self.isProgram) }

  static func isProgram(_ path: FilePath) -> Bool {
    (try? File.status(path))?.kind == .regular && access(path.value, X_OK) == 0
  }
}

extension FileStatus {
  /// Whether both are of one file, whatever its names.
  func isSameFile(as other: FileStatus) -> Bool { (inode, device) == (other.inode, other.device) }
}
