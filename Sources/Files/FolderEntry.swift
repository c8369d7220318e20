#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A name in an opened folder: what is done to it stays in that folder even if the folder is renamed meanwhile.
struct FolderEntry: ~Copyable {
  let folder: Descriptor
  let name: String
  let path: FilePath

  /// `action` is what the caller is about to do, for the error.
  init(_ path: FilePath, to action: String) throws(FileError) {
    guard let name = path.lastComponent else {
      throw .refusal(.notRegularFile, cannot: action, path, "it does not name a file")
    }
    folder = try FileError.reporting(action, path) { () throws(Errno) in
      try SystemCalls.open(path.parent.value, O_RDONLY | O_DIRECTORY | O_NONBLOCK)
    }
    self.name = name
    self.path = path
  }

  /// What the name stands for, a symbolic link being itself; nil where nothing is.
  func status() throws(Errno) -> FileStatus? {
    do {
      return try SystemCalls.status(name, in: folder.value, followingLinks: false)
    } catch {
      if error.value == ENOENT { return nil }
      throw error
    }
  }

  /// Makes the folder's list of names durable, where the file system can.
  func synchronizeFolder() throws(Errno) {
    do {
      try SystemCalls.synchronize(folder.value)
    } catch {
      if error.value != EINVAL && error.value != ENOTSUP { throw error }
    }
  }
}
