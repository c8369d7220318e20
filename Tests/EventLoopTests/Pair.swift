import EventLoop
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Two connected descriptors that don't block: what is written to `output` comes out of `input`.
final class Pair: Sendable {
  private let ends: Mutex<(input: Int32, output: Int32)>

  var input: Int32 { ends.withLock { $0.input } }
  var output: Int32 { ends.withLock { $0.output } }

  static func pipe() throws -> Pair {
    var ends: [Int32] = [-1, -1]
    #if canImport(Glibc)
      let result = Glibc.pipe(&ends)
    #else
      let result = Darwin.pipe(&ends)
    #endif
    guard result == 0 else { throw SystemError(errno, in: "pipe") }
    return Pair(ends)
  }

  static func sockets() throws -> Pair {
    var ends: [Int32] = [-1, -1]
    #if canImport(Glibc)
      let result = socketpair(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0, &ends)
    #else
      let result = socketpair(AF_UNIX, SOCK_STREAM, 0, &ends)
    #endif
    guard result == 0 else { throw SystemError(errno, in: "socketpair") }
    return Pair(ends)
  }

  private init(_ ends: [Int32]) {
    self.ends = Mutex((ends[0], ends[1]))
    for end in ends { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
  }

  deinit {
    closeInput()
    closeOutput()
  }

  func closeInput() { ends.withLock { Pair.close(&$0.input) } }
  func closeOutput() { ends.withLock { Pair.close(&$0.output) } }

  private static func close(_ end: inout Int32) {
    #if canImport(Glibc)
      if end >= 0 { Glibc.close(end) }
    #else
      if end >= 0 { Darwin.close(end) }
    #endif
    end = -1
  }

  @discardableResult
  func write(_ text: String) -> Int {
    let bytes = Array(text.utf8)
    #if canImport(Glibc)
      return Glibc.write(output, bytes, bytes.count)
    #else
      return Darwin.write(output, bytes, bytes.count)
    #endif
  }

  func fill() {
    let chunk = String(repeating: "x", count: 4096)
    while write(chunk) > 0 {}
    while write("x") > 0 {}
  }

  func readAll() -> String { Pair.readAll(input) }

  /// Everything that is there now.
  static func readAll(_ descriptor: Int32) -> String {
    var all: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4096)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return String(decoding: all, as: UTF8.self) }
      all += buffer[..<count]
    }
  }
}
