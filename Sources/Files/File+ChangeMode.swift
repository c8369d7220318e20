#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension File {
  /// Sets the permissions of a file or a folder, but of nothing that a symbolic link leads to (`.symbolicLink`).
  public static func changeMode(of path: FilePath, to mode: FileMode) throws(FileError) {
    try FileError.reporting("change the permissions of", path) { () throws(Errno) in
      // By descriptor, so that what is looked at is what is changed; O_NONBLOCK so that opening a FIFO doesn't wait.
      let file = try SystemCalls.open(path.value, O_RDONLY | O_NONBLOCK | O_NOFOLLOW)
      try SystemCalls.changeMode(of: file.value, to: mode)
    }
  }
}
