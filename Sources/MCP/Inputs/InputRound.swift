import JSON
import JSONRPC

/// What the client sent along, when a request is a further round of one that asked for input (basic/patterns/mrtr).
struct InputRound: Sendable {
  let method: String
  private let params: JSONObject

  init(request: Request) {
    method = request.method
    params = request.params ?? [:]
  }

  /// The answers of this round, by the keys of the questions.
  var responses: JSONObject { params["inputResponses"]?.object ?? [:] }

  var sealedState: String? { params["requestState"]?.string }

  /// What a sealed state is bound to: the request without what may differ from round to round.
  var binding: [UInt8] {
    var bound = params
    for name in ["_meta", "inputResponses", "requestState"] { bound[name] = nil }
    return JSON.array([.string(method), .object(bound)]).bytes
  }
}

/// Seals what a request needs in its next round, so that only this server (or one with the same key) can have made it.
public protocol StateSealer: Sendable {
  /// - Parameter binding: what the state belongs to; opening needs the same.
  func seal(_ state: [UInt8], binding: [UInt8]) throws -> String
  /// - Throws: when the text was changed, is bound to something else, or is too old.
  func open(_ sealed: String, binding: [UInt8]) throws -> [UInt8]
}

/// Thrown through a feature of a modern request, to end it with questions.
struct InputRequired: Error {
  let requests: [(key: String, request: InputRequest)]
  /// All answers so far, for the next round.
  let answers: JSONObject
}
