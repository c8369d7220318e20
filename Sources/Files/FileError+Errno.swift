#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension FileError {
  /// What the system refused: "cannot read /a/b: no such file or folder".
  init(_ failure: Errno, cannot action: String, _ path: FilePath) {
    let (code, words) = Self.meaning(of: failure.value)
    self.init(
      code, path: path.value, errno: failure.value, "cannot \(action) \(path): \(words ?? "error \(failure.value)")")
  }

  /// What `call` gives, with the system's refusal put in words: "cannot `action` `path`: …".
  static func reporting<Result: ~Copyable>(
    _ action: String, _ path: FilePath, _ call: () throws(Errno) -> Result
  ) throws(FileError) -> Result {
    do {
      return try call()
    } catch {
      throw FileError(error, cannot: action, path)
    }
  }

  /// A refusal of our own.
  static func refusal(_ code: Code, cannot action: String, _ path: FilePath, _ reason: String) -> FileError {
    FileError(code, path: path.value, "cannot \(action) \(path): \(reason)")
  }

  private static func meaning(of errno: Int32) -> (Code, String?) {
    switch errno {
    case ENOENT: (.notFound, "no such file or folder")
    case ENOTDIR: (.notDirectory, "a part of the path is not a folder")
    case EACCES, EPERM: (.permissionDenied, "permission denied")
    case EEXIST: (.exists, "it exists already")
    case ELOOP: (.symbolicLink, "it is a symbolic link, or leads through too many of them")
    case EISDIR: (.notRegularFile, "it is a folder")
    case ENXIO: (.notRegularFile, "it is not a regular file")
    case ENOTEMPTY: (.notEmpty, "the folder is not empty")
    case EFBIG, EOVERFLOW: (.tooLarge, "it is too large")
    case ENOSPC: (.noSpace, "no space is left on the device")
    case EDQUOT: (.noSpace, "the user's quota is used up")
    case EROFS: (.readOnlyFileSystem, "the file system is read-only")
    case EMFILE, ENFILE: (.tooManyOpenFiles, "too many files are open")
    case ENAMETOOLONG: (.invalidPath, "the name is too long")
    case EINVAL: (.io, "the file system does not support this")
    case EIO: (.io, "the device failed")
    default: (.io, nil)
    }
  }
}
