import EventLoop
import HTTP

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A client that blocks, and says and hears nothing but bytes.
final class RawClient: Sendable {
  let socket: Int32

  /// No test waits that long, unless what it waits for never comes.
  private static let patience = timeval(tv_sec: 30, tv_usec: 0)

  init(_ endpoint: HTTPEndpoint) throws {
    switch endpoint {
    case .tcp(let host, let port):
      socket = RawClient.open(host.contains(":") ? AF_INET6 : AF_INET)
      try connect(port, isIPv6: host.contains(":"))
    case .unix(let path):
      socket = RawClient.open(AF_UNIX)
      try connect(path)
    }
    var patience = RawClient.patience
    let size = socklen_t(MemoryLayout.size(ofValue: patience))
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
  }

  deinit { systemClose(socket) }

  func send(_ text: String) throws {
    var rest = Array(text.utf8)[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(socket, $0.baseAddress, $0.count) }
      guard count > 0 else { throw SystemError(errno, in: "write") }
      rest = rest.dropFirst(count)
    }
  }

  /// As many bytes as there are, at most `limit`; none at the end.
  func receive(atMost limit: Int) throws -> [UInt8] {
    var buffer = [UInt8](repeating: 0, count: limit)
    let count = read(socket, &buffer, limit)
    guard count >= 0 else { throw SystemError(errno, in: "read") }
    return Array(buffer[..<count])
  }

  /// What comes until `end` has come, byte by byte, so that what follows stays where it is.
  func receive(through end: String) throws -> String {
    var text: [UInt8] = []
    while !text.suffix(end.utf8.count).elementsEqual(end.utf8) {
      let byte = try receive(atMost: 1)
      guard !byte.isEmpty else { throw EndOfInput(before: end, after: String(decoding: text, as: UTF8.self)) }
      text += byte
    }
    return String(decoding: text, as: UTF8.self)
  }

  func receive(exactly count: Int) throws -> String {
    var bytes: [UInt8] = []
    while bytes.count < count {
      let more = try receive(atMost: min(count - bytes.count, 64 << 10))
      guard !more.isEmpty else { throw EndOfInput(before: "\(count) bytes", after: "\(bytes.count)") }
      bytes += more
    }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// Everything up to the end of the connection.
  func receiveAll() throws -> String {
    var bytes: [UInt8] = []
    while case let more = try receive(atMost: 64 << 10), !more.isEmpty { bytes += more }
    return String(decoding: bytes, as: UTF8.self)
  }

  /// The next response's head, without its date.
  func head() throws -> String { RawClient.undated(try receive(through: "\r\n\r\n")) }

  /// The next response, whose length is known, without its date. Interim ones before it mean nothing.
  func response() throws -> String {
    var head = try head()
    while head.hasPrefix("HTTP/1.1 100 ") { head = try self.head() }
    let length = head.split(separator: "\r\n").first { $0.hasPrefix("Content-Length: ") }
    return head + (try receive(exactly: length.flatMap { Int($0.dropFirst(16)) } ?? 0))
  }

  /// The next chunk of a body; empty for the last.
  func chunk() throws -> String {
    let size = Int(try receive(through: "\r\n").dropLast(1), radix: 16) ?? 0
    return String(try receive(exactly: size + 2).dropLast(1))
  }

  /// Closes the connection.
  func leave() {
    let unused = RawClient.open(AF_INET)
    // The number stays the client's own: `deinit` closes it once.
    dup2(unused, socket)
    systemClose(unused)
  }

  /// Breaks the connection.
  func reset() {
    var none = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &none, socklen_t(MemoryLayout.size(ofValue: none)))
    leave()
  }

  func endOutput() { shutdown(socket, Int32(SHUT_WR)) }

  /// Waits, without reading, until the connection is broken from the other side.
  func waitForReset() throws {
    var request = pollfd(fd: socket, events: 0, revents: 0)
    guard poll(&request, 1, Int32(RawClient.patience.tv_sec) * 1000) == 1 else { throw SystemError(errno, in: "poll") }
  }

  static func undated(_ text: String) -> String {
    text.split(separator: "\r\n", omittingEmptySubsequences: false).filter { !$0.hasPrefix("Date: ") }
      .joined(separator: "\r\n")
  }

  struct EndOfInput: Error {
    let before: String
    let after: String
  }

  private static func open(_ family: Int32) -> Int32 {
    #if canImport(Glibc)
      Glibc.socket(family, Int32(SOCK_STREAM.rawValue), 0)
    #else
      Darwin.socket(family, SOCK_STREAM, 0)
    #endif
  }

  private func connect(_ port: UInt16, isIPv6: Bool) throws {
    if isIPv6 {
      var address = sockaddr_in6()
      address.sin6_family = sa_family_t(AF_INET6)
      address.sin6_port = port.bigEndian
      address.sin6_addr = in6addr_loopback
      try connect(address)
    } else {
      var address = sockaddr_in()
      address.sin_family = sa_family_t(AF_INET)
      address.sin_port = port.bigEndian
      address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
      try connect(address)
    }
  }

  private func connect(_ path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
    try connect(address)
  }

  private func connect<Address>(_ address: Address) throws {
    let result = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        systemConnect(socket, $0, socklen_t(MemoryLayout<Address>.size))
      }
    }
    guard result == 0 else { throw SystemError(errno, in: "connect") }
  }
}

private func systemConnect(_ socket: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
  connect(socket, address, length)
}

private func systemClose(_ descriptor: Int32) { close(descriptor) }

/// Ends what blocks on the client, in whichever thread.
func shutdownBoth(_ client: RawClient) { shutdown(client.socket, Int32(SHUT_RDWR)) }
