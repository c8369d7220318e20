#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Operations on files: each blocks until it is done, and each throws a ``FileError`` that names the path.
public enum File {
  /// What is at the path, or nil where nothing is.
  public static func status(_ path: FilePath, followingLinks: Bool = true) throws(FileError) -> FileStatus? {
    do {
      return try SystemCalls.status(path.value, followingLinks: followingLinks)
    } catch {
      if error.value == ENOENT || error.value == ENOTDIR { return nil }
      throw FileError(error, cannot: "look at", path)
    }
  }

  /// The folder that relative paths start from.
  public static func workingDirectory() throws(FileError) -> FilePath {
    let text = try FileError.reporting("find the working folder", ".") { () throws(Errno) in
      try SystemCalls.workingDirectory()
    }
    return FilePath(unchecked: text)
  }

  /// The names in a folder, sorted by their bytes, without `.` and `..`. Throws `.tooLarge` where there are more than `limit`.
  ///
  /// A name that isn't UTF-8 is repaired, and so names nothing.
  public static func list(_ directory: FilePath, limit: Int) throws(FileError) -> [String] {
    let names = try FileError.reporting("list", directory) { () throws(Errno) in
      try SystemCalls.names(in: directory.value, limit: limit)
    }
    guard let names else {
      throw .refusal(.tooLarge, cannot: "list", directory, "the folder has more than \(limit) entries")
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What a symbolic link says, whether or not anything is there; nil where the path is no symbolic link or nothing is there.
  ///
  /// Throws `.tooLarge` for a target of more than 4095 bytes, and `.invalidPath` for one that isn't UTF-8.
  public static func target(ofLink path: FilePath) throws(FileError) -> String? {
    guard try status(path, followingLinks: false)?.kind == .symbolicLink else { return nil }
    let bytes = try FileError.reporting("read the symbolic link", path) { () throws(Errno) in
      try SystemCalls.linkTarget(path.value, limit: 4096)
    }
    guard bytes.count < 4096 else {
      throw .refusal(.tooLarge, cannot: "read the symbolic link", path, "it has more than 4095 bytes")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw .refusal(.invalidPath, cannot: "read the symbolic link", path, "its target is not text")
    }
    return text
  }

  /// Makes a symbolic link; its target is any path and need not exist.
  public static func createSymbolicLink(_ path: FilePath, to target: FilePath) throws(FileError) {
    try FileError.reporting("make the symbolic link", path) { () throws(Errno) in
      try SystemCalls.makeSymbolicLink(path.value, to: target.value)
    }
  }
}
