#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Standard input of a command, for secrets given by `-`.
enum StandardInput {
  /// All of it.
  /// - Throws: `SettingsError` for more than `limit` bytes, and for what can't be read.
  static func read(limit: Int) throws(SettingsError) -> [UInt8] {
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = chunk.withUnsafeMutableBytes { buffer in
        #if canImport(Glibc)
          Glibc.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        #else
          Darwin.read(STDIN_FILENO, buffer.baseAddress, buffer.count)
        #endif
      }
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw SettingsError("Standard input can't be read: \(String(cString: strerror(errno))).")
      }
      if count == 0 { return bytes }
      bytes += chunk[..<count]
      guard bytes.count <= limit else { throw SettingsError("Standard input holds more than \(limit) bytes.") }
    }
  }
}

extension [UInt8] {
  /// Without the white space around it: what an editor, or `echo`, puts at the end of a line.
  var trimmed: [UInt8] {
    let space: Set<UInt8> = [0x20, 0x09, 0x0A, 0x0D]
    return Array(drop { space.contains($0) }.reversed().drop { space.contains($0) }.reversed())
  }
}
