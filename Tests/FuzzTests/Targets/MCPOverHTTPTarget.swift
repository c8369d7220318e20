import ConformanceFixture
import EventLoop
import HTTPTransport
import JSON
import MCP
import Synchronization
import TestSupport

@testable import HTTP

extension FuzzTarget {
  /// Requests over HTTP, in either era: each gets one answer, whose fields and messages are well-formed.
  static let mcpOverHTTP = FuzzTarget(name: "mcp-http") { bytes in
    guard let loop, let key = try? SealingKey(current: Array(repeating: 1, count: 32)) else { return }
    let requests = requests(bytes)
    for answer in loop.run({ await answers(to: requests, key) }) { try answer.check() }
  }

  private static let loop = try? EventLoop()
  private static let server = Fixture.server(
    stateSealer: TestSealer(), pause: { _ in await Task.yield() }, sleep: { _ in try await Gates().pass("never") })

  private static func requests(_ bytes: [UInt8]) -> [IncomingRequest] {
    var decoder = RequestDecoder(limits: HTTPLimits())
    _ = decoder.fill(bytes.count) { room in
      room.copyBytes(from: bytes)
      return bytes.count
    }
    var requests: [IncomingRequest] = []
    var last: RequestHead?
    while requests.count < 16, let event = try? decoder.next() {
      switch event {
      case .head(let head, _): last = head
      case .sameHead: break
      case .body(let body): if let last { requests.append(IncomingRequest(head: last, body: Array(body))) }
      }
    }
    return requests
  }

  private static func answers(to requests: [IncomingRequest], _ key: SealingKey) async -> [Answer] {
    let endpoint = MCPEndpoint(
      server: server, principal: .anonymous, key: key, sleep: { _ in try await Gates().pass("never") },
      now: { 1_800_000_000 })
    var answers: [Answer] = []
    var session = ""
    await withDiscardingTaskGroup { group in
      group.addTask { await endpoint.run() }
      for request in requests {
        let answer = Answer()
        answers.append(answer)
        let request = IncomingRequest(head: request.head.inSession(session), body: request.body)
        if let refusal = endpoint.refusal(of: request.head) {
          answer.send(refusal)
        } else {
          switch endpoint.answer(request) {
          case .now(let response): answer.send(response)
          case .later(let work): group.addTask { await work(answer) }
          }
        }
        for _ in 0..<4 { await Task.yield() }
        session = answer.session ?? session
      }
      endpoint.end()
      for _ in 0..<4 { await Task.yield() }
      group.cancelAll()
    }
    return answers
  }
}

extension RequestHead {
  /// `S` stands for the id of the session that was begun last, which nobody can guess.
  fileprivate func inSession(_ session: String) -> RequestHead {
    guard fields["mcp-session-id"] == "S" else { return self }
    var all = HTTPFields()
    for (name, value) in fields.all { all.append(name, name.lowercased() == "mcp-session-id" ? session : value) }
    return RequestHead(method: method, path: path, host: host, fields: all)
  }
}

private final class Answer: ResponseWriter {
  private struct State {
    var heads: [(status: Int, fields: HTTPFields)] = []
    var body: [UInt8] = []
  }
  private let state = Mutex(State())

  var session: String? { state.withLock { $0.heads.first?.fields["mcp-session-id"] } }

  func send(_ response: OutgoingResponse) {
    start(status: response.status, fields: response.fields)
    write(response.body)
  }

  func start(status: Int, fields: HTTPFields) { state.withLock { $0.heads.append((status, fields)) } }
  func write(_ bytes: [UInt8]) { state.withLock { $0.body += bytes } }
  func finish() {}

  func check() throws {
    let (heads, body) = state.withLock { ($0.heads, $0.body) }
    try require(heads.count <= 1, "\(heads.count) answers to a request")
    guard let (status, fields) = heads.first else { return }
    try require((200..<600).contains(status), "status \(status)")
    for (name, value) in fields.all {
      try require((name + value).unicodeScalars.allSatisfy { (0x20..<0x7F).contains($0.value) }, "\(name): \(value)")
    }
    let limits = JSONLimits(depth: 140, bytes: 1 << 22)
    switch fields["content-type"] {
    case "application/json": _ = try JSON(parsing: body, limits: limits)
    case "text/event-stream":
      for line in body.split(separator: 0x0A) where line.starts(with: "data:".utf8) && line.count > 6 {
        _ = try JSON(parsing: Array(line.dropFirst(5)), limits: limits)
      }
    default: break
    }
  }
}
