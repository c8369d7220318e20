#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The head that a connection's last request had. Clients send the same bytes again and again, apart from the digits of
/// `Content-Length`; what has the same bytes means the same, and needn't be read anew.
struct HeadMemo {
  private let bytes: [UInt8]
  private let plan: BodyPlan
  /// The digits of `Content-Length` where there is one.
  private let length: Range<Int>?

  /// Heads of more bytes aren't kept, since each connection keeps one.
  static let sizeLimit = 4 << 10

  /// - Parameter length: where the value of `Content-Length` is in the head's bytes.
  init?(_ head: RequestHead, _ plan: BodyPlan, length: Range<Int>?) {
    guard head.fields.bytes.count <= Self.sizeLimit else { return nil }
    bytes = head.fields.bytes
    self.plan = plan
    self.length = length
  }

  /// What a buffer that begins with this head says about the body.
  /// - Returns: nil for another head, for one that isn't whole, and for one that exceeds the limits; else also the number of the
  ///   head's bytes.
  func match(_ buffer: ReadBuffer, _ limits: HTTPLimits) -> (plan: BodyPlan, count: Int)? {
    let text = buffer.bytes.span.extracting(buffer.filled)
    guard let length else { return isIn(text, 0..<bytes.count, at: 0) ? (plan, bytes.count) : nil }
    guard isIn(text, 0..<length.lowerBound, at: 0),
      let number = DecimalNumber(text, from: length.lowerBound), number.value <= limits.bodyBytes,
      isIn(text, length.upperBound..<bytes.count, at: number.end)
    else { return nil }
    let count = number.end + bytes.count - length.upperBound
    // The number may have zeros in front.
    guard count <= limits.headBytes else { return nil }
    var plan = plan
    plan.length = .known(number.value)
    return (plan, count)
  }

  /// Whether a part of the head stands at a place of a text.
  private func isIn(_ text: borrowing Span<UInt8>, _ part: Range<Int>, at place: Int) -> Bool {
    guard text.count - place >= part.count else { return false }
    let there = text.extracting(place..<place + part.count)
    return there.withUnsafeBytes { there in
      bytes.withUnsafeBytes { bytes in
        let known = UnsafeRawBufferPointer(rebasing: bytes[part])
        guard let known = known.baseAddress, let there = there.baseAddress else { return part.isEmpty }
        return memcmp(known, there, part.count) == 0
      }
    }
  }
}
