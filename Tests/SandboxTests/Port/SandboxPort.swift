import EventLoop
import Gateway
import HTTP
import JSON
import Sandbox

/// A sandbox behind its handler, without sockets.
struct SandboxPort: Sendable {
  let gateway: TestGateway
  let handler: SandboxHandler

  static let host = "127.0.0.1:4790"

  init(hosts: AllowedHosts = .loopback(port: 4790)) throws {
    gateway = try TestGateway()
    handler = SandboxHandler(
      gateway.sandbox, hosts: hosts, pool: ThreadPool(threads: 1),
      sleep: { _ in while !Task.isCancelled { await Task.yield() } })
  }

  /// What the handler did with a request: `GET /api/v1/models?q=a`, fields, a body.
  func steps(_ line: String, _ fields: HTTPFields = [:], _ body: String = "") async -> [RecordingWriter.Step] {
    let parts = line.split(separator: " ").map(String.init)
    let target = parts[1].split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    let head = RequestHead(
      method: parts[0], path: target[0], query: target.count == 2 ? target[1] : nil, host: Self.host, fields: fields)
    let writer = RecordingWriter()
    if let refusal = handler.refusal(of: head) {
      writer.send(refusal)
      return writer.steps
    }
    switch handler.answer(IncomingRequest(head: head, body: Array(body.utf8))) {
    case .now(let response): writer.send(response)
    case .later(let work): await work(writer)
    }
    return writer.steps
  }

  /// The whole response to a request.
  func response(_ line: String, _ fields: HTTPFields = [:], _ body: String = "") async -> OutgoingResponse? {
    guard case .sent(let response)? = await steps(line, fields, body).first else { return nil }
    return response
  }

  func answer(_ line: String, _ fields: HTTPFields = [:], _ body: String = "") async -> Answer? {
    await response(line, fields, body).map { Answer($0.status, String(decoding: $0.body, as: UTF8.self)) }
  }

  /// A form, as a browser sends it.
  func form(_ path: String, _ body: String, _ fields: HTTPFields = [:]) async -> Answer? {
    var fields = fields
    fields.append("Content-Type", "application/x-www-form-urlencoded")
    return await answer("POST " + path, fields, body)
  }
}
