import EventLoop

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A connection of a test's own to an HTTP server on this computer: says bytes and reads responses, without any help.
public final class HTTPConnection: Sendable {
  private let socket: Int32
  /// What was read beyond a response. Only touched by one task at a time.
  private let rest = Rest()

  /// No test waits that long, unless what it waits for never comes.
  private static let patience = timeval(tv_sec: 30, tv_usec: 0)

  /// Connects to 127.0.0.1.
  /// - Throws: `SystemError`.
  public init(port: UInt16) throws {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    socket = try Self.connect(AF_INET, to: address)
  }

  /// Connects to a socket in the file system.
  /// - Throws: `SystemError`.
  public init(path: String) throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix($0.count - 1)) }
    socket = try Self.connect(AF_UNIX, to: address)
  }

  deinit { systemClose(socket) }

  public func send(_ text: String) async throws {
    try await withTaskExecutorPreference(ChildProcess.threads) {
      var rest = Array(text.utf8)[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { systemSend(socket, $0) }
        guard count > 0 else { throw SystemError(errno, in: "send") }
        rest = rest.dropFirst(count)
      }
    }
  }

  /// The next response with its whole body.
  public func response() async throws -> HTTPTestResponse {
    var response = try await head()
    response.body = try await body(of: response)
    return response
  }

  /// The whole body behind a head.
  public func body(of head: HTTPTestResponse) async throws -> [UInt8] {
    guard head["transfer-encoding"] == "chunked" else {
      return try await take(head["content-length"].flatMap { Int($0) } ?? 0)
    }
    var body: [UInt8] = []
    while case let chunk = try await chunk(), !chunk.isEmpty { body += chunk }
    return body
  }

  /// The next response's head; its body is still to come.
  public func head() async throws -> HTTPTestResponse {
    let lines = try await take(through: "\r\n\r\n").split(separator: "\r\n").map(String.init)
    guard let status = lines.first?.split(separator: " ").dropFirst().first.flatMap({ Int($0) }) else {
      throw EndOfResponse(heard: lines.joined(separator: "\n"))
    }
    return HTTPTestResponse(status: status, lines: Array(lines.dropFirst()))
  }

  /// The next chunk of a body; empty for the last.
  public func chunk() async throws -> [UInt8] {
    let size = Int(try await take(through: "\r\n").dropLast(1), radix: 16) ?? 0
    let bytes = try await take(size)
    _ = try await take(2)
    return bytes
  }

  private func take(through end: String) async throws -> String {
    let end = Array(end.utf8)
    while true {
      if let range = rest.firstRange(of: end) {
        return String(decoding: rest.take(range.upperBound), as: UTF8.self)
      }
      try await readMore()
    }
  }

  private func take(_ count: Int) async throws -> [UInt8] {
    while rest.count < count { try await readMore() }
    return rest.take(count)
  }

  private func readMore() async throws {
    let bytes = try await withTaskExecutorPreference(ChildProcess.threads) {
      var buffer = [UInt8](repeating: 0, count: 64 << 10)
      let count = buffer.withUnsafeMutableBytes { systemReceive(socket, $0) }
      guard count >= 0 else { throw SystemError(errno, in: "recv") }
      return Array(buffer[..<count])
    }
    guard !bytes.isEmpty else { throw EndOfResponse(heard: rest.text) }
    rest.append(bytes)
  }

  private static func connect<Address>(_ family: Int32, to address: Address) throws -> Int32 {
    #if canImport(Glibc)
      let socket = Glibc.socket(family, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let socket = Darwin.socket(family, SOCK_STREAM, 0)
    #endif
    var patience = Self.patience
    let size = socklen_t(MemoryLayout.size(ofValue: patience))
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &patience, size)
    setsockopt(socket, SOL_SOCKET, SO_SNDTIMEO, &patience, size)
    let result = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        systemConnect(socket, $0, socklen_t(MemoryLayout<Address>.size))
      }
    }
    guard result == 0 else {
      let error = SystemError(errno, in: "connect")
      systemClose(socket)
      throw error
    }
    return socket
  }
}

/// The server closed the connection where a response was still to come.
public struct EndOfResponse: Error {
  public let heard: String
  public init(heard: String) { self.heard = heard }
}

/// A response as it came over the wire.
public struct HTTPTestResponse: Sendable {
  public let status: Int
  private let lines: [String]
  public fileprivate(set) var body: [UInt8] = []

  fileprivate init(status: Int, lines: [String]) {
    self.status = status
    self.lines = lines
  }

  public var text: String { String(decoding: body, as: UTF8.self) }

  /// A field's value. `name` is in lower case.
  public subscript(_ name: String) -> String? {
    lines.first { $0.lowercased().hasPrefix("\(name): ") }.map { String($0.dropFirst(name.count + 2)) }
  }
}

private func systemClose(_ descriptor: Int32) { close(descriptor) }

private func systemConnect(_ socket: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
  connect(socket, address, length)
}

private func systemSend(_ socket: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  #if canImport(Glibc)
    send(socket, bytes.baseAddress, bytes.count, Int32(MSG_NOSIGNAL))
  #else
    send(socket, bytes.baseAddress, bytes.count, 0)
  #endif
}

private func systemReceive(_ socket: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  recv(socket, buffer.baseAddress, buffer.count, 0)
}
