/// What the fields of a head say about the message itself: its host, its body, its connection.
struct MessageFraming {
  private(set) var host: Range<Int>?
  private var contentLength: Int?
  /// Where the value of `Content-Length` is.
  private(set) var lengthPlace: Range<Int>?
  private var codings = TransferCodings()
  private var expectsContinue = false
  private var closes = false
  private var keepsAlive = false

  mutating func add(_ field: HTTPFields.Place, of text: borrowing Span<UInt8>) throws(RequestRefusal) {
    let name = field.name
    switch name.count {
    case 4 where text.equalsIgnoringCase(name, "host"): try addHost(field.value, text)
    case 6 where text.equalsIgnoringCase(name, "expect"): try addExpectation(field.value, text)
    case 10 where text.equalsIgnoringCase(name, "connection"): addConnection(field.value, text)
    case 14 where text.equalsIgnoringCase(name, "content-length"): try addLength(field.value, text)
    case 17 where text.equalsIgnoringCase(name, "transfer-encoding"): try codings.add(field.value, of: text)
    default: break
    }
  }

  /// What follows from all fields together.
  /// - Parameter text: the head, of which the line and the fields are places.
  func plan(
    for line: RequestLine, _ text: borrowing Span<UInt8>, limits: HTTPLimits
  ) throws(RequestRefusal) -> BodyPlan {
    try checkHost(line, text)
    let length = try bodyLength(isHTTP10: line.isHTTP10)
    if case .known(let count) = length, count > limits.bodyBytes { throw .contentTooLarge }
    return BodyPlan(
      length: length, expectsContinue: expectsContinue && !line.isHTTP10 && length != .none,
      keepsAlive: !closes && (!line.isHTTP10 || keepsAlive), isHTTP10: line.isHTTP10)
  }

  private func checkHost(_ line: RequestLine, _ text: borrowing Span<UInt8>) throws(RequestRefusal) {
    guard host != nil || line.isHTTP10 else { throw .malformed("There is no Host.") }
    guard let authority = line.target.authority else { return }
    guard let host, text.extracting(host).withUnsafeBufferPointer({ text.equalsIgnoringCase(authority, $0) }) else {
      throw .malformed("The target is an address of another host than Host says.")
    }
  }

  private func bodyLength(isHTTP10: Bool) throws(RequestRefusal) -> BodyPlan.Length {
    guard !codings.isEmpty else { return contentLength.map { .known($0) } ?? .none }
    guard contentLength == nil else { throw .malformed("There are both Content-Length and Transfer-Encoding.") }
    guard !isHTTP10 else { throw .malformed("HTTP/1.0 has no Transfer-Encoding.") }
    try codings.check()
    return .chunked
  }

  private mutating func addHost(_ value: Range<Int>, _ text: borrowing Span<UInt8>) throws(RequestRefusal) {
    guard host == nil else { throw .malformed("There is more than one Host.") }
    guard Host.isValid(text, value) else { throw .malformed("Host isn't a host with an optional port.") }
    host = value
  }

  private mutating func addLength(_ value: Range<Int>, _ text: borrowing Span<UInt8>) throws(RequestRefusal) {
    guard contentLength == nil else { throw .malformed("There is more than one Content-Length.") }
    guard let length = DecimalNumber(text, from: value.lowerBound), length.end == value.upperBound else {
      throw .malformed("Content-Length isn't a number of bytes.")
    }
    (contentLength, lengthPlace) = (length.value, value)
  }

  private mutating func addExpectation(_ value: Range<Int>, _ text: borrowing Span<UInt8>) throws(RequestRefusal) {
    guard text.equalsIgnoringCase(value, "100-continue") else { throw .expectationFailed }
    expectsContinue = true
  }

  private mutating func addConnection(_ value: Range<Int>, _ text: borrowing Span<UInt8>) {
    var options = ListElements(of: value)
    while let option = options.next(text) {
      if text.equalsIgnoringCase(option, "close") { closes = true }
      if text.equalsIgnoringCase(option, "keep-alive") { keepsAlive = true }
    }
  }
}
