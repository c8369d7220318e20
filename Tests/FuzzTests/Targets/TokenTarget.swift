import SystemLibraries

@testable import Gateway
@testable import HTTPTransport
@testable import Projects

extension FuzzTarget {
  /// Short texts that come back from outside have one spelling, and nobody makes one that was sealed.
  static let tokens = FuzzTarget(name: "tokens") { bytes in
    if let file = try? TokenFile(parsing: bytes) { try require(!file.entries.isEmpty, "no token") }
    guard let text = String(validating: bytes, as: UTF8.self) else { return }
    if let decoded = try? Base64.decode(text) { try require(Base64.encode(decoded) == text, "base 64") }
    if let decoded = try? Base64URL.decode(text) { try require(Base64URL.encode(decoded) == text, "base 64 url") }
    if let decoded = try? Hex.decode(text) { try require(Hex.encode(decoded) == text.lowercased(), "hex") }
    try require((try? sealer?.open(text)) ?? nil == nil, "a text that nobody sealed")
    if let event = EventID(text) { try require("\(event.stream)-\(event.number)" == text, "event id") }
    if let token = SessionToken(bytes) { try require(token.bytes == bytes, "session token") }
    if let time = Timestamp(text) { try require(Timestamp(time.text) == time, "time \(time)") }
    if let id = OperationID(text) { try require(id.text == text, "operation id") }
    if let amount = USD(text) { try require(USD(amount.text(minimumDecimals: 0)) == amount, "amount \(amount)") }
    if let address = try? HTTPAddress(parsing: text) {
      try require(try HTTPAddress(parsing: address.text) == address, "address \(address)")
    }
    if let cursor = try? ModelCursor(text, of: ModelQuery()) {
      try require(try ModelCursor(cursor.text, of: ModelQuery()).offset == cursor.offset, "cursor")
    }
    if let address = WebAddress(text) { try require(WebAddress(address.text) == address, "web address") }
    let kept = GatewayText(text)
    try require(GatewayText(kept.text) == kept, "a text that changes again: \(kept)")
  }

  private static let sealer = try? Sealer(
    key: SealingKey(current: Array(repeating: 1, count: 32)), purpose: "fuzzing", principal: .anonymous)
}
