import HTTP
import JSONRPC
import MCP

/// What an endpoint finds in a head, and what it does with the requests that have it.
final class MCPHead: RequestAdmission {
  private enum Method { case post, get, delete, other }

  private let endpoint: MCPEndpoint
  private let head: RequestHead
  private let method: Method
  private let routing: RoutingFields
  private let refused: OutgoingResponse?

  init(_ head: RequestHead, of endpoint: MCPEndpoint) {
    self.endpoint = endpoint
    self.head = head
    routing = RoutingFields(head.fields)
    switch head.method {
    case "POST": method = .post
    case "GET": method = .get
    case "DELETE": method = .delete
    default: method = .other
    }
    refused = Self.refusal(of: head, method)
  }

  func refusal() -> OutgoingResponse? { refused }

  func answer(_ body: borrowing Span<UInt8>) -> Handling {
    if endpoint.hasEnded { return .now(Responses.ending) }
    switch method {
    case .post: return endpoint.post(body, routing)
    case .get: return endpoint.listen(head)
    case .delete: return .now(endpoint.delete(head))
    case .other: return .now(Self.notAllowed("POST, GET, DELETE"))
    }
  }

  private static func refusal(of head: RequestHead, _ method: Method) -> OutgoingResponse? {
    switch method {
    case .post:
      if AcceptedTypes.accepted(by: head.fields) != .both {
        return Responses.refusal(
          406, .invalidRequest("Accept must list application/json and text/event-stream."))
      }
      return nil
    case .get:
      if !belongsToSession(head) { return notAllowed("POST") }
      if !AcceptedTypes.accepted(by: head.fields).contains(.events) {
        return Responses.refusal(406, .invalidRequest("Accept must list text/event-stream."))
      }
      return nil
    case .delete: return belongsToSession(head) ? nil : notAllowed("POST")
    case .other: return notAllowed("POST, GET, DELETE")
    }
  }

  /// GET and DELETE are of the legacy eras, and of a session.
  private static func belongsToSession(_ head: RequestHead) -> Bool {
    head.fields.contains(MCPField.sessionID)
      && head.fields[MCPField.protocolVersion].flatMap(ProtocolVersion.init)?.isModern != true
  }

  private static func notAllowed(_ allowed: String) -> OutgoingResponse {
    Responses.refusal(405, .invalidRequest("Method not allowed."), fields: ["Allow": allowed])
  }
}
