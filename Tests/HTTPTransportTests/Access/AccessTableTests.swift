import HTTP
import Testing

@testable import HTTPTransport

/// Every combination of host, origin, media type, method and path, and the answer that the rules give it, written down apart
/// from the code that decides.
struct AccessTableTests {
  enum Page: Equatable {
    /// No `Origin`.
    case none
    case foreign
    /// On the list.
    case listed
    /// Served by a web server at this host and port.
    case at(String)
  }

  static let hosts: [(value: String, isOurs: Bool)] = [
    ("localhost:3912", true), ("127.0.0.1:3912", true), ("[::1]:3912", true), ("LOCALHOST", true),
    ("mcp.example.com", true), ("mcp.example.com:8443", true), ("internal.example:3912", true),
    ("internal.example", false), ("internal.example:80", false), ("evil.example:3912", false),
    ("localhost.evil.example", false),
    ("127.0.0.1.evil.example:3912", false), ("0.0.0.0:3912", false), ("2130706433", false), ("", false),
  ]

  static let origins: [(values: [String], page: Page)] = [
    ([], .none), (["http://localhost:3912"], .at("localhost:3912")), (["http://127.0.0.1:3912"], .at("127.0.0.1:3912")),
    (["http://[::1]:3912"], .at("[::1]:3912")), (["http://localhost:80"], .at("LOCALHOST")),
    (["https://app.example.com"], .listed), (["https://app.example.com:443"], .listed),
    (["https://app.example.com:444"], .foreign), (["http://app.example.com"], .foreign),
    (["https://mcp.example.com"], .foreign), (["http://evil.example:3912"], .foreign), (["null"], .foreign),
    ([""], .foreign),
    (["http://localhost:6274"], .foreign), (["https://app.example.com", "http://evil.example"], .foreign),
  ]

  static let types: [(values: [String], isJSON: Bool)] = [
    (["application/json"], true), (["Application/JSON; Charset=UTF-8"], true), ([], false), (["text/plain"], false),
    (["text/plain; application/json"], false), (["application/json, text/plain"], false),
    (["application/json", "application/json"], false), (["application/x-www-form-urlencoded"], false),
    (["application/json;charset=utf-16"], false), (["application/jsonp"], false), (["application/json ;x"], true),
    (["application/json, application/json"], false), ([""], false), ([";application/json"], false),
    (["text/json"], false),
  ]

  static let methods = ["POST", "GET", "DELETE", "HEAD", "OPTIONS", "PUT", "post", "TRACE"]

  static let paths: [(value: String, methods: [String])] = [
    ("/mcp", ["GET", "POST", "DELETE"]), ("/docs/_mcp/server", ["GET", "POST", "DELETE"]),
    ("/healthz", ["GET", "HEAD"]),
    ("/readyz", ["GET", "HEAD"]), ("/metrics", ["GET", "HEAD"]), ("/", []), ("/mcp/", []), ("//mcp", []), ("/MCP", []),
    ("/%6dcp", []), ("/mcp/../mcp", []), ("/.well-known/oauth-protected-resource", []),
    ("/.well-known/oauth-protected-resource/mcp", []), ("/.well-known/oauth-authorization-server", []), ("/sse", []),
  ]

  /// The rules in a sentence each; nil for let in.
  static func expected(
    _ host: (value: String, isOurs: Bool), _ page: Page, isJSON: Bool, _ method: String, _ allowed: [String]
  ) -> Int? {
    if !host.isOurs { return 421 }
    if page == .foreign { return 403 }
    if case .at(let address) = page, address != host.value { return 403 }
    if allowed.isEmpty { return 404 }
    if method == "OPTIONS", page == .listed { return nil }
    if !allowed.contains(method) { return 405 }
    if method == "POST", !isJSON { return 415 }
    return nil
  }

