import EventLoop
import Files
import Gateway
import JSON
import Sandbox
import SystemLibraries
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A `modelgates sandbox` that runs, with a home of its own.
struct SandboxProcess: Sendable {
  let process: ChildProcess
  /// `http://127.0.0.1:PORT/api/v1`
  let address: String

  private static let pool = ThreadPool(threads: 4)

  static func run<Value: Sendable>(
    _ line: String = "--port 0", _ body: (SandboxProcess) async throws -> Value
  ) async throws -> Value {
    let home = try TemporaryDirectory()
    // What the server says of itself is what the test reads.
    let process = try ChildProcess(
      "/bin/sh",
      ["-c", #"exec /usr/bin/env -i "$@" 2>&1 >/dev/null"#, "sh", "HOME=\(home.path.value)"]
        + [ChildProcess.product("modelgates"), "sandbox"] + line.split(separator: " ").map(String.init))
    process.closeInput()
    return try await process.use {
      var bytes: [UInt8] = []
      while !bytes.contains(UInt8(ascii: "\n")) {
        let more = await process.read()
        try #require(!more.isEmpty, "it said only: \(String(decoding: bytes, as: UTF8.self))")
        bytes += more
      }
      let ready = try JSON(parsing: Array(bytes.dropLast()), limits: JSONLimits(depth: 2, bytes: 1000))
      #expect(ready["event"] == "sandbox_ready")
      return try await body(SandboxProcess(process: process, address: try #require(ready["address"]?.string)))
    }
  }

  /// A way to its API.
  var port: LiveGateway {
    get throws {
      LiveGateway(
        try GatewayAddress(parsing: address), HTTPClient.Options(userAgent: "tests/1"), executor: Self.pool)
    }
  }

  /// Asks for one of its pages.
  func page(_ url: String, form: String? = nil) async throws -> (status: Int, text: String) {
    var request = HTTPClient.Request(form == nil ? .get : .post, try HTTPAddress(parsing: url), bodyLimit: 1 << 20)
    if let form {
      request.fields = [(name: "Content-Type", value: Array("application/x-www-form-urlencoded".utf8))]
      request.body = Array(form.utf8)
    }
    let sent = request
    return try await withTaskExecutorPreference(Self.pool) { () async throws in
      let response = try HTTPClient(HTTPClient.Options(userAgent: "tests/1")).send(sent)
      return (response.status, String(decoding: response.body, as: UTF8.self))
    }
  }

  /// What a person, or a test, asks of the sandbox beside its API.
  func admin(_ path: String, _ body: JSON) async throws -> HTTPResponse {
    try await port.send(
      HTTPRequest(.post, path, bearer: Secret(Array(Sandbox.managementKey.utf8)), body: .json(body)))
  }
}
