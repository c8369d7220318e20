import Files
import Operations

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which folder is the project: `--project`, else `CLAUDE_PROJECT_DIR`, else the nearest one upward that has `.projects`, else the
/// nearest with `.git`, else the working directory. A marker counts that belongs to the user or to who owns the working directory:
/// what stands in `.projects` decides which files are written, so a stranger's in `/tmp` must not choose for us. A `.git` in the
/// home is that of settings, and makes no project of what lies below.
enum ProjectFolder {
  /// Folders looked at on the way up.
  private static let limit = 64

  static func find(
    _ flag: String?, environment: [String: String], from directory: FilePath
  ) throws -> FilePath {
    if let flag {
      let folder = try FilePath(flag).absolute(in: directory)
      guard try File.status(folder)?.kind == .directory else { throw UsageError("--project: \(folder) is no folder.") }
      return folder
    }
    if let named = environment[.projectFolder], let folder = try? FilePath(named), folder.isAbsolute,
      try File.status(folder)?.kind == .directory
    {
      return folder.normalized
    }
    let home = environment["HOME"].flatMap { try? FilePath($0) }?.normalized
    return try nearest(".projects", from: directory) ?? nearest(".git", from: directory, below: home) ?? directory
  }

  private static func nearest(
    _ name: FilePath, from directory: FilePath, below home: FilePath? = nil
  ) throws -> FilePath? {
    var folder = directory.normalized
    let owners = [getuid()] + (try File.status(folder).map { [$0.owner] } ?? [])
    for _ in 0..<limit {
      if folder == home, folder != directory.normalized { return nil }
      if let marker = try? File.status(folder / name), owners.contains(marker.owner) { return folder }
      guard folder.parent != folder else { return nil }
      folder = folder.parent
    }
    return nil
  }
}
