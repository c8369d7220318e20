public import JSON

/// One JSON-RPC 2.0 message that came in.
public enum Message: Sendable, Equatable {
  case request(Request)
  case notification(Notification)
  case response(Response)

  /// Of a request or a notification.
  public var params: JSONObject? {
    switch self {
    case .request(let request): request.params
    case .notification(let notification): notification.params
    case .response: nil
    }
  }
}

public struct Request: Sendable, Equatable {
  public let id: RequestID
  public let method: String
  /// An object, or nil when it was absent. (Arrays are refused: MCP names all parameters.)
  public let params: JSONObject?

  public init(id: RequestID, method: String, params: JSONObject?) {
    self.id = id
    self.method = method
    self.params = params
  }
}

public struct Notification: Sendable, Equatable {
  public let method: String
  public let params: JSONObject?

  public init(method: String, params: JSONObject?) {
    self.method = method
    self.params = params
  }
}

/// The other side's answer to a request of ours.
public struct Response: Sendable, Equatable {
  /// Nil in an error response to something whose id the other side could not read.
  public let id: RequestID?
  public let outcome: Result<JSON, RPCError>

  public init(id: RequestID?, outcome: Result<JSON, RPCError>) {
    self.id = id
    self.outcome = outcome
  }
}

/// JSON that isn't a message. Keeps the id whenever it could be read, so that the answer reaches who asked.
public struct MalformedMessage: Error, Sendable, Equatable {
  public let id: RequestID?
  public let error: RPCError
  /// False for a broken response or notification. The id of a response is one of ours, so an answer to it could be taken for
  /// the answer to another request.
  public let deservesAnswer: Bool
}

/// The members that a message may have, whatever is in them.
private struct Envelope {
  var isVersion2 = false
  var id: JSON?
  var method: JSON?
  var params: JSON?
  var result: JSON?
  var error: JSON?

  init(_ object: JSONObject) {
    object.forEachMember { member in
      switch member.name {
      case "jsonrpc": isVersion2 = member.isString("2.0")
      case "id": id = member.value
      case "method": method = member.value
      case "params": params = member.value
      case "result": result = member.value
      case "error": error = member.value
      default: break
      }
    }
  }

  var isResponse: Bool { method == nil && (result != nil || error != nil) }
}

extension Message {
  /// Tells what a JSON value is, by one look at which members are there.
  public init(_ json: JSON) throws(MalformedMessage) {
    guard case .object(let object) = json else {
      throw MalformedMessage(
        id: nil, error: .invalidRequest("A message is an object, not \(json.kind)."), deservesAnswer: true)
    }
    let envelope = Envelope(object)
    let id = envelope.id.flatMap(RequestID.init)
    func malformed(_ message: String, isNotification: Bool = false) -> MalformedMessage {
      MalformedMessage(
        id: id, error: .invalidRequest(message), deservesAnswer: !envelope.isResponse && !isNotification)
    }

    guard envelope.isVersion2 else { throw malformed("\"jsonrpc\" must be \"2.0\".") }
    switch (envelope.method, envelope.id, envelope.result, envelope.error) {
    case (.string(let method)?, let idMember, nil, nil):
      let params: JSONObject?
      switch envelope.params {
      case nil: params = nil
      case .object(let members)?: params = members
      case let other?:
        throw malformed("\"params\" must be an object, not \(other.kind).", isNotification: idMember == nil)
      }
      if idMember == nil {
        self = .notification(Notification(method: method, params: params))
      } else if let id {
        self = .request(Request(id: id, method: method, params: params))
      } else {
        throw malformed("\"id\" must be a string or an integer.")
      }
    case (nil, _?, let result?, nil):
      guard let id else { throw malformed("The id of a response is a string or an integer.") }
      self = .response(Response(id: id, outcome: .success(result)))
    case (nil, _, nil, let error?):
      guard let code = error["code"]?.integer, let message = error["message"]?.string else {
        throw malformed("A response's error has a code and a message.")
      }
      let rpcError = RPCError(code: Int(clamping: code), message: message, data: error["data"])
      self = .response(Response(id: id, outcome: .failure(rpcError)))
    case (.string?, _, _, _):
      throw malformed("A message has either a method or a result or an error.")
    case (_?, _, _, _):
      throw malformed("\"method\" must be a string.")
    case (nil, _, nil, nil):
      throw malformed("A request has a \"method\", a response a \"result\" or an \"error\".")
    default:
      throw malformed("A response has an id and either a result or an error.")
    }
  }
}
