import HTTP

/// What a browser must be told before a page of an allowed origin may read answers (https://fetch.spec.whatwg.org/#http-cors-protocol).
enum CORS {
  /// How long a browser may remember a preflight's answer, in seconds.
  private static let age = 600
  private static let requestFields =
    "Accept, Authorization, Content-Type, Traceparent, Tracestate, \(MCPField.lastEventID), \(MCPField.method), "
    + "\(MCPField.name), \(MCPField.protocolVersion), \(MCPField.sessionID)"
  private static let parameterLimit = 64

  static func isPreflight(_ head: RequestHead) -> Bool {
    head.method == "OPTIONS" && head.fields.contains("access-control-request-method")
  }

  /// Fields for every answer to a page of this origin.
  static func append(origin: String, to fields: inout HTTPFields) {
    fields.append("Access-Control-Allow-Origin", origin)
    fields.append("Access-Control-Expose-Headers", "\(MCPField.sessionID), Retry-After, WWW-Authenticate")
    fields.append("Vary", "Origin")
  }

  static func preflightAnswer(to head: RequestHead, origin: String, methods: [String]) -> OutgoingResponse {
    // `Mcp-Param-…` fields are named by tools' schemas; a wildcard would not cover Authorization.
    let asked = head.fields["access-control-request-headers"]?.split(separator: ",").prefix(parameterLimit) ?? []
    let parameters = asked.map { String($0.filter { $0 != " " }).lowercased() }
      .filter { $0.hasPrefix("mcp-param-") && $0.utf8.allSatisfy(isTokenByte) }
    return OutgoingResponse(
      status: 204,
      fields: [
        "Access-Control-Allow-Origin": origin,
        "Access-Control-Allow-Methods": methods.joined(separator: ", "),
        "Access-Control-Allow-Headers": ([requestFields] + parameters).joined(separator: ", "),
        "Access-Control-Max-Age": "\(age)",
        "Vary": "Origin, Access-Control-Request-Headers",
      ])
  }

  private static func isTokenByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"),
      UInt8(ascii: "_"), UInt8(ascii: "."):
      true
    default: false
    }
  }
}
