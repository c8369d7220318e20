import HTTP
import HTTPTransport
import JSON
import MCP
import Synchronization
import TestSupport

/// An endpoint in memory: requests go straight in, and answers come straight out.
final class TestEndpoint: Sendable {
  let endpoint: MCPEndpoint
  /// Each value is a beat of the clock that gives signs of life.
  let beats = Mailbox<Void>()
  let clock: TestClock

  init(
    _ server: Server, principal: Principal = .anonymous, key: SealingKey = .testing, clock: TestClock = TestClock(),
    _ configure: (inout EndpointOptions) -> Void = { _ in }
  ) {
    var options = EndpointOptions()
    configure(&options)
    self.clock = clock
    let beats = beats
    endpoint = MCPEndpoint(
      server: server, principal: principal, key: key, options: options,
      sleep: { _ in if await beats.next() == nil { throw CancellationError() } }, now: { clock.now })
  }

  /// Lets the endpoint run while `body` does; what is still going on afterwards is cancelled.
  func use<Value>(_ body: (TestEndpoint) async throws -> Value) async throws -> Value {
    async let _ = endpoint.run()
    return try await body(self)
  }

  /// Sends a request and returns the client's end of the answer, which may still be on its way.
  func send(_ request: IncomingRequest) -> Exchange {
    let writer = RecordingWriter()
    if let refusal = endpoint.refusal(of: request.head) {
      writer.send(refusal)
      return Exchange(writer, nil)
    }
    switch endpoint.answer(request) {
    case .now(let response):
      writer.send(response)
      return Exchange(writer, nil)
    case .later(let work):
      return Exchange(writer, Task { await work(writer) })
    }
  }

  /// Sends a request and returns all lines of the answer.
  func ask(_ request: IncomingRequest) async -> [String] { await send(request).all() }
}

/// An answer on its way.
final class Exchange: Sendable {
  private let writer: RecordingWriter
  private let task: Task<Void, Never>?

  init(_ writer: RecordingWriter, _ task: Task<Void, Never>?) {
    self.writer = writer
    self.task = task
  }

  deinit { task?.cancel() }

  func next() async -> String { await writer.lines.next() ?? "nothing any more" }

  func all() async -> [String] {
    var lines: [String] = []
    while let line = await writer.lines.next() { lines.append(line) }
    return lines
  }

  /// The client hangs up; returns when the server has taken notice.
  func hangUp() async {
    task?.cancel()
    await task?.value
  }
}

/// A clock that a test sets.
final class TestClock: Sendable {
  private let time = Mutex<Int64>(1_800_000_000)
  var now: Int64 { time.withLock { $0 } }
  func advance(by seconds: Int64) { time.withLock { $0 += seconds } }
}

extension SealingKey {
  static let testing = numbered(1)

  static func numbered(_ number: UInt8) -> SealingKey {
    guard let key = try? SealingKey(current: Array(repeating: number, count: 32)) else { fatalError("32 bytes") }
    return key
  }
}
