import HTTP
import HTTPTransport
import MCP
import TestSupport

/// A whole conversation over HTTP as text, to be held with endpoints and compared letter by letter.
///
/// ```
/// # which rules it guards
/// a POST Mcp-Session-Id: $session        sends a request, whose answer is called a; fields follow, separated by "; "
///   {a body}
/// a < 200 text/event-stream              the next line of that answer, as `RecordingWriter` has it
/// a hangs up
/// restart                                the endpoint is another one from now on, with the same key
/// beat                                   the clock beats three times
/// wait 300                               so many seconds go by
/// ```
/// `$name` is a variable (`TranscriptVariables`).
struct HTTPTranscript: Sendable, CustomStringConvertible {
  let text: String

  init(_ text: String) { self.text = text }

  var description: String { String(text.prefix(80)) }
}

/// Holds the conversation of a transcript.
struct Conversation {
  private var endpoint: TestEndpoint
  private var endpoints: [TestEndpoint] = []
  private let makeServer: @Sendable () -> Server
  private let configure: (inout EndpointOptions) -> Void
  private let clock = TestClock()
  private var exchanges: [String: Exchange] = [:]
  private var variables = TranscriptVariables()

  struct Mismatch: Error, CustomStringConvertible {
    let line: Int
    let expected: String
    let received: String
    var description: String { "at line \(line) of the transcript\nexpected \(expected)\nreceived \(received)" }
  }

  init(server: @escaping @Sendable () -> Server, _ configure: @escaping (inout EndpointOptions) -> Void = { _ in }) {
    makeServer = server
    self.configure = configure
    endpoint = TestEndpoint(server(), clock: clock, configure)
  }

  /// - Throws: `Mismatch` at the first line that differs.
  mutating func hold(_ transcript: HTTPTranscript) async throws {
    let lines = transcript.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    try await withThrowingTaskGroup(of: Void.self) { group in
      let first = endpoint.endpoint
      group.addTask { await first.run() }
      var index = 0
      while index < lines.count {
        let line = lines[index]
        index += 1
        if line.isEmpty || line.hasPrefix("#") { continue }
        if line.hasPrefix("restart") {
          restart(line == "restart with another key" ? .numbered(9) : .testing, in: &group)
          continue
        }
        let body = index < lines.count && lines[index].hasPrefix("  ") ? String(lines[index].dropFirst(2)) : nil
        if body != nil { index += 1 }
        try await perform(line, body ?? "", number: index)
      }
      group.cancelAll()
    }
  }

  private mutating func restart(_ key: SealingKey, in group: inout ThrowingTaskGroup<Void, any Error>) {
    endpoints.append(endpoint)
    endpoint = TestEndpoint(makeServer(), key: key, clock: clock, configure)
    let next = endpoint.endpoint
    group.addTask { await next.run() }
  }

  private mutating func perform(_ line: String, _ body: String, number: Int) async throws {
    let words = line.split(separator: " ", maxSplits: 2).map(String.init)
    if line == "beat" { return (1...3).forEach { _ in endpoint.beats.put(()) } }
    if words[0] == "wait", let seconds = Int64(words[1]) { return clock.advance(by: seconds) }
    guard words.count > 1 else { preconditionFailure("unknown step \(line)") }
    switch words[1] {
    case "<": try await expect(words.count > 2 ? words[2] : "", of: words[0], at: number)
    case "hangs": await exchanges[words[0]]?.hangUp()
    default: exchanges[words[0]] = endpoint.send(request(words[1], words.count > 2 ? words[2] : "", body))
    }
  }

  private func request(_ method: String, _ fields: String, _ body: String) -> IncomingRequest {
    var all: [(String, String)] = []
    let own = fields.isEmpty ? [] : fields.split(separator: ";").map { variables.substituted(String($0)) }
    for field in own {
      let parts = field.split(separator: ":", maxSplits: 1).map { $0.drop { $0 == " " } }
      all.append((String(parts[0]), parts.count > 1 ? String(parts[1]) : ""))
    }
    if method == "POST" { all.append(("Content-Type", "application/json")) }
    if !all.contains(where: { $0.0 == "Accept" }) {
      all.append(("Accept", method == "GET" ? "text/event-stream" : "application/json, text/event-stream"))
    }
    return IncomingRequest(method, all, variables.substituted(body))
  }

  private mutating func expect(_ expected: String, of name: String, at number: Int) async throws {
    guard let exchange = exchanges[name] else { preconditionFailure("nothing was sent as \(name)") }
    let received = await exchange.next()
    guard variables.match(received, with: expected) else {
      throw Mismatch(line: number, expected: variables.substituted(expected), received: received)
    }
  }
}