  private static func router() throws -> Router {
    let hosts = try ["mcp.example.com", "internal.example:3912"].map { try #require(Authority($0)) }
    let origins = [try #require(Origin("https://app.example.com"))]
    return Router(
      policy: AccessPolicy(hosts: hosts, origins: origins),
      callers: .anyone(Caller(Principal(name: "local"), endpoint: NameEndpoint(name: "local"))),
      metrics: Metrics(tools: []))
  }

  private static func head(_ host: String, _ origins: [String], _ types: [String], _ method: String, _ path: String)
    -> RequestHead
  {
    var fields: HTTPFields = ["Host": host, "Access-Control-Request-Method": "POST"]
    for origin in origins { fields.append("Origin", origin) }
    for type in types { fields.append("Content-Type", type) }
    return RequestHead(method: method, path: path, host: host, fields: fields)
  }

  /// 15 × 15 × 15 × 8 × 15 cases.
  @Test(arguments: hosts.indices)
  func everyCombinationGetsItsAnswer(_ hostIndex: Int) throws {
    let router = try Self.router()
    let host = Self.hosts[hostIndex]
    // What was let in before must make no difference.
    if hostIndex.isMultiple(of: 2) {
      #expect(router.refusal(of: Self.head("localhost", [], ["application/json"], "POST", "/mcp")) == nil)
    }
    var wrong: [String] = []
    for origin in Self.origins {
      for type in Self.types {
        for method in Self.methods {
          for path in Self.paths {
            let expected = Self.expected(host, origin.page, isJSON: type.isJSON, method, path.methods)
            let answer = router.refusal(of: Self.head(host.value, origin.values, type.values, method, path.value))
            if answer?.status != expected {
              wrong.append(
                "\(host.value) \(origin.values) \(type.values) \(method) \(path.value): \(answer?.status ?? 0)")
            }
          }
        }
      }
    }
    #expect(wrong == [])
  }

  @Test func withoutAListNoPageFromElsewhereMayCallAndNothingIsPreflighted() throws {
    let router = Router(
      policy: AccessPolicy(), callers: .anyone(Caller(Principal(name: "local"), endpoint: NameEndpoint(name: "local"))),
      metrics: Metrics(tools: []))
    for origin in Self.origins where origin.page == .listed || origin.page == .foreign {
      for method in Self.methods {
        let head = Self.head("localhost:3912", origin.values, ["application/json"], method, "/mcp")
        #expect(router.refusal(of: head)?.status == 403)
      }
    }
    let page = Self.head("localhost:3912", ["http://localhost:3912"], [], "OPTIONS", "/mcp")
    #expect(router.refusal(of: page)?.status == 405)
    #expect(router.refusal(of: page)?.fields["allow"] == "GET, POST, DELETE")
  }

  @Test func compressedBodyIsRefused() throws {
    let router = try Self.router()
    for (coding, status) in [("gzip", 415), ("br", 415), ("identity", nil)] as [(String, Int?)] {
      let head = RequestHead(
        method: "POST", path: "/mcp", host: "localhost",
        fields: ["Content-Type": "application/json", "Content-Encoding": coding])
      #expect(router.refusal(of: head)?.status == status)
    }
  }

  @Test func refusalIsAnErrorWithoutIdForMCPAndALineForOthers() throws {
    let router = try Self.router()
    let refused = router.refusal(of: RequestHead(method: "POST", path: "/mcp", host: "evil.example"))
    #expect(refused?.status == 421 && refused?.fields["content-type"] == "application/json")
    #expect(
      refused.map { String(decoding: $0.body, as: UTF8.self) }
        == #"{"jsonrpc":"2.0","error":{"code":-32600,"message":"This server doesn't answer for that Host. Allow it with --allow-host."}}"#
    )
    let missing = router.refusal(of: RequestHead(method: "GET", path: "/x", host: "localhost"))
    #expect(missing?.fields["content-type"] == "text/plain; charset=utf-8")
  }
}
