extension File {
  /// Removes a file or a symbolic link, not what it leads to, and says whether one was there.
  ///
  /// With `durably` the removal has reached the device when this returns.
  @discardableResult
  public static func remove(_ path: FilePath, durably: Bool = true) throws(FileError) -> Bool {
    try removeEntry(path, durably: durably, SystemCalls.unlink)
  }

  /// Removes an empty folder (`.notEmpty` otherwise), and says whether one was there.
  @discardableResult
  public static func removeDirectory(_ path: FilePath) throws(FileError) -> Bool {
    try removeEntry(path, durably: false, SystemCalls.removeDirectory)
  }

  private static func removeEntry(
    _ path: FilePath, durably: Bool, _ call: (String, Int32) throws(Errno) -> Void
  ) throws(FileError) -> Bool {
    do throws(FileError) {
      let entry = try FolderEntry(path, to: "remove")
      try FileError.reporting("remove", path) { () throws(Errno) in
        try call(entry.name, entry.folder.value)
        if durably { try entry.synchronizeFolder() }
      }
      return true
    } catch {
      if error.code == .notFound { return false }
      throw error
    }
  }
}
