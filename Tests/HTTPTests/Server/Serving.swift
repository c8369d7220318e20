import HTTP
import TestSupport

@testable import EventLoop

/// A handler made of two functions.
struct Handler: RequestHandler {
  var refuse: @Sendable (RequestHead) -> OutgoingResponse? = { _ in nil }
  let handle: @Sendable (IncomingRequest) -> Handling

  init(
    refuse: @escaping @Sendable (RequestHead) -> OutgoingResponse? = { _ in nil },
    _ handle: @escaping @Sendable (IncomingRequest) -> Handling
  ) {
    self.refuse = refuse
    self.handle = handle
  }

  func admission(of head: RequestHead) -> any RequestAdmission { HandlerAdmission(handler: self, head: head) }

  private final class HandlerAdmission: RequestAdmission {
    let handler: Handler
    let head: RequestHead

    init(handler: Handler, head: RequestHead) {
      self.handler = handler
      self.head = head
    }

    func refusal() -> OutgoingResponse? { handler.refuse(head) }
    func answer(_ body: borrowing Span<UInt8>) -> Handling {
      handler.handle(IncomingRequest(head: head, body: body.withUnsafeBufferPointer { Array($0) }))
    }
  }

  /// Answers with method, path and body of the request.
  static let echo = Handler {
    .now(.text("\($0.head.method) \($0.head.path) \(String(decoding: $0.body, as: UTF8.self))"))
  }
}

extension OutgoingResponse {
  static func text(_ text: String, status: Int = 200) -> OutgoingResponse {
    OutgoingResponse(status: status, body: Array(text.utf8))
  }
}

extension ResponseWriter {
  func write(_ text: String) { write(Array(text.utf8)) }
}

/// A response as `RawClient` reports it.
func ok(_ body: String, closes: Bool = false) -> String {
  "HTTP/1.1 200 OK\r\nContent-Length: \(body.utf8.count)\r\n\(closes ? "Connection: close\r\n" : "")\r\n\(body)"
}

/// How the server's loop waits.
enum LoopKind: CaseIterable {
  case system, poll

  func make() throws -> EventLoop {
    switch self {
    case .system: try EventLoop()
    case .poll: try EventLoop(poller: PollPoller())
    }
  }
}

/// A server that runs while a test talks with it.
struct Serving: Sendable {
  let loop: EventLoop
  let server: HTTPServer
  let endpoint: HTTPEndpoint

  func connect() throws -> RawClient { try RawClient(endpoint) }

  /// Serves on a loop on the calling thread, while `client` may block on another one; then stops.
  static func run(
    _ handler: Handler, _ options: HTTPServerOptions = HTTPServerOptions(),
    on listener: HTTPListener? = nil, loop kind: LoopKind = .system,
    client: @escaping @Sendable (Serving) async throws -> Void
  ) throws {
    let listener = try listener ?? .tcp(host: "127.0.0.1", port: 0)
    let loop = try kind.make()
    let server = HTTPServer(loop: loop, handler: handler, options: options)
    let serving = Serving(loop: loop, server: server, endpoint: listener.endpoint)
    try loop.run {
      await withTaskGroup(of: Void.self) { group in
        group.addTask { await server.serve(on: listener) }
        let result = await blocking { try await client(serving) }
        await server.stop(within: .zero)
        await group.waitForAll()
        return result
      }
    }.get()
  }

  private static func blocking(_ body: @escaping @Sendable () async throws -> Void) async -> Result<Void, any Error> {
    await withTaskExecutorPreference(ThreadPool(threads: 2)) {
      do { return .success(try await body()) } catch { return .failure(error) }
    }
  }
}
