import Gateway

extension Fault.Kind {
  /// Whether the endpoint does its work all the same.
  var isAfterWork: Bool {
    switch self {
    case .statusAfter, .wrongType, .cut, .lost: true
    default: false
    }
  }

  /// What becomes of the reply.
  /// - Parameter response: what the endpoint has answered, where it was asked.
  func ending(_ response: HTTPResponse?, _ errors: ErrorEnvelope) throws(Refusal) -> Delivery.Ending {
    switch self {
    case .hang: .hang
    case .drop, .lost: .lost
    case .cut: .cut(response ?? Self.page("application/json", ""))
    case .wrongType: .whole(Self.page("text/plain", String(decoding: response?.body ?? [], as: UTF8.self)))
    case .garbage: .whole(HTTPResponse(status: 200, body: Array("<<garbage\u{0}{\"data\":".utf8)))
    case .html: .whole(Self.page("text/html; charset=utf-8", "<!doctype html><title>Log in</title>"))
    case .empty: .whole(HTTPResponse(status: 200, body: []))
    case .wrongJSON: .whole(Self.page("application/json", #"{"data":[[null,-1]],"status":7,"id":{}}"#))
    case .huge: .whole(HTTPResponse(status: 200, body: Array(repeating: 0x20, count: 20_000_000)))
    case .redirect: .whole(Self.elsewhere)
    case .errorInSuccess: .whole(try errors.reply(to: .ordered(500), status: 200).response(nil))
    case .status(let status, let retryAfter):
      .whole(try errors.reply(to: .ordered(status, retryAfter: retryAfter)).response(nil))
    case .statusAfter(let status): .whole(try errors.reply(to: .ordered(status)).response(nil))
    }
  }

  /// Port 9 discards what it gets, where anything listens at all.
  private static let elsewhere = HTTPResponse(
    status: 307, fields: [(name: "Location", value: "http://127.0.0.1:9/")], body: [])

  private static func page(_ type: String, _ body: String) -> HTTPResponse {
    HTTPResponse(status: 200, fields: [(name: "Content-Type", value: type)], body: Array(body.utf8))
  }
}
