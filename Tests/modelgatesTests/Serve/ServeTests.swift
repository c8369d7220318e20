import Files
import JSON
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// `modelgates serve` as a process, over sockets.
@Suite(.timeLimit(.minutes(10)))
struct ServeTests {
  @Test func readyLineTellsWhereTheServerIs() async throws {
    try await Place().serve { server in
      let port = try server.port()
      #expect(server.ready["event"] == "server_ready" && server.ready["address"] == .string("127.0.0.1:\(port)"))
      #expect(server.ready["url"] == .string("http://127.0.0.1:\(port)/mcp"))
      let client = try server.connection()
      for path in ["/healthz", "/readyz"] { #expect(try await client.exchange("GET", path).status == 200) }
      let (end, log) = try await server.stop()
      #expect(end == .exited(0))
      #expect(log.contains("server_stopping") && log.contains("server_stopped"))
    }
  }

  @Test func readyLineIsPrintedWhateverIsLogged() async throws {
    try await Place().serve("--port 0 --log-level error") { server in
      let (end, log) = try await server.stop(SIGINT)
      #expect(end == .exited(0) && log == "")
    }
  }

  @Test func operationsAreToolsInTheModernEra() async throws {
    try await Place().serve { server in
      let client = try server.connection()
      let discovery = try await client.modern("server/discover")
      #expect(discovery["result"]?["resultType"] == "complete")
      let tools = try await client.modern("tools/list")["result"]?["tools"]?.array
      #expect(tools?.contains { $0["name"] == "add_service" } == true)
      let call = try await client.modern("tools/call", #""name":"init_project","arguments":{"name":"over-http"}"#)
      #expect(call["result"]?["structuredContent"]?["project"] == "over-http", "\(call)")
      let status = try await client.modern("tools/call", #""name":"project_status","arguments":{}"#)
      #expect(status["result"]?["structuredContent"]?["initialized"] == true)
    }
  }

  @Test func bothAddressesServeTheSame() async throws {
    try await Place().serve { server in
      for path in ["/mcp", "/docs/_mcp/server"] {
        let body = #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}"#
        let response = try await server.connection().exchange("POST", path, body: body)
        #expect(try response.json["result"]?["protocolVersion"] == "2025-06-18")
      }
      #expect(try await server.connection().exchange("GET", "/.well-known/oauth-protected-resource").status == 404)
    }
  }

  @Test func documentationIsServedWithTags() async throws {
    try await Place().serve { server in
      let client = try server.connection()
      let index = try await client.exchange("GET", "/docs/llms.txt")
      #expect(index.status == 200 && index.text.hasPrefix("# ModelGates\n\n> "))
      #expect(index["content-type"] == "text/plain; charset=utf-8")
      var count = 0
      for line in index.text.split(separator: "\n") where line.hasPrefix("- [") {
        let name = try #require(line.split(separator: "](").last?.prefix { $0 != ")" })
        let page = try await client.exchange("GET", "/docs/\(name)")
        #expect(page.status == 200 && page["content-type"] == "text/markdown; charset=utf-8", "\(name)")
        #expect(page.text.hasPrefix("# "))
        count += 1
      }
      #expect(count > 10)
      let full = try await client.exchange("GET", "/docs/llms-full.txt")
      let tag = try #require(full["etag"])
      let known = ["If-None-Match": "\"x\", W/\(tag)"]
      try await client.begin("GET", "/docs/llms-full.txt", with: known)
      let again = try await client.head()
      #expect(again.status == 304 && again["etag"] == tag && again["content-length"] == "\(full.body.count)")
      try await client.begin("HEAD", "/docs/llms-full.txt")
      #expect(try await client.head()["content-length"] == "\(full.body.count)")
      // Neither had a body: the connection goes on with the next answer.
      #expect(try await client.exchange("GET", "/healthz").text == "alive\n")
      for (method, path, status) in [
        ("POST", "/docs/llms.txt", 405), ("GET", "/docs/nothing.md", 404), ("GET", "/docs/", 404),
        ("GET", "/docs", 404),
        ("GET", "/docs/../docs/llms.txt", 404), ("GET", "/docs/%6climits.md", 404),
      ] { #expect(try await server.connection().exchange(method, path).status == status, "\(method) \(path)") }
      let elsewhere = try await server.connection().exchange("GET", "/docs/llms.txt", with: ["Host": "evil.example"])
      #expect(elsewhere.status == 421)
    }
  }

  // MARK: Sessions outlive their server

  @Test func legacySessionGoesOnAfterTheServerWasKilled() async throws {
    let place = try Place()
    let session = try await place.serve { server in
      let session = try await server.connection().initialize()
      #expect(try await server.connection().ping(session: session).status == 200)
      server.process.kill(SIGKILL)
      #expect(await server.process.end() == .killed(signal: SIGKILL))
      return session
    }
    try await place.serve { server in
      let client = try server.connection()
      let answer = try await client.ping(session: session)
      #expect(answer.status == 200 && answer.text == #"{"jsonrpc":"2.0","id":7,"result":{}}"#)
      let end = try await client.exchange("DELETE", with: ["Mcp-Session-Id": session])
      #expect(end.status == 204)
      #expect(try await client.ping(session: session).status == 404)
    }
  }

  @Test func serversWithOneKeyAcceptEachOthersSessions() async throws {
    let place = try Place()
    let elsewhere = try Place()
    try place.write("a secret that is the same everywhere\n", to: place.home / "key")
    let options = "--port 0 --state-key-file \(place.home / "key")"
    try await place.serve(options) { one in
      try await elsewhere.serve(options) { other in
        let session = try await one.connection().initialize()
        #expect(try await other.connection().ping(session: session).status == 200)
      }
      try await elsewhere.serve { stranger in
        let session = try await one.connection().initialize()
        #expect(try await stranger.connection().ping(session: session).status == 404)
      }
    }
  }

  @Test func keyBeforeThisOneStillOpensSessions() async throws {
    let place = try Place()
    let options = "--port 0 --state-key-file \(place.home / "key")"
    try place.write("the first secret, 32 characters or more\n", to: place.home / "key")
    let session = try await place.serve(options) { try await $0.connection().initialize() }
    try place.write(
      "the second secret, also 32 characters\nthe first secret, 32 characters or more\n", to: place.home / "key")
    try await place.serve(options) { server in
      let answer = try await server.connection().ping(session: session)
      #expect(answer.status == 200)
    }
    try place.write("the second secret, also 32 characters\n", to: place.home / "key")
    try await place.serve(options) { server in
      let answer = try await server.connection().ping(session: session)
      #expect(answer.status == 404)
    }
  }

  @Test func keyIsMadeForTheUserAlone() async throws {
    let place = try Place()
    try await place.serve { _ in }
    let key = try #require(try File.status(place.home / ".local/state/modelgates/state-key"))
    #expect(key.mode == 0o600 && key.size == 44)
  }

  // MARK: Stopping

  @Test func listeningStreamEndsWithItsResult() async throws {
    try await Place().serve { server in
      let client = try server.connection()
      try await client.beginModern("subscriptions/listen", #""notifications":{"resourcesListChanged":true}"#, id: 5)
      let head = try await client.head()
      #expect(head.status == 200 && head["content-type"] == "text/event-stream")
      #expect(
        String(decoding: try await client.chunk(), as: UTF8.self).contains("notifications/subscriptions/acknowledged"))
      server.process.kill(SIGTERM)
      var rest: [UInt8] = []
      while case let chunk = try await client.chunk(), !chunk.isEmpty { rest += chunk }
      let text = String(decoding: rest, as: UTF8.self)
      #expect(text.contains(#""id":5"#) && text.contains(#""resultType":"complete""#), "\(text)")
      #expect(try await server.stop().end == .exited(0))
    }
  }

  @Test func streamOfASessionEndsWithTheServer() async throws {
    try await Place().serve { server in
      let session = try await server.connection().initialize()
      let client = try server.connection()
      try await client.begin("GET", with: ["Mcp-Session-Id": session, "Accept": "text/event-stream"])
      #expect(try await client.head().status == 200)
      server.process.kill(SIGTERM)
      while case let chunk = try await client.chunk(), !chunk.isEmpty {}
      #expect(try await server.stop().end == .exited(0))
    }
  }

  @Test func secondSignalEndsAtOnce() async throws {
    try await Place().serve { server in
      let client = try server.connection()
      // A request whose body never comes keeps its connection open.
      try await client.send("POST /mcp HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n")
      server.process.kill(SIGTERM)
      var log = ""
      while !log.contains("server_stopping") { log += String(decoding: await server.process.read(), as: UTF8.self) }
      server.process.kill(SIGTERM)
      let end = await server.process.end()
      // Whichever was faster.
      #expect([.exited(128 + SIGTERM), .exited(0)].contains(end))
    }
  }

  // MARK: Where it listens

  @Test func socketInTheFileSystemIsTheUsersAlone() async throws {
    let place = try Place()
    let path = place.home / "mcp.sock"
    try await place.serve("--unix \(path)") { server in
      #expect(server.ready["address"] == .string("unix:\(path)") && server.ready["url"] == "http://localhost/mcp")
      #expect(try File.status(path)?.mode == 0o600)
      let discovery = try await server.connection().modern("server/discover")
      #expect(discovery["result"] != nil)
      #expect(try await server.stop().end == .exited(0))
      #expect(try File.status(path) == nil)
    }
  }

  @Test func takenPortIsAnErrorThatNamesIt() async throws {
    let place = try Place()
    try await place.serve { server in
      let port = try server.port()
      let run = try await place.run("serve --port \(port)")
      #expect(run.status != .exited(0) && run.output == "")
      #expect(run.errors.contains("127.0.0.1:\(port)") && run.errors.contains("another process listens there"))
    }
  }

  static let refusedStarts: [(line: String, said: String)] = [
    ("--host 0.0.0.0", "--token-file FILE and --behind-tls-proxy"),
    ("--host ::", "--token-file FILE and --behind-tls-proxy"),
    ("--host 0.0.0.0 --behind-tls-proxy", "needs --token-file FILE."),
    ("--behind-tls-proxy", "needs --token-file FILE."),
    ("--host 192.0.2.1 --token-file x", "needs --behind-tls-proxy."),
    ("--metrics-address 0.0.0.0:9090", "--token-file FILE and --behind-tls-proxy"),
    ("--metrics-address 9090", "host:port"), ("--metrics-address :9090", "host:port"),
    ("--unix /tmp/x --port 1", "takes the place"), ("--port 65536", "port"), ("--port -1", "port"),
    ("--allow-host https://x", "--allow-host"), ("--allow-origin example.com", "--allow-origin"),
    ("--rate-limit 10", "1/s to 1000000/s"), ("--rate-limit 0/s", "--rate-limit"), ("--hash-token", "--name"),
    ("--name ci", "--hash-token"),
    ("--tools nothing", "no tool"), ("--body-limit 1", "--body-limit"), ("more", "Unexpected argument"),
    ("--tokenfile x", "Did you mean --token-file?"), ("--state-key-file /nonexistent", "/nonexistent"),
    ("--token-file /nonexistent", "/nonexistent"),
  ]

  @Test(arguments: refusedStarts.indices)
  func startThatWouldBeUnsafeOrUnclearIsRefused(_ index: Int) async throws {
    let (line, said) = Self.refusedStarts[index]
    let run = try await Place().run("serve \(line)")
    #expect(run.status == .exited(2) && run.output == "", "\(line): \(run)")
    #expect(run.errors.contains(said), "\(line): \(run.errors)")
  }

  @Test func looseOrEmptySecretsAreRefused() async throws {
    let place = try Place()
    let file = place.home / "file"
    for (option, text) in [
      ("--token-file", TokenTests.line), ("--state-key-file", "a secret that is long enough to be one\n"),
    ] {
      try place.write(text, to: file)
      try File.replace(file, with: Array(text.utf8), mode: 0o640, keepingStricterMode: false)
      let loose = try await place.run("serve --port 0 \(option) \(file)")
      #expect(loose.status == .exited(2) && loose.errors.contains("chmod it to 600"), "\(loose)")
      try place.write("short\n", to: file)
      let short = try await place.run("serve --port 0 \(option) \(file)")
      #expect(short.status == .exited(2) && !short.errors.contains("\"short\""), "\(short)")
    }
  }

  // MARK: Who may call

  @Test func onlyThisComputersNamesAreAnsweredTo() async throws {
    try await Place().serve("--port 0 --allow-host mcp.example.com --allow-origin https://app.example.com") { server in
      let port = try server.port()
      let cases: [(fields: [String: String], status: Int)] = [
        ([:], 200), (["Host": "127.0.0.1:\(port)"], 200), (["Host": "mcp.example.com"], 200),
        (["Host": "evil.example"], 421),
        (["Origin": "http://localhost"], 200), (["Origin": "http://evil.example"], 403), (["Origin": "null"], 403),
        (["Origin": "https://app.example.com"], 200), (["Content-Type": "text/plain"], 415),
        (["Accept": "text/html"], 406),
      ]
      for (fields, status) in cases {
        let body = #"{"jsonrpc":"2.0","id":0,"method":"initialize","params":{"protocolVersion":"2025-11-25"}}"#
        let response = try await server.connection().exchange("POST", with: fields, body: body)
        #expect(response.status == status, "\(fields)")
        let isListed = fields["Origin"] == "https://app.example.com"
        #expect((response["access-control-allow-origin"] != nil) == isListed)
      }
    }
  }

  @Test func readOnlyServerOffersOnlyWhatChangesNothing() async throws {
    for (line, environment) in [("--port 0 --read-only", [:]), ("--port 0", ["MODELGATES_READ_ONLY": "1"])] {
      try await Place().serve(line, environment) { server in
        let client = try server.connection()
        let tools = try await client.modern("tools/list")["result"]?["tools"]?.array ?? []
        #expect(tools.count > 3 && tools.allSatisfy { $0["annotations"]?["readOnlyHint"] == true })
        let call = try await client.modern("tools/call", #""name":"init_project","arguments":{}"#)
        #expect(call["error"]?["code"] == -32602)
      }
    }
  }
}
