import JSON
import TestSupport
import Testing

/// Lines as clients write them.
enum Lines {
  /// A request of the modern era.
  /// - Parameter params: members of `params`, without braces.
  static func modern(
    _ id: Int, _ method: String, _ params: String = "", capabilities: String = "{}", meta: String = ""
  ) -> String {
    let members = [
      params,
      #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","#
        + #""io.modelcontextprotocol/clientCapabilities":\#(capabilities)\#(meta.isEmpty ? "" : ",\(meta)")}"#,
    ]
    return request(id, method, members.filter { !$0.isEmpty }.joined(separator: ","))
  }

  /// A request of a session that `initialize` began.
  static func request(_ id: Int, _ method: String, _ params: String = "") -> String {
    #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":{\#(params)}}"#
  }

  static func notification(_ method: String, _ params: String = "") -> String {
    #"{"jsonrpc":"2.0","method":"\#(method)","params":{\#(params)}}"#
  }

  static func response(_ id: Int, _ result: String) -> String { #"{"jsonrpc":"2.0","id":\#(id),"result":\#(result)}"# }

  static func initialize(_ version: String, capabilities: String = "{}") -> String {
    request(0, "initialize", #""protocolVersion":"\#(version)","capabilities":\#(capabilities)"#)
  }

  static func error(_ id: Int, _ code: Int, _ message: String, data: String? = nil) -> String {
    let text = JSON.string(message)
    return
      #"{"jsonrpc":"2.0","id":\#(id),"error":{"code":\#(code),"message":\#(text)\#(data.map { ",\"data\":\($0)" } ?? "")}}"#
  }

  /// A complete result of the modern era, as the fixture server gives it.
  /// - Parameter result: the members that come before those that all have.
  static func complete(_ id: Int, _ result: String, cache: String = "") -> String {
    self.response(id, "{\(result),\"resultType\":\"complete\"\(cache.isEmpty ? "" : ",\(cache)"),\(serverInfo)}")
  }

  static let serverInfo =
    #""_meta":{"io.modelcontextprotocol/serverInfo":{"name":"fixture","title":"Fixture server","version":"1.0.0"}}"#

  /// A result of a tool that gives a text.
  static func text(_ text: String) -> String { #""content":[{"type":"text","text":\#(JSON.string(text))}]"# }
}

extension Client {
  /// Begins a session.
  func initialize(_ version: String, capabilities: String = "{}") async throws {
    _ = try await ask(Lines.initialize(version, capabilities: capabilities))
    try await send(Lines.notification("notifications/initialized"))
  }

  /// Sends a line and compares what comes next with what should.
  func expect(
    _ line: String, _ answer: String, _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
  ) async throws {
    let received = try await ask(line)
    #expect(received == answer, comment, sourceLocation: sourceLocation)
  }

  /// The result of a request; nil for an error.
  func result(of line: String) async throws -> JSON? { try await JSON(line: ask(line))["result"] }
}
