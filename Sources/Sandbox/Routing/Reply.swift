import Gateway
import JSON

/// What an endpoint answers. A JSON body may hold places for secrets (`MintedSecret`), which are filled in last.
struct Reply: Sendable {
  enum Body: Sendable {
    case json(JSON)
    /// Bytes that are ready to be sent, and their content type.
    case bytes([UInt8], type: String)
  }

  let status: Int
  let body: Body
  let fields: [(name: String, value: String)]

  init(_ status: Int, _ body: JSON, fields: [(name: String, value: String)] = []) {
    self.init(status, .json(body), fields: fields)
  }

  init(_ status: Int, _ body: Body, fields: [(name: String, value: String)] = []) {
    self.status = status
    self.body = body
    self.fields = fields
  }

  static func ok(_ body: JSON) -> Reply { Reply(200, body) }
  static func data(_ data: JSON) -> Reply { Reply(200, ["data": data]) }

  /// The response on the wire; `mint` knows the secrets that the body has places for.
  func response(_ mint: Mint?) throws(Refusal) -> HTTPResponse {
    let (bytes, type) =
      switch body {
      case .bytes(let bytes, let type): (bytes, type)
      case .json(let json): ((try mint?.filling(json) ?? json).bytes, "application/json")
      }
    return HTTPResponse(status: status, fields: [(name: "Content-Type", value: type)] + fields, body: bytes)
  }
}
