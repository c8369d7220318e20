import HTTP
import JSONRPC

/// The answers of an MCP endpoint, as HTTP has them.
enum Responses {
  static let jsonFields: HTTPFields = ["Content-Type": "application/json"]
  /// `no-transform` and the field of nginx keep what lies between from collecting events before it passes them on.
  static let eventFields: HTTPFields = [
    "Content-Type": ServerSentEvent.contentType, "Cache-Control": "no-cache, no-transform", "X-Accel-Buffering": "no",
  ]

  /// Taken; there is nothing to say.
  static let accepted = OutgoingResponse(status: 202)

  /// - Parameter message: a line of JSON.
  static func json(_ status: Int, _ message: [UInt8]) -> OutgoingResponse {
    OutgoingResponse(status: status, fields: jsonFields, body: message)
  }

  /// A whole stream in one.
  static func events(_ events: [UInt8]) -> OutgoingResponse {
    OutgoingResponse(status: 200, fields: eventFields, body: events)
  }

  /// - Parameter id: the request's, if it is known.
  static func refusal(
    _ status: Int, _ error: RPCError, id: RequestID? = nil, fields: HTTPFields = [:]
  ) -> OutgoingResponse {
    json(status, Encoding.error(error, to: id)).adding(fields)
  }

  /// The server takes nothing new.
  static var ending: OutgoingResponse {
    var response = refusal(503, RPCError(code: -32603, message: "The server is shutting down."))
    response.closesConnection = true
    return response
  }

  static func tooManyStreams(id: RequestID?) -> OutgoingResponse {
    busy(429, "Too many event streams are open.", id: id)
  }

  /// Something that is limited is used up for the moment.
  static func busy(_ status: Int, _ message: String, id: RequestID?) -> OutgoingResponse {
    refusal(status, RPCError(code: -32603, message: message), id: id, fields: ["Retry-After": "5"])
  }

  /// The status that goes with an answer of the modern era (2026-07-28, basic/transports/streamable-http): only the errors of
  /// the protocol itself have one; what a feature says is an answer like any other.
  static func status(of reply: Reply) -> Int {
    guard case .error(let error) = reply else { return 200 }
    switch error.code {
    case -32020, -32021, -32022: return 400
    case -32601: return 404
    default: return 200
    }
  }
}
