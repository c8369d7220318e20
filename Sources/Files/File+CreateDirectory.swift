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
    // From the top down, as the system walks: `..` then means what it means there, also behind a symbolic link.
    var ancestor: FilePath = path.isAbsolute ? "/" : "."
    for component in path.components {
      ancestor = ancestor / FilePath(unchecked: component)
      if try status(ancestor) != nil { continue }
      do {
        try makeDirectory(ancestor, mode: mode)
      } catch {
        // Somebody else made it meanwhile.
        if error.code == .exists, try status(ancestor)?.kind == .directory { continue }
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
