import JSON
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where results go.
enum StandardOutput {
  private static let failure = Mutex<Int32?>(nil)

  static func write(_ text: String) { write(Array(text.utf8)) }

  static func write(_ bytes: [UInt8]) {
    guard let error = writeAll(bytes, to: STDOUT_FILENO) else { return }
    failure.withLock { $0 = $0 ?? error }
  }

  static func write(line record: some Record) { write(record.jsonBytes + [UInt8(ascii: "\n")]) }

  /// Why something could not be written (a full disk), in the system's words. A reader that has seen enough and went away is
  /// no failure.
  static var failureText: String? {
    guard let error = failure.withLock(\.self), error != EPIPE else { return nil }
    return String(cString: strerror(error))
  }
}

/// Where everything but results goes.
enum StandardError {
  static func write(_ text: String) { write(Array(text.utf8)) }
  static func write(_ bytes: [UInt8]) { _ = writeAll(bytes, to: STDERR_FILENO) }
}

/// Writes everything, or as much as can be; the error that ended it.
private func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Int32? {
  var rest = bytes[...]
  while !rest.isEmpty {
    let count = rest.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    if count < 0, errno == EINTR { continue }
    guard count > 0 else { return errno }
    rest = rest.dropFirst(count)
  }
  return nil
}
