import HTTP
import JSONRPC

/// Why a request isn't let in. Says nothing of what the client sent.
struct Refusal: Error, Equatable {
  let status: Int
  let message: String
  /// Besides those that its body needs.
  var fields: HTTPFields = [:]

  /// For a client of MCP an error without an id, since the request was never read; for everyone else a line of text.
  func response(isMCP: Bool) -> OutgoingResponse {
    if isMCP { return Responses.refusal(status, .invalidRequest(message), fields: fields) }
    return .text(message, status: status, fields: fields)
  }
}

extension Refusal {
  static let misdirected = Refusal(
    status: 421, message: "This server doesn't answer for that Host. Allow it with --allow-host.")
  static let foreignOrigin = Refusal(
    status: 403, message: "Pages of that Origin may not call this server. Allow it with --allow-origin.")
  static let notFound = Refusal(status: 404, message: "There is nothing at this path. MCP is at /mcp.")
  static let stopping = Refusal(status: 503, message: "The server is stopping.", fields: ["Retry-After": "1"])

  static func methodNotAllowed(_ allowed: [String]) -> Refusal {
    Refusal(
      status: 405, message: "This path takes \(allowed.joined(separator: ", ")).",
      fields: ["Allow": allowed.joined(separator: ", ")])
  }

  static func unsupportedMediaType(_ message: String) -> Refusal { Refusal(status: 415, message: message) }

  static func unauthorized(_ error: String?, _ message: String) -> Refusal {
    Refusal(
      status: error == "invalid_request" ? 400 : 401, message: message,
      fields: ["WWW-Authenticate": #"Bearer realm="modelgates""# + (error.map { #", error="\#($0)""# } ?? "")])
  }

  static func tooManyRequests(after wait: Duration, _ message: String) -> Refusal {
    let (seconds, rest) = wait.components
    let whole = max(1, seconds.addingReportingOverflow(rest > 0 ? 1 : 0).partialValue)
    return Refusal(status: 429, message: message, fields: ["Retry-After": "\(whole)"])
  }
}
