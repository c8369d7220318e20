import JSON
import JSONRPC

/// One page of a list (server/utilities/pagination). The cursor is opaque to clients: the place where the page begins.
struct Page<Element> {
  let elements: ArraySlice<Element>
  let nextCursor: String?

  /// - Throws: -32602 for a cursor that this server never gave out.
  init(of all: [Element], size: Int = 100, params: JSONObject?) throws(RPCError) {
    var start = 0
    if let cursor = params?["cursor"] {
      guard case .string(let text) = cursor, text.hasPrefix("from-"), let place = Int(text.dropFirst(5)), place > 0,
        place < all.count, place.isMultiple(of: size), "from-\(place)" == text
      else { throw .invalidParams("Unknown cursor. Start again without one.") }
      start = place
    }
    let end = min(all.count, start + size)
    elements = all[start..<end]
    nextCursor = end < all.count ? "from-\(end)" : nil
  }
}
