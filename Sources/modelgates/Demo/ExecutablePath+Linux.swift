#if os(Linux)
  import Glibc

  /// The file of the program that is running.
  func executablePath() -> String? {
    withUnsafeTemporaryAllocation(byteCount: Int(PATH_MAX), alignment: 1) { buffer in
      let count = readlink("/proc/self/exe", buffer.baseAddress, buffer.count)
      return count > 0 ? String(decoding: buffer[..<count], as: UTF8.self) : nil
    }
  }
#endif
