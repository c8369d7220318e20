/// Bytes that wait until a socket takes them.
struct OutputQueue {
  private var bytes: [UInt8] = []
  private var written = 0
  /// The socket takes no more for now.
  var isBlocked = false

  /// So much that waiting for more to send along gains nothing.
  static let writeSize = 64 << 10
  /// A buffer of more than this is given back when it is empty.
  private static let kept = 4 << 10

  var pending: Int { bytes.count - written }

  /// Lets `body` add to the bytes.
  mutating func append(_ body: (inout [UInt8]) -> Void) { body(&bytes) }

  /// Writes what the socket takes now. False when the connection is broken.
  mutating func write(to socket: Int32) -> Bool {
    guard !isBlocked, pending > 0 else { return true }
    var sent = 0
    let transfer = bytes.withUnsafeBytes { buffer in
      SocketCalls.send(UnsafeRawBufferPointer(rebasing: buffer[written...]), to: socket, all: &sent)
    }
    written += sent
    if transfer == .wouldBlock { isBlocked = true }
    if sent > 0 { giveBack() }
    return transfer != .failed
  }

  mutating func removeAll() { (bytes, written) = ([], 0) }

  private mutating func giveBack() {
    if pending == 0 {
      bytes.removeAll(keepingCapacity: bytes.capacity <= Self.kept)
    } else if written > pending {
      // A client that reads slowly may never let the buffer run empty.
      bytes.removeFirst(written)
    } else {
      return
    }
    written = 0
  }
}

extension SocketCalls {
  /// Sends until all is sent or the socket takes no more, and adds to `count` what went.
  static func send(_ bytes: UnsafeRawBufferPointer, to socket: Int32, all count: inout Int) -> Transfer {
    var sent = 0
    defer { count += sent }
    while sent < bytes.count {
      switch send(UnsafeRawBufferPointer(rebasing: bytes[sent...]), to: socket) {
      case .moved(let moved): sent += moved
      case let end: return end
      }
    }
    return .moved(sent)
  }
}
