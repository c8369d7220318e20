#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension File {
  /// The bytes of a regular file; anything else, a device or a FIFO, is `.notRegularFile` and never waited for.
  ///
  /// - Parameters:
  ///   - limit: most bytes to take in; a longer file is `.tooLarge`, also one that grows while it is read.
  ///   - followingLinks: false refuses a path whose last component is a symbolic link with `.symbolicLink`.
  ///   - ownerOnly: for secrets: refuses a file of another user (`.foreignOwner`) or one that group or others
  ///     have any access to (`.loosePermissions`).
  public static func read(
    _ path: FilePath, limit: Int, followingLinks: Bool = true, ownerOnly: Bool = false
  ) throws(FileError) -> [UInt8] {
    let file = try FileError.reporting("read", path) { () throws(Errno) in
      // O_NONBLOCK so that opening a FIFO doesn't wait for its writer.
      try SystemCalls.open(path.value, O_RDONLY | O_NONBLOCK | (followingLinks ? 0 : O_NOFOLLOW))
    }
    let status = try FileError.reporting("read", path) { () throws(Errno) in try SystemCalls.status(of: file.value) }
    if let refusal = refusal(toRead: path, status, ownerOnly: ownerOnly) { throw refusal }
    if status.size <= limit {
      let bytes = try FileError.reporting("read", path) { () throws(Errno) in
        try contents(of: file, expecting: Int(clamping: status.size), limit: limit)
      }
      if let bytes { return bytes }
    }
    throw .refusal(.tooLarge, cannot: "read", path, "it has more than \(limit) bytes")
  }

  private static func refusal(toRead path: FilePath, _ status: FileStatus, ownerOnly: Bool) -> FileError? {
    if status.kind != .regular {
      return .refusal(.notRegularFile, cannot: "read", path, "it is not a regular file")
    }
    if ownerOnly, status.owner != SystemCalls.effectiveUser {
      return .refusal(.foreignOwner, cannot: "use", path, "it belongs to another user")
    }
    if ownerOnly, !status.mode.isOwnerOnly {
      return .refusal(
        .loosePermissions, cannot: "use", path, "others may access it (mode \(status.mode)); chmod it to 600")
    }
    return nil
  }

  /// Nil where there is more than `limit`: a file may grow meanwhile, and those of /proc claim to have no bytes.
  private static func contents(
    of file: borrowing Descriptor, expecting size: Int, limit: Int
  ) throws(Errno) -> [UInt8]? {
    // One byte more than is expected shows the end of the file without another round.
    var chunk = [UInt8](repeating: 0, count: min(max(size, 4095), 262_143) + 1)
    var bytes: [UInt8] = []
    while true {
      let count = try SystemCalls.read(file.value, into: &chunk)
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk.prefix(count))
      if bytes.count > limit { return nil }
    }
  }
}
