import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// How responses begin, up to their `Date`. The last beginning is kept: most responses of a second have the same.
final class ResponseStarts: Sendable {
  private struct Start {
    var second = Int.min
    var status = 0
    var fields = HTTPFields()
    var bytes: [UInt8] = []
  }
  private let last = Mutex(Start())

  /// Bytes of fields that are kept.
  private static let sizeLimit = 4 << 10

  /// Writes the status line, the fields and the date of now.
  /// - Throws: as `ResponseEncoder.start`; then nothing was written.
  func write(status: Int, fields: HTTPFields, into output: inout [UInt8]) throws(UnsendableHead) {
    let second = time(nil)
    try last.withLock { last throws(UnsendableHead) in
      if last.second == second, last.status == status, last.fields == fields {
        return output.append(contentsOf: last.bytes)
      }
      var bytes: [UInt8] = []
      try ResponseEncoder.start(status: status, fields: fields, date: HTTPDate.bytes(seconds: second), into: &bytes)
      output.append(contentsOf: bytes)
      if bytes.count <= Self.sizeLimit { last = Start(second: second, status: status, fields: fields, bytes: bytes) }
    }
  }
}
