/// Where a page ended, bound to the query that it belongs to. Opaque to whoever passes it on.
struct ModelCursor {
  let offset: Int
  private let digest: UInt64

  /// Offsets beyond any listing are refused.
  private static let largestOffset = 1_000_000

  init(offset: Int, of query: ModelQuery) {
    self.offset = offset
    digest = query.digest
  }

  init(_ text: String, of query: ModelQuery) throws(GatewayError) {
    let parts = text.split(separator: "-", omittingEmptySubsequences: false)
    guard text.utf8.count <= 40, parts.count == 2, let offset = Int(parts[0], radix: 36),
      (0...Self.largestOffset).contains(offset), UInt64(parts[1], radix: 36) == query.digest
    else { throw .invalidRequest("The cursor doesn't belong to this query; leave it out to start at the beginning.") }
    self.init(offset: offset, of: query)
  }

  var text: String { String(offset, radix: 36) + "-" + String(digest, radix: 36) }
}

extension ModelQuery {
  /// FNV-1a over everything that decides which models come in which order.
  fileprivate var digest: UInt64 {
    let parts: [String] = [
      text ?? "", String(freeOnly), inputModality ?? "", outputModality ?? "", String(toolsOnly),
      minimumContext.map { String($0) } ?? "", maximumPromptPrice?.description ?? "", sort.rawValue,
    ]
    return parts.joined(separator: "\u{0}").utf8.reduce(0xCBF2_9CE4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
  }
}
