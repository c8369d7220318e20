import Files
import JSON
import SystemLibraries
import TestSupport
import Testing

/// Callers with tokens: each on its own.
@Suite(.timeLimit(.minutes(10)))
struct TokenTests {
  static let token = "a-token-of-letters-0123456789"
  /// A line of a token file for `token`.
  static let line = "{\"name\":\"ci\",\"sha256\":\"\((try? SHA256.hash(Array(token.utf8))).map(Hex.encode) ?? "")\"}\n"

  @Test func lineOfTheFileIsMadeWithoutShowingTheToken() async throws {
    let run = try await Place().run("serve --hash-token --name ci", input: "  \(Self.token)\n")
    #expect(run.status == .exited(0) && run.errors == "")
    #expect(run.output == Self.line.replacing("\"}\n", with: "\",\"read_only\":false}\n"))
    let full = try await Place().run("serve --hash-token --name ci --project /srv/app --read-only", input: Self.token)
    #expect(full.output.contains(#""project":"/srv/app","read_only":true}"#))
  }

  @Test(arguments: [
    "", "too-short-to-be-a-token", "a-token-with-a-space 0123456789", "a-token-with-\u{1B}[31m-0123456789",
  ])
  func badTokenIsRefusedAndNotRepeated(_ token: String) async throws {
    let run = try await Place().run("serve --hash-token --name ci", input: token)
    #expect(run.status == .exited(2) && run.output == "")
    #expect(run.errors.contains("openssl rand -base64 32") && (token.isEmpty || !run.errors.contains(token)))
  }

  @Test func inputThatCannotBeReadIsNoToken() async throws {
    let folder = try TemporaryDirectory()
    let errors = folder.path / "stderr"
    let process = try ChildProcess(
      ChildProcess.product("modelgates"), ["serve", "--hash-token", "--name", "ci"], input: .file("/"),
      error: .file(errors.value))
    let (output, end) = try await process.use { (await process.readAll(), await process.end()) }
    #expect(output == [] && end == .exited(2))
    let text = String(decoding: try File.read(errors, limit: 1 << 16), as: UTF8.self)
    #expect(text == "modelgates: Standard input can't be read: Is a directory.\n")
  }

