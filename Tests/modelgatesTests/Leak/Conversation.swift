import Files
import JSON
import TestSupport
import Testing

/// A client of `modelgates mcp` that says yes to every question, and gives all that it hears to the evidence.
final class Conversation {
  enum Era: CaseIterable { case legacy, modern }

  private let era: Era
  private let process: ChildProcess
  private let evidence: Evidence
  private let errors: FilePath
  private var received: [UInt8] = []
  private var last = 0

  init(_ era: Era, _ evidence: Evidence) async throws {
    self.era = era
    self.evidence = evidence
    errors = try evidence.place.home.parent.appending(component: "log-\(UInt64.random(in: .min ... .max))")
    process = try evidence.place.start(["mcp", "--log-level", "debug"], error: .file(errors.value))
    guard era == .legacy else { return }
    _ = try await request(
      "initialize",
      #""protocolVersion":"2025-11-25","capabilities":{"elicitation":{}},"clientInfo":{"name":"t","version":"1"}"#)
    try await send(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
    _ = try await request("logging/setLevel", #""level":"debug""#)
    _ = try await request("resources/subscribe", #""uri":"modelgates://project""#)
  }

  /// Calls a tool; what it asks is answered with yes.
  @discardableResult
  func call(_ tool: String, _ arguments: String = "{}") async throws -> JSON {
    let parameters = #""name":"\#(tool)","arguments":\#(arguments)"#
    let first = try await request("tools/call", parameters)
    guard first["result"]?["resultType"] == "input_required", let state = first["result"]?["requestState"]?.string,
      let question = first["result"]?["inputRequests"]?.object?.first?.name
    else { return first }
    let answers = #""inputResponses":{"\#(question)":\#(Self.yes)},"requestState":"\#(state)""#
    return try await request("tools/call", "\(parameters),\(answers)")
  }

  @discardableResult
  func request(_ method: String, _ parameters: String) async throws -> JSON {
    try await begin(method, parameters)
    while true {
      let message = try await receive()
      if message["method"] == "elicitation/create", let id = message["id"] {
        try await send(#"{"jsonrpc":"2.0","id":\#(id),"result":\#(Self.yes)}"#)
      } else if message["id"] == .integer(Int64(last)) {
        try evidence.noteKeys()
        return message
      }
    }
  }

  /// Sends a request, and kills the server as soon as it reports a step.
  func killDuring(_ method: String, _ parameters: String) async throws {
    try await begin(method, parameters)
    while try await receive()["method"] != "notifications/progress" {}
    process.kill(9)
    _ = await process.end()
    try evidence.noteKeys()
  }

  func end() async throws {
    process.closeInput()
    evidence.add("the server's output", await process.readAll())
    _ = await process.end()
    evidence.add("the server's log", try File.read(errors, limit: 1 << 24))
  }

  private static let yes = #"{"action":"accept","content":{"yes":true}}"#

  private func begin(_ method: String, _ parameters: String) async throws {
    last += 1
    let modern =
      #""io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/logLevel":"debug","#
      + #""io.modelcontextprotocol/clientCapabilities":{"elicitation":{}},"#
    let meta = #""_meta":{\#(era == .modern ? modern : "")"progressToken":\#(last)}"#
    try await send(
      #"{"jsonrpc":"2.0","id":\#(last),"method":"\#(method)","params":{\#(parameters),\#(meta)}}"#)
  }

  private func send(_ line: String) async throws { try await process.write(Array((line + "\n").utf8)) }

  private func receive() async throws -> JSON {
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        defer { received.removeFirst(end + 1) }
        return try JSON(parsing: Array(received[..<end]), limits: .testing)
      }
      let bytes = await process.read()
      try #require(!bytes.isEmpty, "the server ended")
      evidence.add("the server's output", bytes)
      received += bytes
    }
  }
}
