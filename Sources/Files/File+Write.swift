extension File {
  /// Puts a file with these bytes in the place of `path`, or makes it. At every moment, a crash included, the path has
  /// the old bytes or all of the new ones, and when this returns they have reached the device. `.notDurable` is the one
  /// error after which the path has the new bytes: they may be lost if the machine stops.
  ///
  /// The bytes are written to a hidden file in the same folder that takes the name at the end. A symbolic link
  /// (`.symbolicLink`) and what isn't a regular file (`.notRegularFile`) are refused. Owner and group stay: where the
  /// owner can't be kept, `.foreignOwner` is thrown; where the group can't, the group's permissions are dropped.
  ///
  /// - Parameters:
  ///   - mode: of the file, whatever the umask.
  ///   - keepingStricterMode: true keeps only those permissions that a file in this place already has.
  public static func replace(
    _ path: FilePath, with bytes: [UInt8], mode: FileMode, keepingStricterMode: Bool
  ) throws(FileError) {
    let entry = try FolderEntry(path, to: "replace")
    let existing = try FileError.reporting("replace", path) { () throws(Errno) in try entry.status() }
    if let existing { try refuse(toReplace: path, existing) }
    let mode = keepingStricterMode ? mode.intersection(existing?.mode ?? mode) : mode
    let placed: TemporaryFile?
    do throws(Errno) {
      placed = try place(bytes, at: entry, insteadOf: existing, mode: mode)
    } catch {
      throw FileError(error, cannot: "replace", path)
    }
    guard let placed else { throw .refusal(.foreignOwner, cannot: "replace", path, "it belongs to another user") }
    try synchronizeFolder(of: placed, path)
  }

  /// Nil, with nothing changed, where the file would change its owner.
  private static func place(
    _ bytes: [UInt8], at entry: consuming FolderEntry, insteadOf existing: FileStatus?, mode: FileMode
  ) throws(Errno) -> TemporaryFile? {
    var mode = mode
    var temporary = try TemporaryFile(for: entry)
    if let existing {
      let kept = try temporary.takeOwner(of: existing)
      guard kept.owner else { return nil }
      if !kept.group { mode = mode.intersection(0o7707) }
    }
    try temporary.write(bytes, mode: mode)
    try temporary.replaceEntry()
    return temporary
  }

  /// Makes a file with these bytes where nothing is; `.exists` where something is, also a dangling symbolic link.
  /// It appears with all of its bytes, and has reached the device when this returns; after `.notDurable` it is there too.
  public static func create(_ path: FilePath, _ bytes: [UInt8], mode: FileMode) throws(FileError) {
    let entry = try FolderEntry(path, to: "create")
    let existing = try FileError.reporting("create", path) { () throws(Errno) in try entry.status() }
    guard existing == nil else { throw .refusal(.exists, cannot: "create", path, "it exists already") }
    let placed: TemporaryFile
    do throws(Errno) {
      var temporary = try TemporaryFile(for: entry)
      try temporary.write(bytes, mode: mode)
      try temporary.takeEntry()
      placed = temporary
    } catch {
      throw FileError(error, cannot: "create", path)
    }
    try synchronizeFolder(of: placed, path)
  }

  private static func synchronizeFolder(of file: borrowing TemporaryFile, _ path: FilePath) throws(FileError) {
    do {
      try file.synchronizeFolder()
    } catch {
      let failure = FileError(error, cannot: "synchronize the folder of", path)
      throw FileError(.notDurable, path: path.value, errno: error.value, "\(path) is written, but \(failure.message)")
    }
  }

  /// Removes what a crash in ``replace(_:with:mode:keepingStricterMode:)`` or ``create(_:_:mode:)`` of this path left
  /// in its folder, and says how many files that were. To be called under the lock that its writers take:
  /// a file that is being written looks the same. `limit` is that of ``list(_:limit:)``.
  @discardableResult
  public static func removeLeftovers(of path: FilePath, limit: Int) throws(FileError) -> Int {
    guard let name = path.lastComponent else { return 0 }
    var removed = 0
    for candidate in try list(path.parent, limit: limit) where TemporaryName.matches(candidate, for: name) {
      if try remove(path.parent.appending(component: candidate)) { removed += 1 }
    }
    return removed
  }

  /// The same for all files of a folder in which no one else writes; what others call `.name.0123456789abcdef.tmp` goes too.
  @discardableResult
  public static func removeLeftovers(inFolder folder: FilePath, limit: Int) throws(FileError) -> Int {
    var removed = 0
    for candidate in try list(folder, limit: limit) where TemporaryName.matches(candidate) {
      if try remove(folder.appending(component: candidate)) { removed += 1 }
    }
    return removed
  }

  private static func refuse(toReplace path: FilePath, _ existing: FileStatus) throws(FileError) {
    switch existing.kind {
    case .regular: return
    case .symbolicLink: throw .refusal(.symbolicLink, cannot: "replace", path, "it is a symbolic link")
    case .directory: throw .refusal(.notRegularFile, cannot: "replace", path, "it is a folder")
    case .other: throw .refusal(.notRegularFile, cannot: "replace", path, "it is not a regular file")
    }
  }
}
