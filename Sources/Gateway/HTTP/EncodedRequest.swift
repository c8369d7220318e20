import JSON

/// A request as it goes over the network.
struct EncodedRequest {
  /// Path and query.
  let target: String
  /// Not the credential.
  let fields: [(name: String, value: String)]
  let body: [UInt8]?

  init(_ request: HTTPRequest) {
    let query = request.query.map { PercentEncoding.encode($0.name.utf8) + "=" + PercentEncoding.encode($0.value.utf8) }
    target = request.path + (query.isEmpty ? "" : "?" + query.joined(separator: "&"))
    body = request.body?.bytes
    let type: String? =
      switch request.body {
      case .json: "application/json"
      case .form: "application/x-www-form-urlencoded"
      case nil: nil
      }
    fields =
      [(name: "Accept", value: "application/json")] + (type.map { [(name: "Content-Type", value: $0)] } ?? [])
      + request.fields
  }
}

extension HTTPRequest.Body {
  /// The body's bytes, the same at each call.
  var bytes: [UInt8] {
    switch self {
    case .json(let json): json.bytes
    case .form(let fields):
      Array(
        fields.map { field in
          PercentEncoding.encode(field.name.utf8) + "=" + field.value.withBytes { PercentEncoding.encode($0) }
        }.joined(separator: "&").utf8)
    }
  }
}
