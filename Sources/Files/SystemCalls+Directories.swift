#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension SystemCalls {
  /// The names in a folder without `.` and `..`, in the system's order; nil where there are more than `limit`.
  static func names(in path: String, limit: Int) throws(Errno) -> [String]? {
    let directory = try retrying { openat(AT_FDCWD, path, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NONBLOCK) }
    guard let stream = fdopendir(directory) else {
      let number = errno
      close(directory)
      throw Errno(value: number)
    }
    defer { closedir(stream) }
    var names: [String] = []
    while true {
      errno = 0
      guard let entry = readdir(stream) else {
        let number = errno
        if number == 0 { return names }
        throw Errno(value: number)
      }
      let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
        String(cString: UnsafeRawPointer(pointer).assumingMemoryBound(to: CChar.self))
      }
      if name == "." || name == ".." { continue }
      if names.count >= limit { return nil }
      names.append(name)
    }
  }

  static func workingDirectory() throws(Errno) -> String {
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getcwd(&buffer, buffer.count) != nil else { throw Errno(value: errno) }
    return String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  }

  /// The home folder of the process's user in the user database; nil where there is none.
  static func homeOfUser() -> String? {
    var record = passwd()
    var found: UnsafeMutablePointer<passwd>?
    var buffer = [CChar](repeating: 0, count: 16_384)
    guard getpwuid_r(getuid(), &record, &buffer, buffer.count, &found) == 0, found != nil, let home = record.pw_dir
    else { return nil }
    return String(cString: home)
  }
}
