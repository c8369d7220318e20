/// The labels of an HTTP request's duration, and their combinations as numbers.
struct RequestLabels {
  private static let methods = ["_OTHER", "GET", "POST", "DELETE", "HEAD", "OPTIONS", "PUT", "PATCH"]

  /// What all answers to one kind of request have in common.
  private let request: UInt32

  init(_ route: Route?, _ method: String) {
    let route = UInt32(route.map { $0.rawValue + 1 } ?? 0)
    let method = UInt32(Self.methods.firstIndex(of: method) ?? 0)
    request = route << 24 | method << 16
  }

  func combination(_ status: Int) -> UInt32 {
    request | ((100...599).contains(status) ? UInt32(status) : 0)
  }

  static func labels(_ combination: UInt32) -> [(name: String, value: String)] {
    let route = combination >> 24
    let status = combination & 0xFFFF
    let method = Int(combination >> 16 & 0xFF)
    return [
      ("http_request_method", methods.indices.contains(method) ? methods[method] : ""),
      ("http_route", route > 0 ? UInt8(exactly: route - 1).flatMap(Route.init)?.path ?? "" : ""),
      ("http_response_status_code", status > 0 ? "\(status)" : ""),
      ("error_type", status >= 500 ? "\(status)" : ""),
      ("url_scheme", "http"),
    ]
  }
}
