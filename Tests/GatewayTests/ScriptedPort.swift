import Gateway
import JSON
import Synchronization

/// A gateway of fixed replies, in order, that writes down what it was asked. The last reply stays.
final class ScriptedPort: HTTPPort {
  enum Reply {
    case http(Int, String, fields: [(name: String, value: String)] = [])
    case failure(HTTPFailure)
  }

  let name = "scripted"
  private let replies: Mutex<[Reply]>
  private let asked = Mutex<[String]>([])

  init(_ replies: Reply...) { self.replies = Mutex(replies) }
  init(_ replies: [Reply]) { self.replies = Mutex(replies) }

  /// One line a request: `POST /keys?offset=0 [API-Version: 0.1d] bearer=yes {"name":"a"}`.
  var requests: [String] { asked.withLock { $0 } }

  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    asked.withLock { $0.append(Self.line(request)) }
    let reply = replies.withLock { $0.count > 1 ? $0.removeFirst() : $0[0] }
    switch reply {
    case .http(let status, let body, let fields):
      return HTTPResponse(status: status, fields: fields, body: Array(body.utf8))
    case .failure(let failure): throw failure
    }
  }

  private static func line(_ request: HTTPRequest) -> String {
    let query = request.query.map { "\($0.name)=\($0.value)" }.joined(separator: "&")
    let fields = request.fields.map { "\($0.name): \($0.value)" }.joined(separator: ", ")
    let bearer = request.bearer?.withBytes { String(decoding: $0, as: UTF8.self) }
    let body =
      switch request.body {
      case .json(let json): json.description
      case .form(let form):
        form.map { field in field.name + "=" + field.value.withBytes { String(decoding: $0, as: UTF8.self) } }
          .joined(separator: "&")
      case nil: ""
      }
    let parts = [
      request.method.rawValue, request.path + (query.isEmpty ? "" : "?" + query), fields.isEmpty ? "" : "[\(fields)]",
      bearer.map { "bearer=" + $0 } ?? "", body,
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }
}

extension Secret {
  init(_ text: String) { self.init(Array(text.utf8)) }

  var revealed: String { withBytes { String(decoding: $0, as: UTF8.self) } }
}

extension GatewayClient {
  /// A client with the management key `mk-manage`, whose gateway gives these replies.
  init(_ port: ScriptedPort, managementKey: String? = "mk-manage") {
    self.init(port: port, managementKey: managementKey.map { Secret($0) })
  }
}
