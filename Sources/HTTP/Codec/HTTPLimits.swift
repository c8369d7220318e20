/// How much of a request is taken in before it is refused.
public struct HTTPLimits: Sendable, Equatable {
  /// Bytes of the request line and the fields with their line ends. Trailers have the same allowance again, and so have the
  /// extensions of all chunks of a body together.
  public var headBytes: Int
  /// Field lines of a head, and of a trailer section.
  public var fieldCount: Int
  /// Bytes of a body, after chunked coding is undone.
  public var bodyBytes: Int

  public init(headBytes: Int = 32 << 10, fieldCount: Int = 100, bodyBytes: Int = 4 << 20) {
    self.headBytes = headBytes
    self.fieldCount = fieldCount
    self.bodyBytes = bodyBytes
  }

  /// With numbers that can be added up.
  var bounded: HTTPLimits {
    let range = 0...1 << 40
    return HTTPLimits(
      headBytes: min(max(headBytes, range.lowerBound), range.upperBound), fieldCount: fieldCount,
      bodyBytes: min(max(bodyBytes, range.lowerBound), range.upperBound))
  }
}
