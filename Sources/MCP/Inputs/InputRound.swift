import JSON
import JSONRPC

/// What the client sent along, when a request is a further round of one that asked for input (basic/patterns/mrtr).
struct InputRound: Sendable {
  let method: String
  private let params: JSONObject

  /// Answers that one round may bring: more than any server of ours asks for.
  private static let responseLimit = 64

  init(request: Request) {
    method = request.method
    params = request.params ?? [:]
  }

  /// The answers of this round, by the keys of the questions.
  /// - Throws: -32602 when these are not the members of an object, or too many.
  func responses() throws(RPCError) -> JSONObject {
    switch params["inputResponses"] {
    case nil: return [:]
    case .object(let responses)? where responses.count <= Self.responseLimit: return responses
    default: throw .invalidParams("\"inputResponses\" must be an object of at most \(Self.responseLimit) members.")
    }
  }

  /// What the server gave out in the last round, as the client sends it back.
  var sealedState: JSON? { params["requestState"] }

  /// What a sealed state is bound to: the request without what may differ from round to round, in an order that doesn't depend
  /// on how the client writes its objects.
  var binding: [UInt8] {
    var bound = params
    for name in ["_meta", "inputResponses", "requestState"] { bound[name] = nil }
    var writer = JSONWriter()
    writer.beginArray()
    writer.value(method)
    JSON.object(bound).writeSorted(to: &writer)
    writer.endArray()
    return writer.bytes
  }
}

extension JSON {
  /// Writes the value with the members of all objects in the order of their names.
  fileprivate func writeSorted(to writer: inout JSONWriter) {
    switch self {
    case .array(let elements):
      writer.beginArray()
      for element in elements { element.writeSorted(to: &writer) }
      writer.endArray()
    case .object(let members):
      writer.beginObject()
      for (name, value) in members.sorted(by: { $0.name < $1.name }) {
        writer.key(name)
        value.writeSorted(to: &writer)
      }
      writer.endObject()
    default: writer.value(self)
    }
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
