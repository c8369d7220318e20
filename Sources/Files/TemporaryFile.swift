#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A file that is being written beside the one it is to become; gone again unless it is placed.
struct TemporaryFile: ~Copyable {
  let entry: FolderEntry
  private let name: String
  private let file: Descriptor
  private var hasName = true

  /// A new empty file of mode 0600 in the entry's folder.
  init(for entry: consuming FolderEntry) throws(Errno) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    var name = TemporaryName.random(for: entry.name)
    var attempts = 1
    while true {
      do {
        file = try SystemCalls.open(name, in: entry.folder.value, flags, mode: 0o600)
        break
      } catch {
        if error.value != EEXIST || attempts == 8 { throw error }
      }
      attempts += 1
      name = TemporaryName.random(for: entry.name)
    }
    self.name = name
    self.entry = entry
  }

  deinit {
    if hasName { try? SystemCalls.unlink(name, in: entry.folder.value) }
  }

  /// Writes everything and makes it durable.
  func write(_ bytes: [UInt8], mode: FileMode) throws(Errno) {
    var written = 0
    while written < bytes.count {
      let count = try SystemCalls.write(file.value, bytes, after: written)
      if count == 0 { throw Errno(value: EIO) }
      written += count
    }
    try SystemCalls.changeMode(of: file.value, to: mode)
    try SystemCalls.synchronize(file.value)
  }

  /// Whether the file now has the owner and the group of `original`: what can't be given is no error.
  func takeOwner(of original: FileStatus) throws(Errno) -> (owner: Bool, group: Bool) {
    let own = try SystemCalls.status(of: file.value)
    if own.owner == original.owner && own.group == original.group { return (true, true) }
    do {
      try SystemCalls.changeOwner(of: file.value, to: original.owner, group: original.group)
      return (true, true)
    } catch {
      if error.value != EPERM { throw error }
      return (own.owner == original.owner, own.group == original.group)
    }
  }

  /// Makes the new name durable, once it is taken.
  func synchronizeFolder() throws(Errno) {
    try entry.synchronizeFolder()
  }

  /// Takes the entry's name, in place of what had it.
  mutating func replaceEntry() throws(Errno) {
    try SystemCalls.rename(name, to: entry.name, in: entry.folder.value)
    hasName = false
  }

  /// Takes the entry's name; EEXIST where something has it.
  mutating func takeEntry() throws(Errno) {
    do {
      try SystemCalls.link(name, to: entry.name, in: entry.folder.value)
    } catch {
      guard [EPERM, ENOTSUP, EOPNOTSUPP, ENOSYS, EMLINK].contains(error.value) else { throw error }
      return try claimEntry()
    }
    try? SystemCalls.unlink(name, in: entry.folder.value)
    hasName = false
  }

  // Without hard links: an empty file holds the name until it is replaced.
  private mutating func claimEntry() throws(Errno) {
    let flags = O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW
    _ = try SystemCalls.open(entry.name, in: entry.folder.value, flags, mode: 0o600)
    do {
      try replaceEntry()
    } catch {
      if hasName { try? SystemCalls.unlink(entry.name, in: entry.folder.value) }
      throw error
    }
  }
}
