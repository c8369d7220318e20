/// What `Transfer-Encoding` says (RFC 9112 section 6.1), over all its lines.
struct TransferCodings {
  private var chunkedCount = 0
  private var hasOther = false
  private var endsWithChunked = false

  var isEmpty: Bool { chunkedCount == 0 && !hasOther }

  mutating func add(_ value: Range<Int>, of text: borrowing Span<UInt8>) throws(RequestRefusal) {
    var elements = ListElements(of: value)
    while let coding = elements.next(text) {
      guard !coding.isEmpty, text.endOfToken(in: coding) == coding.upperBound else { throw Self.malformed }
      endsWithChunked = text.equalsIgnoringCase(coding, "chunked")
      if endsWithChunked { chunkedCount += 1 } else { hasOther = true }
    }
  }

  /// - Throws: unless chunked is the only coding.
  func check() throws(RequestRefusal) {
    guard chunkedCount <= 1, chunkedCount == 0 || endsWithChunked else { throw Self.malformed }
    guard !hasOther else { throw .unknownTransferCoding }
  }

  private static var malformed: RequestRefusal {
    .malformed("Transfer-Encoding must be a list of codings that ends with its only chunked.")
  }
}
