import EventLoop
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A server on 127.0.0.1, at a port that the system chooses, which reads requests of HTTP/1.1 and answers with literal bytes.
public final class ScriptedServer: Sendable {
  public struct Request: Sendable {
    /// Request line and fields as they came, without the empty line.
    public let head: String
    public let body: [UInt8]
    /// Counts connections from 1.
    public let connection: Int

    public var line: String { head.split(separator: "\r\n").first.map(String.init) ?? "" }
    public var text: String { String(decoding: body, as: UTF8.self) }

    /// The first value of a field; the name in lower case.
    public subscript(_ name: String) -> String? {
      head.split(separator: "\r\n").dropFirst().lazy.map { $0.split(separator: ":", maxSplits: 1) }
        .first { $0.first?.lowercased() == name }?.last.map { $0.drop { $0 == " " } }.map(String.init)
    }
  }

  /// What is done with a connection after a request; when the steps are done the next request is read.
  public enum Step: Sendable {
    case send(String)
    case sendBytes([UInt8])
    case close
    /// Ends the connection with a reset instead of an orderly end.
    case reset
    /// Waits until the other side is gone.
    case hang
  }

  public typealias Answer = @Sendable (Request) async -> [Step]

  public let port: Int
  private let listener: Int32
  private let state = Mutex(State())
  private static let requestLimit = 4 << 20

  private struct State {
    var isStopped = false
    var connections: Set<Int32> = []
    var count = 0
    var requests: [Request] = []
  }

  /// Every request so far, in order.
  public var requests: [Request] { state.withLock { $0.requests } }

  /// `http://127.0.0.1:PORT`.
  public var address: String { "http://127.0.0.1:\(port)" }

  private init() throws(SystemError) {
    let listener = socket(AF_INET, Self.stream, 0)
    var address = Self.loopback(port: 0)
    var size = socklen_t(MemoryLayout<sockaddr_in>.size)
    let isBound = Self.withSocketAddress(&address) { pointer in
      bind(listener, pointer, size) == 0 && listen(listener, 64) == 0 && getsockname(listener, pointer, &size) == 0
    }
    guard isBound else { throw SystemError(errno, in: "bind") }
    self.listener = listener
    port = Int(UInt16(bigEndian: address.sin_port))
  }

  /// Calls `body` while the server runs; every connection is closed afterwards.
  public static func run<Result: Sendable>(
    _ answer: @escaping Answer, _ body: (ScriptedServer) async throws -> Result
  ) async throws -> Result {
    let server = try ScriptedServer()
    let pool = ThreadPool(threads: 32)
    return try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask(executorPreference: pool) { await server.accept(answer, pool) }
      defer { server.stop() }
      return try await body(server)
    }
  }

  private func accept(_ answer: @escaping Answer, _ pool: ThreadPool) async {
    await withDiscardingTaskGroup { group in
      while true {
        let connection = Self.accept(listener)
        guard connection >= 0 else { break }
        let number = state.withLock { state -> Int? in
          guard !state.isStopped else { return nil }
          state.connections.insert(connection)
          state.count += 1
          return state.count
        }
        guard let number else {
          close(connection)
          break
        }
        group.addTask(executorPreference: pool) { await self.serve(connection, number, answer) }
      }
    }
    close(listener)
  }

  private func stop() {
    state.withLock { state in
      state.isStopped = true
      for connection in state.connections { shutdown(connection, Int32(SHUT_RDWR)) }
    }
    // Wakes the thread that accepts.
    let wake = socket(AF_INET, Self.stream, 0)
    var address = Self.loopback(port: UInt16(port))
    _ = Self.withSocketAddress(&address) { connect(wake, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) }
    close(wake)
  }
}

// MARK: Connections

extension ScriptedServer {
  private func serve(_ connection: Int32, _ number: Int, _ answer: Answer) async {
    var buffer: [UInt8] = []
    serving: while let request = Self.read(connection, number, &buffer) {
      state.withLock { $0.requests.append(request) }
      for step in await answer(request) {
        switch step {
        case .send(let text): Self.write(Array(text.utf8), to: connection)
        case .sendBytes(let bytes): Self.write(bytes, to: connection)
        case .close: break serving
        case .reset:
          var linger = linger(l_onoff: 1, l_linger: 0)
          setsockopt(connection, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
          break serving
        case .hang: while Self.receive(connection, &buffer) {}
        }
      }
    }
    state.withLock { _ = $0.connections.remove(connection) }
    close(connection)
  }

  private static func read(_ connection: Int32, _ number: Int, _ buffer: inout [UInt8]) -> Request? {
    let end = Array("\r\n\r\n".utf8)
    while true {
      if let start = buffer.indices.dropLast(3).first(where: { buffer[$0..<$0 + 4].elementsEqual(end) }) {
        let head = String(decoding: buffer[..<start], as: UTF8.self)
        let length = Request(head: head, body: [], connection: number)["content-length"].flatMap { Int($0) } ?? 0
        while buffer.count < start + 4 + length { guard receive(connection, &buffer) else { return nil } }
        let body = Array(buffer[(start + 4)..<(start + 4 + length)])
        buffer.removeFirst(start + 4 + length)
        return Request(head: head, body: body, connection: number)
      }
      guard buffer.count < requestLimit, receive(connection, &buffer) else { return nil }
    }
  }

  private static func receive(_ connection: Int32, _ buffer: inout [UInt8]) -> Bool {
    var chunk = [UInt8](repeating: 0, count: 65_536)
    let count = chunk.withUnsafeMutableBytes { recv(connection, $0.baseAddress, $0.count, 0) }
    guard count > 0 else { return false }
    buffer += chunk[..<count]
    return true
  }

  private static func write(_ bytes: [UInt8], to connection: Int32) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { send(connection, $0.baseAddress, $0.count, noSignal) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }
}

// MARK: Sockets

extension ScriptedServer {
  #if canImport(Glibc)
    private static let stream = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue)
    private static let noSignal = Int32(MSG_NOSIGNAL)
    private static func accept(_ listener: Int32) -> Int32 { Glibc.accept(listener, nil, nil) }
  #else
    private static let stream = SOCK_STREAM
    private static let noSignal: Int32 = 0
    private static func accept(_ listener: Int32) -> Int32 { Darwin.accept(listener, nil, nil) }
  #endif

  private static func loopback(port: UInt16) -> sockaddr_in {
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    return address
  }

  private static func withSocketAddress<Result>(
    _ address: inout sockaddr_in, _ body: (UnsafeMutablePointer<sockaddr>) -> Result
  ) -> Result {
    withUnsafeMutablePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { body($0) }
    }
  }
}
