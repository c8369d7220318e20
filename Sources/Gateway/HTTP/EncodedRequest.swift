import JSON

/// A request as it goes over the network.
struct EncodedRequest {
  /// Path and query.
  let target: String
  /// Not the credential.
  let fields: [(name: String, value: String)]
  let body: [UInt8]?

  init(_ request: HTTPRequest) {
    let query = request.query.map { Self.encoded($0.name.utf8) + "=" + Self.encoded($0.value.utf8) }
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

  /// Percent-encoded but for the unreserved characters (RFC 3986 section 2.3), which suits a query and a form.
  fileprivate static func encoded(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789ABCDEF".utf8)
    var encoded: [UInt8] = []
    for byte in bytes {
      switch byte {
      case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
        UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."), UInt8(ascii: "_"),
        UInt8(ascii: "~"):
        encoded.append(byte)
      default: encoded += [UInt8(ascii: "%"), digits[Int(byte >> 4)], digits[Int(byte & 15)]]
      }
    }
    return String(decoding: encoded, as: UTF8.self)
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
          EncodedRequest.encoded(field.name.utf8) + "=" + field.value.withBytes { EncodedRequest.encoded($0) }
        }.joined(separator: "&").utf8)
    }
  }
}
