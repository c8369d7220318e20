import Files
import JSON
import TestSupport
import Testing

/// A token file that changes while the server runs.
@Suite(.timeLimit(.minutes(10)))
struct TokenChangeTests {
  private static func token(_ name: String, _ number: Int = 1) -> String { "\(name)-\(number)-abcdefghijklmnopqrst" }

  /// The line of a token, for a project of the name's own.
  private static func line(_ name: String, _ number: Int = 1, options: String = "", in place: Place) async throws
    -> String
  {
    let folder = try place.home.appending(component: name)
    if try File.status(folder) == nil { try File.createDirectory(folder, mode: 0o700, intermediates: false) }
    let run = try await place.run(
      "serve --hash-token --name \(name) --project \(folder) \(options)", input: token(name, number))
    return run.output
  }

  private func serve(_ names: [String], _ body: (Serving, Place, _ file: FilePath) async throws -> Void) async throws {
    let place = try Place()
    let file = place.home / "tokens"
    var text = ""
    for name in names { text += try await Self.line(name, in: place) }
    try place.write(text, to: file)
    try await place.serve("--port 0 --token-file \(file)") { try await body($0, place, file) }
  }

  private static func status(of token: String, at server: Serving) async throws -> Int {
    try await server.connection().ping(session: "none", token: token).status
  }

  @Test func addedTokenIsTakenAndRemovedOneIsRefusedOnTheSameConnection() async throws {
    try await serve(["ci", "eve"]) { server, place, file in
      let eve = try server.connection()
      let session = try await eve.initialize(token: Self.token("eve"))
      #expect(try await eve.ping(session: session, token: Self.token("eve")).status == 200)
      let ci = try server.connection()
      let kept = try await ci.initialize(token: Self.token("ci"))
      #expect(try await Self.status(of: Self.token("new"), at: server) == 401)

      try await place.write(Self.line("ci", in: place) + Self.line("new", in: place), to: file)
      let event = try await server.event("tokens_changed")
      #expect(event["added"] == "new" && event["removed"] == "eve", "\(event)")

      #expect(try await eve.ping(session: session, token: Self.token("eve")).status == 401)
      #expect(try await ci.ping(session: kept, token: Self.token("ci")).status == 200)
      let client = try server.connection()
      let made = try await client.modern(
        "tools/call", #""name":"init_project","arguments":{"name":"mine"}"#, token: Self.token("new"))
      #expect(made["result"]?["structuredContent"]?["created"] == true, "\(made)")
      #expect(try File.status(place.home / "new/.projects") != nil)
    }
  }

  @Test func exchangedTokenKeepsTheSession() async throws {
    try await serve(["ci"]) { server, place, file in
      let client = try server.connection()
      let session = try await client.initialize(token: Self.token("ci"))
      try await place.write(Self.line("ci", 2, in: place), to: file)
      let event = try await server.event("tokens_changed")
      #expect(event["added"] == "" && event["removed"] == "")
      #expect(try await client.ping(session: session, token: Self.token("ci", 2)).status == 200)
      #expect(try await Self.status(of: Self.token("ci"), at: server) == 401)
    }
  }

  @Test func otherRightsCountToo() async throws {
    try await serve(["ci"]) { server, place, file in
      try await place.write(Self.line("ci", options: "--read-only", in: place), to: file)
      let event = try await server.event("tokens_changed")
      #expect(event["added"] == "ci" && event["removed"] == "ci")
      let refused = try await server.connection().modern(
        "tools/call", #""name":"init_project","arguments":{}"#, token: Self.token("ci"))
      #expect(refused["error"]?["code"] == -32602)
    }
  }

  @Test func streamOfWhoIsRemovedEnds() async throws {
    try await serve(["ci", "eve"]) { server, place, file in
      let stream = try server.connection()
      let session = try await stream.initialize(token: Self.token("eve"))
      try await stream.begin("GET", token: Self.token("eve"), with: ["Mcp-Session-Id": session])
      #expect(try await stream.head().status == 200)
      try await place.write(Self.line("ci", in: place), to: file)
      while try await !stream.chunk().isEmpty {}
    }
  }

  @Test func fileThatIsWrongChangesNothingAndAnEmptyOneLeavesNobody() async throws {
    try await serve(["ci"]) { server, place, file in
      try place.write("{\"name\":\"ci\",\"sha256\":\"secret\"}\n", to: file)
      let event = try await server.event("tokens_not_changed")
      #expect(event["level"] == "error" && event["error"]?.string?.contains("Line 1") == true, "\(event)")
      _ = try await server.connection().initialize(token: Self.token("ci"))

      try File.remove(file, durably: false)
      #expect(try await server.event("tokens_not_changed")["error"]?.string?.contains("tokens") == true)
      _ = try await server.connection().initialize(token: Self.token("ci"))

      try place.write("# nobody any more\n", to: file)
      #expect(try await server.event("tokens_changed")["removed"] == "ci")
      #expect(try await Self.status(of: Self.token("ci"), at: server) == 401)
    }
  }
}
