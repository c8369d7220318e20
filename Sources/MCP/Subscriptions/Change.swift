import JSON
import JSONRPC

/// Something that clients can ask to be told of.
public enum Change: Sendable, Equatable {
  case tools
  case prompts
  case resources
  case resource(uri: String)
}

extension Change {
  var method: String {
    switch self {
    case .tools: "notifications/tools/list_changed"
    case .prompts: "notifications/prompts/list_changed"
    case .resources: "notifications/resources/list_changed"
    case .resource: "notifications/resources/updated"
    }
  }

  var uri: String? { if case .resource(let uri) = self { uri } else { nil } }

  /// The message of the legacy era.
  var notification: [UInt8] {
    Encoding.notification(method: method, params: uri.map { uri in JSONWriter.object { $0.member("uri", uri) } })
  }
}
