#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension File {
  /// Makes a folder, less what the umask takes from the mode.
  ///
  /// With `intermediates` the missing folders above it are made too, in the same mode, and a folder that exists is
  /// as good as a new one; without, it is `.exists`. What isn't a folder and is in the way is `.exists` or `.notDirectory`.
  public static func createDirectory(_ path: FilePath, mode: FileMode, intermediates: Bool) throws(FileError) {
    guard intermediates else { return try makeDirectory(path, mode: mode) }
    var missing: [FilePath] = []
    var next = path
    while try status(next) == nil {
      missing.append(next)
      let parent = next.parent
      if parent == next { break }
      next = parent
    }
    for path in missing.reversed() {
      do {
        try makeDirectory(path, mode: mode)
      } catch {
        // Somebody else made it meanwhile, or `..` made one path another's parent.
        if error.code == .exists, try status(path)?.kind == .directory { continue }
        throw error
      }
    }
    guard try status(path)?.kind == .directory else {
      throw .refusal(.notDirectory, cannot: "create the folder", path, "it is not a folder")
    }
  }

  private static func makeDirectory(_ path: FilePath, mode: FileMode) throws(FileError) {
    do throws(Errno) {
      try SystemCalls.makeDirectory(path.value, mode: mode)
      let parent = try SystemCalls.open(path.parent.value, O_RDONLY | O_DIRECTORY)
      try? SystemCalls.synchronize(parent.value)
    } catch {
      throw FileError(error, cannot: "create the folder", path)
    }
  }
}