  /// A server for two: `ci` works on a project of its own, `eve` may only look at another.
  private func serve(
    _ options: String = "", _ body: (Serving, _ ci: String, _ eve: String, Place) async throws -> Void
  ) async throws {
    let place = try Place()
    let tokens = ["ci": "ci-0123456789-abcdefghijklmnop", "eve": "eve-0123456789-abcdefghijklmnop"]
    var file = "# who may call\n"
    for (name, options) in [("ci", ""), ("eve", "--read-only")] {
      let folder = try place.home.appending(component: name)
      try File.createDirectory(folder, mode: 0o700, intermediates: false)
      let run = try await place.run(
        "serve --hash-token --name \(name) --project \(folder) \(options)", input: tokens[name] ?? "")
      file += run.output
    }
    try place.write(file, to: place.home / "tokens")
    try await place.serve("--port 0 --token-file \(place.home / "tokens") \(options)") { server in
      try await body(server, tokens["ci"] ?? "", tokens["eve"] ?? "", place)
      let (_, log) = try await server.stop()
      for token in tokens.values { #expect(!log.contains(token) && !"\(server.ready)".contains(token)) }
    }
  }

  @Test func callerWorksOnItsOwnProjectWithItsOwnTools() async throws {
    try await serve { server, ci, eve, place in
      let client = try server.connection()
      let made = try await client.modern("tools/call", #""name":"init_project","arguments":{"name":"mine"}"#, token: ci)
      #expect(made["result"]?["structuredContent"]?["created"] == true, "\(made)")
      #expect(try File.status(place.home / "ci/.projects") != nil)
      #expect(try File.status(place.home / "eve/.projects") == nil)
      #expect(try File.status(place.project / ".projects") == nil)
      let refused = try await client.modern("tools/call", #""name":"init_project","arguments":{}"#, token: eve)
      #expect(refused["error"]?["code"] == -32602)
      let status = try await client.modern("tools/call", #""name":"project_status","arguments":{}"#, token: eve)
      #expect(status["result"]?["structuredContent"]?["initialized"] == false)
    }
  }

  @Test func whoHasNoTokenGetsNothing() async throws {
    try await serve { server, ci, _, _ in
      for token in [nil, "ci-0123456789-abcdefghijklmnoX", "\(ci)x"] {
        // A refused request's body isn't read, so each has a connection of its own.
        let client = try server.connection()
        try await client.beginModern("server/discover", token: token)
        let response = try await client.response()
        #expect(response["connection"] == "close")
        #expect(response.status == 401 && response["www-authenticate"]?.hasPrefix("Bearer ") == true)
        #expect(!response.text.contains("modelgates"))
      }
      let client = try server.connection()
      #expect(try await client.exchange("GET", "/mcp?access_token=\(ci)").status == 401)
      #expect(try await client.exchange("GET", "/metrics", token: ci).status == 404)
      #expect(try await client.exchange("GET", "/healthz").status == 200)
    }
  }

  @Test func sessionBelongsToItsCaller() async throws {
    try await serve { server, ci, eve, _ in
      let client = try server.connection()
      let session = try await client.initialize(token: ci)
      #expect(try await client.ping(session: session, token: ci).status == 200)
      #expect(try await client.ping(session: session, token: eve).status == 404)
      #expect(try await client.exchange("DELETE", token: eve, with: ["Mcp-Session-Id": session]).status == 404)
      #expect(
        try await client.exchange("GET", token: eve, with: ["Mcp-Session-Id": session, "Last-Event-ID": "1-1-1"]).status
          == 404)
      #expect(try await client.ping(session: session, token: ci).status == 200)
    }
  }

  @Test func callersAreLimitedOneByOne() async throws {
    try await serve("--rate-limit 1/s") { server, ci, eve, _ in
      let client = try server.connection()
      var refused: HTTPTestResponse?
      // A burst of ten, and one more for each second that this takes.
      for _ in 0..<200 where refused == nil {
        try await client.beginModern("server/discover", token: ci)
        let response = try await client.response()
        if response.status != 200 { refused = response }
      }
      #expect(refused?.status == 429 && refused?["retry-after"].flatMap { Int($0) } ?? 0 >= 1)
      #expect(try await server.connection().modern("server/discover", token: eve)["result"] != nil)
    }
  }

  @Test func metricsHaveTheirOwnAddress() async throws {
    try await serve("--metrics-address 127.0.0.1:0") { server, ci, _, _ in
      let client = try server.connection()
      _ = try await client.modern("tools/call", #""name":"project_status","arguments":{}"#, token: ci)
      _ = try await client.modern("tools/call", #""name":"no_such_tool","arguments":{}"#, token: ci)
      let session = try await client.initialize(token: ci)
      _ = try await client.exchange("DELETE", token: ci, with: ["Mcp-Session-Id": session])
      let metrics = try HTTPConnection(port: server.port("metrics_address"))
      let response = try await metrics.exchange("GET", "/metrics")
      #expect(response.status == 200)
      for line in [
        #"mcp_server_operation_duration_seconds_count{mcp_method_name="tools/call",gen_ai_tool_name="project_status",mcp_protocol_version="2026-07-28",network_transport="tcp"} 1"#,
        #"mcp_server_operation_duration_seconds_count{mcp_method_name="tools/call",error_type="-32602",mcp_protocol_version="2026-07-28",network_transport="tcp"} 1"#,
        #"mcp_server_operation_duration_seconds_count{mcp_method_name="initialize",mcp_protocol_version="2025-11-25",network_transport="tcp"} 1"#,
        #"mcp_server_session_duration_seconds_count{mcp_protocol_version="2025-11-25",network_transport="tcp"} 1"#,
        #"http_server_request_duration_seconds_count{http_request_method="DELETE",http_route="/mcp",http_response_status_code="204",url_scheme="http"} 1"#,
      ] {
        #expect(response.text.contains(line + "\n"), "\(line)")
      }
      #expect(!response.text.contains("no_such_tool") && !response.text.contains(ci))
      #expect(try await metrics.exchange("GET", "/mcp").status == 404)
    }
  }

  /// All of them count from 0, as clients do.
  @Test func everyClientGetsItsOwnAnswer() async throws {
    try await serve("--rate-limit off") { server, ci, eve, place in
      for caller in ["ci", "eve"] {
        _ = try await place.run(["init"], in: place.home.appending(component: caller))
      }
      try await withThrowingTaskGroup(of: Void.self) { group in
        for number in 0..<64 {
          group.addTask {
            let client = try server.connection()
            for round in 0..<8 {
              let name = "nothing-\(number)-\(round)"
              let answer = try await client.modern(
                "tools/call", #""name":"list_env","arguments":{"environment":"\#(name)"}"#,
                token: number % 2 == 0 ? ci : eve, id: 0)
              #expect(answer["id"] == 0 && "\(answer)".contains(name), "\(answer)")
            }
          }
        }
        try await group.waitForAll()
      }
    }
  }
}
