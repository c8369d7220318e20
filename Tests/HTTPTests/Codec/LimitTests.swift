import Testing

@testable import HTTP

/// Each limit, exactly reached and passed by one; in one piece and byte by byte.
struct LimitTests {
  private let tooLarge = "413 The body is larger than this server takes."
  private let targetTooLong = "414 The request line is longer than this server takes."
  private let fieldsTooLarge = "431 The header fields are larger than this server takes."
  private let tooManyFields = "431 There are more header fields than this server takes."

  @Test func headBytes() {
    let text = "GET / HTTP/1.1\r\nHost: a\r\nX: 123\r\n\r\n"
    expect(text, HTTPLimits(headBytes: text.utf8.count), ["GET / @a", #"body """#])
    expect(text, HTTPLimits(headBytes: text.utf8.count - 1), [fieldsTooLarge])
  }

  @Test func emptyLineBeforeTheRequestIsNotCounted() {
    let text = "GET / HTTP/1.0\r\n\r\n"
    expect("\r\n" + text, HTTPLimits(headBytes: text.utf8.count), ["GET / @ 1.0 close", #"body """#])
  }

  @Test func requestLine() {
    let line = "GET /1234567890 HTTP/1.0\r\n"
    expect(line + "\r\n", HTTPLimits(headBytes: line.utf8.count), [fieldsTooLarge])
    expect(line + "\r\n", HTTPLimits(headBytes: line.utf8.count - 1), [targetTooLong])
  }

  @Test func linesBeyondTheLimitAreNotRead() {
    expect("GET / HTTP/1.0\r\n\0\0\0\0\n\r\n", HTTPLimits(headBytes: 20), [fieldsTooLarge])
    expect("\0\0\0\0\0\0\n", HTTPLimits(headBytes: 6), [targetTooLong])
  }

  @Test func fieldCount() {
    let head = "GET / HTTP/1.1\r\nHost: a\r\nB: 1\r\nC: 2\r\n\r\n"
    expect(head, HTTPLimits(fieldCount: 3), ["GET / @a", #"body """#])
    expect(head, HTTPLimits(fieldCount: 2), [tooManyFields])
  }

  @Test func knownLength() {
    let text = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"
    expect(text, HTTPLimits(bodyBytes: 5), ["POST / @a length=5", #"body "hello""#])
    expect(text, HTTPLimits(bodyBytes: 4), [tooLarge])
  }

  private let chunked = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"

  @Test func chunkedLength() {
    let text = chunked + "3\r\nhel\r\n2\r\nlo\r\n0\r\n\r\n"
    expect(text, HTTPLimits(bodyBytes: 5), ["POST / @a chunked", #"body "hello""#])
    expect(text, HTTPLimits(bodyBytes: 4), ["POST / @a chunked", tooLarge])
    expect(text, HTTPLimits(bodyBytes: 2), ["POST / @a chunked", tooLarge])
  }

  @Test func chunkExtensionsOfOneBody() {
    let limits = HTTPLimits(headBytes: chunked.utf8.count)
    let half = String(repeating: "x", count: chunked.utf8.count / 2 - 1)
    let rest = String(repeating: "x", count: chunked.utf8.count - chunked.utf8.count / 2 - 1)
    expect(chunked + "1;\(half)\r\na\r\n0;\(rest)\r\n\r\n", limits, ["POST / @a chunked", #"body "a""#])
    expect(chunked + "1;\(half)\r\na\r\n0;\(rest)x\r\n\r\n", limits, ["POST / @a chunked", tooLarge])
    expect(
      chunked + "1;\(half)\r\na\r\n0;\(rest)" + String(repeating: "x", count: 100), limits,
      ["POST / @a chunked", tooLarge])
  }

  @Test func trailerBytes() {
    let limits = HTTPLimits(headBytes: chunked.utf8.count)
    let value = String(repeating: "x", count: chunked.utf8.count - "A: \r\nB: \r\n\r\n".utf8.count)
    expect(chunked + "0\r\nA: \r\nB: \(value)\r\n\r\n", limits, ["POST / @a chunked", #"body """#])
    expect(chunked + "0\r\nA: \r\nB: \(value)x\r\n\r\n", limits, ["POST / @a chunked", fieldsTooLarge])
  }

  @Test func trailerCount() {
    expect(chunked + "0\r\nA: 1\r\nB: 2\r\n\r\n", HTTPLimits(fieldCount: 2), ["POST / @a chunked", #"body """#])
    expect(
      chunked + "0\r\nA: 1\r\nB: 2\r\nC: 3\r\n\r\n", HTTPLimits(fieldCount: 2), ["POST / @a chunked", tooManyFields])
  }

  @Test func defaults() {
    let limits = HTTPLimits()
    #expect(limits == HTTPLimits(headBytes: 32_768, fieldCount: 100, bodyBytes: 4_194_304))
  }

  @Test(arguments: [HTTPLimits(headBytes: .max, fieldCount: .max, bodyBytes: .max), HTTPLimits(headBytes: .min)])
  func extremeLimitsAreHarmless(_ limits: HTTPLimits) {
    for example in SplitTests.examples { #expect(!Decoding.steps(example.bytes, limits: limits).isEmpty) }
  }

  /// Endless input is cut off as soon as the limit is passed, and what was buffered is freed.
  @Test(arguments: [
    "G", "GET /", "GET / HTTP/1.1\r\nX: ", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;",
  ])
  func endlessLineIsCutOff(_ beginning: String) {
    var decoding = Decoding(limits: HTTPLimits(headBytes: 10_000))
    decoding.feed(Array(beginning.utf8)[...])
    var fed = 0
    while decoding.refusal == nil, fed < 100_000 {
      #expect(decoding.bufferedBytes <= 10_000 + 18)
      decoding.feed([UInt8](repeating: UInt8(ascii: "x"), count: 500)[...])
      fed += 500
    }
    #expect(fed <= 10_500)
    #expect(decoding.bufferedBytes == 0)
  }

  @Test func millionFieldsAreCutOff() {
    var decoding = Decoding()
    decoding.feed(Array("GET / HTTP/1.1\r\n".utf8)[...])
    var count = 0
    while decoding.refusal == nil, count < 1_000_000 {
      decoding.feed(Array("a:b\r\n".utf8)[...])
      count += 1
    }
    #expect(count == 101)
    #expect(decoding.refusal?.status == 431)
  }

  /// A body that is announced and doesn't come costs no memory but its own.
  @Test func bodyIsTakenOutOfTheBuffer() {
    var decoding = Decoding()
    decoding.feed(Array("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 1000000\r\n\r\n".utf8)[...])
    for _ in 0..<999 {
      decoding.feed([UInt8](repeating: 0, count: 1_000)[...])
      #expect(decoding.bufferedBytes == 0)
    }
    #expect(decoding.steps == ["POST / @a length=1000000"])
    decoding.feed([UInt8](repeating: 0, count: 1_000)[...])
    #expect(decoding.steps.count == 2)
  }

  private func expect(
    _ text: String, _ limits: HTTPLimits, _ steps: [String], sourceLocation: SourceLocation = #_sourceLocation
  ) {
    let bytes = Array(text.utf8)
    #expect(Decoding.steps(bytes, limits: limits) == steps, sourceLocation: sourceLocation)
    #expect(
      Decoding.steps(bytes, cutAt: Array(0..<bytes.count), limits: limits) == steps, sourceLocation: sourceLocation)
  }
}
