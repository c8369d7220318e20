import Files
import JSON
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A `modelgates serve` that runs, and ways to talk to it.
struct Serving: Sendable {
  let process: ChildProcess
  /// What the server says of itself when it is ready.
  let ready: JSON
  private let output: FilePath

  fileprivate init(_ process: ChildProcess, output: FilePath) async throws {
    self.process = process
    self.output = output
    ready = try await Self.line(of: process)
  }

  /// The next lines of the log, one at least.
  private static func line(of process: ChildProcess) async throws -> JSON {
    var bytes: [UInt8] = []
    while !bytes.contains(UInt8(ascii: "\n")) {
      let more = await process.read()
      guard !more.isEmpty else { throw EndOfResponse(heard: String(decoding: bytes, as: UTF8.self)) }
      bytes += more
    }
    return try JSON(
      parsing: Array(bytes.prefix { $0 != UInt8(ascii: "\n") }), limits: JSONLimits(depth: 8, bytes: 1 << 16))
  }

  /// The next line of the log that tells of an event.
  func event(_ name: String) async throws -> JSON {
    var rest: [UInt8] = []
    while true {
      while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
        let line = try JSON(parsing: Array(rest[..<end]), limits: JSONLimits(depth: 8, bytes: 1 << 16))
        if line["event"]?.string == name { return line }
        rest.removeFirst(end + 1)
      }
      let more = await process.read()
      guard !more.isEmpty else { throw EndOfResponse(heard: String(decoding: rest, as: UTF8.self)) }
      rest += more
    }
  }

  /// The port of an address in the ready line.
  func port(_ name: String = "address") throws -> UInt16 {
    try #require(ready[name]?.string?.split(separator: ":").last.flatMap { UInt16($0) }, "\(ready)")
  }

  func connection() throws -> HTTPConnection {
    if let address = ready["address"]?.string, address.hasPrefix("unix:") {
      return try HTTPConnection(path: String(address.dropFirst(5)))
    }
    return try HTTPConnection(port: port())
  }

  /// Tells the server to stop, and waits until it has.
  /// - Returns: how it ended, and what it logged since it was ready.
  func stop(_ signal: Int32 = SIGTERM) async throws -> (end: ChildProcess.End, log: String) {
    process.kill(signal)
    let log = String(decoding: await process.readAll(), as: UTF8.self)
    let end = await process.end()
    #expect(try File.read(output, limit: 1 << 16) == [], "standard output is nobody's")
    return (end, log)
  }
}

extension Place {
  /// Runs `modelgates serve`, by default at a port that the system picks, for as long as `body` runs.
  func serve<Value: Sendable>(
    _ line: String = "--port 0", _ environment: [String: String] = [:], _ body: (Serving) async throws -> Value
  ) async throws -> Value {
    let output = try home.appending(component: "stdout-\(UInt64.random(in: .min ... .max))")
    // The log is what the test reads.
    let script = #"cd "$1" || exit 99; out=$2; shift 2; exec /usr/bin/env -i "$@" 2>&1 >"$out""#
    let variables = ["HOME": home.value, "PATH": "/usr/bin:/bin"].merging(environment) { $1 }
    let process = try ChildProcess(
      "/bin/sh",
      ["-c", script, "sh", project.value, output.value] + variables.map { "\($0.key)=\($0.value)" }.sorted()
        + [ChildProcess.product("modelgates"), "serve"] + line.split(separator: " ").map(String.init))
    process.closeInput()
    return try await process.use { try await body(Serving(process, output: output)) }
  }
}

// MARK: - Requests

extension HTTPConnection {
  /// Sends a request and reads its whole response.
  func exchange(
    _ method: String, _ path: String = "/mcp", token: String? = nil, with fields: [String: String] = [:],
    body: String? = nil
  ) async throws -> HTTPTestResponse {
    try await begin(method, path, token: token, with: fields, body: body)
    return try await response()
  }

  func begin(
    _ method: String, _ path: String = "/mcp", token: String? = nil, with fields: [String: String] = [:],
    body: String? = nil
  ) async throws {
    var all = ["Host": "localhost", "Accept": "application/json, text/event-stream"]
    if let body {
      all["Content-Type"] = "application/json"
      all["Content-Length"] = "\(body.utf8.count)"
    }
    if let token { all["Authorization"] = "Bearer \(token)" }
    all.merge(fields) { $1 }
    let head = all.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)\r\n" }.joined()
    try await send("\(method) \(path) HTTP/1.1\r\n\(head)\r\n\(body ?? "")")
  }

  /// Sends a request of the modern era.
  func beginModern(_ method: String, _ params: String = "", token: String? = nil, id: Int = 1) async throws {
    let meta =
      #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#
    let mark = "\"name\":\""
    let name = params.firstRange(of: mark).map { String(params[$0.upperBound...].prefix { $0 != "\"" }) }
    var fields = ["MCP-Protocol-Version": "2026-07-28", "Mcp-Method": method]
    fields["Mcp-Name"] = name
    try await begin(
      "POST", token: token, with: fields,
      body:
        #"{"jsonrpc":"2.0","id":\#(id),"method":"\#(method)","params":{\#(params)\#(params.isEmpty ? "" : ",")\#(meta)}}"#
    )
  }

  func modern(_ method: String, _ params: String = "", token: String? = nil, id: Int = 1) async throws -> JSON {
    try await beginModern(method, params, token: token, id: id)
    return try await response().json
  }

  /// Begins a session of the legacy era, and returns its id.
  func initialize(token: String? = nil) async throws -> String {
    let response = try await exchange(
      "POST", token: token,
      body:
        #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25","capabilities":{},"clientInfo":{"name":"t","version":"1"}}}"#
    )
    return try #require(response["mcp-session-id"], "\(response.status) \(response.text)")
  }

  func ping(session: String, token: String? = nil) async throws -> HTTPTestResponse {
    try await exchange(
      "POST", token: token, with: ["Mcp-Session-Id": session, "MCP-Protocol-Version": "2025-11-25"],
      body: #"{"jsonrpc":"2.0","id":7,"method":"ping"}"#)
  }
}

extension HTTPTestResponse {
  /// The body, or the last message of a stream of events.
  var json: JSON {
    get throws {
      let data = text.split(separator: "\n").last { $0.hasPrefix("data: ") }.map { String($0.dropFirst(6)) } ?? text
      return try JSON(parsing: Array(data.utf8), limits: JSONLimits(depth: 64, bytes: 1 << 22))
    }
  }
}
