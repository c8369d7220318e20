import Testing

@testable import HTTPTransport

struct AuthorityTests {
  static let understood: [(text: String, host: String, port: UInt16?, isLoopback: Bool)] = [
    ("localhost", "localhost", nil, true),
    ("LocalHost:3912", "localhost", 3912, true),
    ("localhost:", "localhost", nil, true),
    ("localhost:0", "localhost", 0, true),
    ("localhost:65535", "localhost", 65535, true),
    ("127.0.0.1", "127.0.0.1", nil, true),
    ("127.0.0.1:80", "127.0.0.1", 80, true),
    ("127.255.255.254:8080", "127.255.255.254", 8080, true),
    ("[::1]", "[::1]", nil, true),
    ("[::1]:3912", "[::1]", 3912, true),
    ("[0:0:0:0:0:0:0:1]:3912", "[::1]", 3912, true),
    ("[::ffff:127.0.0.1]", "[::ffff:127.0.0.1]", nil, false),
    ("[2001:DB8::1]:443", "[2001:db8::1]", 443, false),
    ("128.0.0.1", "128.0.0.1", nil, false),
    ("0.0.0.0", "0.0.0.0", nil, false),
    ("10.0.0.1:3912", "10.0.0.1", 3912, false),
    ("example.com", "example.com", nil, false),
    ("MCP.Example.com:443", "mcp.example.com", 443, false),
    ("localhost.example.com", "localhost.example.com", nil, false),
    ("evil.localhost", "evil.localhost", nil, false),
    ("127.0.0.1.example.com", "127.0.0.1.example.com", nil, false),
    ("127.example", "127.example", nil, false),
    ("my_service:8080", "my_service", 8080, false),
  ]

  @Test(arguments: understood.indices)
  func hostWithOrWithoutPortIsUnderstood(_ index: Int) throws {
    let (text, host, port, isLoopback) = Self.understood[index]
    let authority = try #require(Authority(text), "\(text)")
    #expect(authority.host == host && authority.port == port && authority.isLoopback == isLoopback, "\(text)")
  }

  static let refused = [
    "", " ", ":", ":80", "localhost ", " localhost", "local host", "localhost.", "localhost..", ".localhost", "a..b",
    "localhost:80:80", "localhost:+80", "localhost:-1", "localhost:65536", "localhost:000080", "localhost:8o",
    "localhost:80/", "localhost/", "user@localhost", "localhost@evil.example", "http://localhost",
    "localhost,evil.example",
    "localhost%00", "local\u{0}host", "localh\u{F6}st", "\u{FF4C}ocalhost", "127.1", "127.0.1", "127.0.0.01",
    "127.0.0.256",
    "127.0.0.1.", "0x7f.0.0.1", "0x7f000001", "2130706433", "017700000001", "127.0.0.0x1", "1.2.3.4.5", "[::1", "::1",
    "[::1]]", "[::1]x", "[::1]80", "[]", "[:]", "[::1%lo]", "[::1%25lo]", "[127.0.0.1]", "[::1\u{0}]", "[v1.a]",
    "[::g]", "[1:2:3:4:5:6:7:8:9]", String(repeating: "a", count: 64), String(repeating: "a.", count: 131) + "a",
  ]

  @Test(arguments: refused)
  func whatCouldBeReadInTwoWaysIsNoHost(_ text: String) { #expect(Authority(text) == nil) }

  @Test func randomTextNeverTraps() {
    var generator = SystemRandomNumberGenerator()
    let pieces = [
      "localhost", "127.0.0.1", "[", "]", "::1", ":", "80", ".", "0x", "\u{0}", "é", "@", "/", "%", "a", "-",
    ]
    for _ in 0..<20_000 {
      let text = (0..<Int.random(in: 0...6, using: &generator)).map { _ in pieces.randomElement() ?? "" }.joined()
      // A loopback host has one of three forms, whatever stood around it.
      if let authority = Authority(text), authority.isLoopback {
        #expect(["localhost", "[::1]"].contains(authority.host) || authority.host.hasPrefix("127."), "\(text)")
      }
    }
  }
}

struct OriginTests {
  @Test(arguments: [
    ("http://localhost", "http", "localhost", 80 as UInt16?), ("HTTPS://Example.com", "https", "example.com", 443),
    ("https://example.com:8443", "https", "example.com", 8443), ("http://[::1]:3912", "http", "[::1]", 3912),
    ("vscode-webview://abc123", "vscode-webview", "abc123", nil), ("tauri://localhost", "tauri", "localhost", nil),
  ])
  func originIsSchemeHostAndPort(_ text: String, _ scheme: String, _ host: String, _ port: UInt16?) throws {
    let origin = try #require(Origin(text))
    #expect(origin.scheme == scheme && origin.host == host && origin.port == port)
  }

  @Test func defaultPortMayBeLeftOut() {
    #expect(Origin("https://example.com") == Origin("https://EXAMPLE.com:443"))
    #expect(Origin("https://example.com") != Origin("http://example.com:443"))
  }

  @Test(arguments: [
    "null", "", "http", "http:", "http://", "http:/localhost", "//localhost", "localhost", "localhost:3912",
    "://localhost",
    "http://localhost/", "http://localhost/x", "http://localhost?x", "http://localhost#x", "http://user@localhost",
    "http://localhost:3912 http://evil.example", "http://localhost,http://evil.example", " http://localhost",
    "http://localhost ", "1http://localhost", "ht tp://localhost", "http://127.1", "http://*", "*", "file://",
  ])
  func whatIsMoreOrLessIsNoOrigin(_ text: String) { #expect(Origin(text) == nil) }

  @Test(arguments: [
    ("http://localhost:3912", "localhost:3912", true), ("http://localhost", "localhost", true),
    ("http://localhost:80", "localhost", true), ("https://localhost", "localhost:443", true),
    ("http://127.0.0.1:3912", "127.0.0.1:3912", true), ("http://[::1]:3912", "[::1]:3912", true),
    ("http://localhost:3913", "localhost:3912", false), ("http://localhost", "localhost:3912", false),
    ("http://localhost:3912", "127.0.0.1:3912", false), ("tauri://localhost:3912", "localhost:3912", false),
    ("http://example.com", "example.com", false), ("http://evil.example:3912", "localhost:3912", false),
  ])
  func onlyPageOfTheSameLoopbackAddressIsOurs(_ origin: String, _ host: String, _ expected: Bool) throws {
    let authority = try #require(Authority(host))
    #expect(try #require(Origin(origin)).isLoopbackPage(of: authority) == expected)
  }
}
