import Gateway
import HTTP
import JSON

/// A request as it came over HTTP, in the form in which the sandbox answers it.
struct WireRequest {
  let request: HTTPRequest
  /// Whether it is for the API; else it is for the pages.
  let isForAPI: Bool
  /// Why its body can't be read.
  let unreadable: Refusal?

  /// - Throws: `Refusal` for a method that nothing is answered to, and for a malformed query.
  init(_ incoming: IncomingRequest) throws(Refusal) {
    let head = incoming.head
    let base = SandboxHandler.base
    isForAPI = head.path == base || head.path.hasPrefix(base + "/")
    // The connection leaves the body out of the answer to a HEAD.
    guard let method = HTTPRequest.Method(rawValue: head.method == "HEAD" ? "GET" : head.method) else {
      throw Refusal(405, "method_not_allowed", "Method not allowed")
    }
    let read = Self.body(incoming)
    let query = try Self.query(head.query)
    request = HTTPRequest(
      method, isForAPI ? String(head.path.dropFirst(base.utf8.count)) : head.path, query: query,
      bearer: Self.bearer(head.fields["authorization"]),
      fields: head.fields.all.filter { $0.name.lowercased() != "authorization" }, body: read.body)
    unreadable = read.refusal
  }

  private static func bearer(_ authorization: String?) -> Secret? {
    let parts = authorization?.split(separator: " ", maxSplits: 1) ?? []
    guard parts.count == 2, parts[0].lowercased() == "bearer" else { return nil }
    return Secret(Array(parts[1].drop { $0 == " " }.utf8))
  }

  private static func query(_ text: String?) throws(Refusal) -> [(name: String, value: String)] {
    guard let items = decode(form: Array((text ?? "").utf8)) else { throw .invalid("the query is malformed") }
    return items
  }

  private static func body(_ incoming: IncomingRequest) -> (body: HTTPRequest.Body?, refusal: Refusal?) {
    if incoming.body.isEmpty { return (nil, nil) }
    let type = incoming.head.fields["content-type"]?.prefix { $0 != ";" && $0 != " " }.lowercased()
    switch type {
    case "application/x-www-form-urlencoded":
      guard let items = decode(form: incoming.body) else { return (nil, .invalid("the form is malformed")) }
      return (.form(items.map { (name: $0.name, value: Secret(Array($0.value.utf8))) }), nil)
    case "application/json", nil:
      do throws(JSONParseError) {
        let limits = JSONLimits(depth: BodyLimits.depth, bytes: BodyLimits.bytes)
        return (.json(try JSON(parsing: incoming.body, limits: limits)), nil)
      } catch {
        return (nil, .invalid("the body isn't JSON: \(error)"))
      }
    default:
      return (nil, Refusal(415, "invalid_request", "the Content-Type is neither JSON nor a form"))
    }
  }

  /// `name=value&…` (https://url.spec.whatwg.org/#urlencoded-parsing); nil for malformed escapes, for bytes that aren't
  /// UTF-8, and for more items than anybody needs.
  private static func decode(form bytes: [UInt8]) -> [(name: String, value: String)]? {
    guard let text = String(validating: bytes, as: UTF8.self) else { return nil }
    let parts = text.split(separator: "&")
    guard parts.count <= 100 else { return nil }
    var items: [(name: String, value: String)] = []
    for part in parts {
      let pair = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      func decoded(_ text: Substring?) -> String? {
        PercentEncoding.decode(String((text ?? "").map { $0 == "+" ? " " : $0 })[...])
      }
      guard let name = decoded(pair.first), let value = decoded(pair.count == 2 ? pair[1] : nil) else { return nil }
      items.append((name: name, value: value))
    }
    return items
  }
}
