import JSON
import SystemLibraries
import Testing

@testable import HTTPTransport

struct TokenFileTests {
  /// The digests of `one-0123456789abcdefghijk` and `two-0123456789abcdefghijk`.
  static let one = digest("one-0123456789abcdefghijk")
  static let two = digest("two-0123456789abcdefghijk")

  static func digest(_ token: String) -> String { (try? SHA256.hash(Array(token.utf8))).map(Hex.encode) ?? "" }

  private func parse(_ text: String) throws -> TokenFile { try TokenFile(parsing: Array(text.utf8)) }

  @Test func oneObjectALine() throws {
    let file = try parse(
      """
      # who may call

      {"name":"ci","sha256":"\(Self.one)"}
        # indented
      \t
      {"name":"eve@example.com","sha256":"\(Self.two)","project":"/srv/app","read_only":true}\r

      """)
    #expect(file.entries.map(\.name) == ["ci", "eve@example.com"])
    #expect(file.entries.map(\.project) == [nil, "/srv/app"])
    #expect(file.entries.map(\.readOnly) == [false, true])
  }

  @Test func entryIsMadeOfATokenAndHoldsNothingOfIt() throws {
    let token = "one-0123456789abcdefghijk"
    let entry = try TokenFile.Entry(name: "ci", token: Array(token.utf8), project: "/srv/app", readOnly: true)
    let line = String(decoding: entry.jsonBytes, as: UTF8.self)
    #expect(line == #"{"name":"ci","sha256":"\#(Self.one)","project":"/srv/app","read_only":true}"#)
    #expect(try parse(line).entries == [entry])
  }

  @Test(arguments: [
    "", "short", "23-characters-0123456789", "with space 0123456789abcdef", "with\nnewline-0123456789abcdef",
    "umlaut-ä-0123456789abcdefgh", "=========================", String(repeating: "a", count: 513),
  ])
  func badTokenIsRefusedWithoutBeingRepeated(_ token: String) throws {
    let token = token == "23-characters-0123456789" ? String(token.prefix(23)) : token
    let error = #expect(throws: TokenFileError.self) {
      try TokenFile.Entry(name: "ci", token: Array(token.utf8), project: nil, readOnly: false)
    }
    #expect(error?.message.contains("openssl rand -base64 32") == true)
    #expect(token.count < 5 || error?.message.contains(token) == false)
  }

  static let damaged: [(text: String, said: String)] = [
    ("", "no token"), ("# nothing\n\n", "no token"), ("ci", "Line 1"), ("\n{\"name\":\"ci\"", "Line 2"),
    ("[]", "Line 1"),
    (#"{"name":"ci"}"#, "sha256"), (#"{"sha256":"\#(one)"}"#, "name"), (#"{"name":"ci","sha256":"abc"}"#, "sha256"),
    (#"{"name":"ci","sha256":"\#(one.uppercased())"}"#, "sha256"), (#"{"name":"","sha256":"\#(one)"}"#, "name"),
    (#"{"name":"a b","sha256":"\#(one)"}"#, "name"), (#"{"name":"ci","sha256":"\#(one)","token":"x"}"#, "token"),
    (#"{"name":"ci","sha256":"\#(one)","project":"app"}"#, "absolute"),
    (#"{"name":"ci","sha256":"\#(one)","read_only":"yes"}"#, "read_only"),
    (#"{"name":"ci","name":"eve","sha256":"\#(one)"}"#, "Line 1"),
    ("{\"name\":\"ci\",\"sha256\":\"\(one)\"}\n{\"name\":\"ci\",\"sha256\":\"\(two)\"}", "Line 2: the name ci"),
    ("{\"name\":\"ci\",\"sha256\":\"\(one)\"}\n{\"name\":\"eve\",\"sha256\":\"\(one)\"}", "Line 2: an earlier line"),
    (
      (0...TokenFile.countLimit).map { "{\"name\":\"n\($0)\",\"sha256\":\"\(digest("\($0)"))\"}" }.joined(
        separator: "\n"),
      "more than 256"
    ),
  ]

  @Test(arguments: damaged.indices)
  func damagedFileIsRefusedWithItsLine(_ index: Int) throws {
    let (text, said) = Self.damaged[index]
    let error = #expect(throws: TokenFileError.self) { try parse(text) }
    #expect(error?.message.contains(said) == true, "\(error?.message ?? "")")
  }

  @Test func tokenIsFoundAmongAsManyAsThereMayBe() throws {
    let tokens = (0..<TokenFile.countLimit).map { "token-\($0)-0123456789abcdefghijk" }
    let table = try TokenTable(
      try tokens.map { try TokenFile.Entry(name: "n", token: Array($0.utf8), project: nil, readOnly: false) })
    for (place, token) in tokens.enumerated() { #expect(table.place(of: Array(token.utf8)) == place) }
    for other in ["", "token-0-0123456789abcdefghij", "token-256-0123456789abcdefghijk"] {
      #expect(table.place(of: Array(other.utf8)) == nil)
    }
  }

  /// A digest in which any one byte is wrong isn't the token's.
  @Test func everyByteOfADigestCounts() throws {
    let token = Array("one-0123456789abcdefghijk".utf8)
    let right = try Hex.decode(Self.one)
    for place in right.indices {
      var bytes = right
      bytes[place] ^= 1 << UInt8(place % 8)
      let line = #"{"name":"ci","sha256":"\#(Hex.encode(bytes))"}"#
      #expect(try TokenTable(try parse(line).entries).place(of: token) == nil)
    }
  }
}

struct ExposureTests {
  @Test(arguments: ["127.0.0.1", "127.1.2.3", "localhost", "::1", "[::1]", "LOCALHOST", "0:0:0:0:0:0:0:1"])
  func loopbackNeedsNothing(_ host: String) {
    #expect(Exposure.objection(toListeningOn: host, hasTokens: false, isBehindTLSProxy: false) == nil)
  }

  @Test(arguments: [
    "0.0.0.0", "::", "10.0.0.1", "192.168.1.2", "fe80::1", "::ffff:127.0.0.1", "example.com", "", "127.1",
    "127.0.0.1:80",
  ])
  func everythingElseNeedsTokensAndAProxy(_ host: String) {
    let objection = { Exposure.objection(toListeningOn: host, hasTokens: $0, isBehindTLSProxy: $1) }
    #expect(objection(true, true) == nil)
    #expect(objection(false, true)?.contains("--token-file") == true)
    #expect(objection(true, false)?.contains("--behind-tls-proxy") == true)
    #expect(objection(false, false)?.contains("--token-file FILE and --behind-tls-proxy") == true)
  }
}
