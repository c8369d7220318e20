@testable import HTTP

extension FuzzTarget {
  /// Requests mean the same in whatever pieces they come in, and no more is kept than the limits allow.
  static let http = FuzzTarget(name: "http") { bytes in
    // The first two bytes choose the limits and where to cut.
    guard bytes.count > 2 else { return }
    let text = bytes[2...]
    let limits = bytes[0] % 4 == 0 ? HTTPLimits(headBytes: 64, fieldCount: 3, bodyBytes: 9) : HTTPLimits()
    let whole = RequestSteps.of(text, each: text.count, limits)
    for size in [1, 1 + Int(bytes[1]) % 16] {
      let pieces = RequestSteps.of(text, each: size, limits)
      try require(pieces.events == whole.events, "\(pieces.events) by \(size), \(whole.events) at once")
      try require(pieces.most <= limits.headBytes + limits.bodyBytes + 64, "\(pieces.most) bytes are kept")
    }
  }
}

/// What a decoder says of bytes that come in piece by piece.
private struct RequestSteps {
  private(set) var events: [String] = []
  /// The most bytes that were kept while nothing was complete.
  private(set) var most = 0
  private var head: RequestHead?

  static func of(_ bytes: ArraySlice<UInt8>, each size: Int, _ limits: HTTPLimits) -> RequestSteps {
    var decoder = RequestDecoder(limits: limits)
    var steps = RequestSteps()
    var rest = bytes
    while !rest.isEmpty, steps.feed(rest.prefix(size), to: &decoder) { rest = rest.dropFirst(size) }
    return steps
  }

  /// - Returns: false after a refusal.
  private mutating func feed(_ piece: ArraySlice<UInt8>, to decoder: inout RequestDecoder) -> Bool {
    piece.withUnsafeBytes { piece in
      _ = decoder.fill(piece.count) { room in
        room.copyMemory(from: piece)
        return piece.count
      }
    }
    do throws(RequestRefusal) {
      while let event = try decoder.next() { add(event) }
      most = max(most, decoder.bufferedBytes + decoder.incompleteBodyBytes)
      return true
    } catch {
      events.append("\(error.status) \(error.message)")
      return false
    }
  }

  private mutating func add(_ event: RequestDecoder.Event) {
    switch event {
    case .head(let head, let plan):
      self.head = head
      events.append("\(head.method) \(head.path) \(head.query ?? "") \(head.host) \(head.fields.bytes) \(plan)")
    case .sameHead(let plan):
      // Of the same meaning as a head that is read anew; its bytes differ in the length's digits.
      let head = head.map { "\($0.method) \($0.path) \($0.query ?? "") \($0.host) \($0.fields.bytes)" }
      events.append("\(head ?? "nothing") \(plan)")
    case .body(let bytes): events.append("\(bytes)")
    }
  }
}
