import Testing

@testable import HTTP

struct ResponseEncoderTests {
  private let date = Array("Sun, 06 Nov 1994 08:49:37 GMT".utf8)

  private func head(
    _ status: Int, _ fields: HTTPFields = [:], _ framing: ResponseEncoder.Framing = .length(0), keepsAlive: Bool = true,
    toHTTP10: Bool = false
  ) throws(UnsendableHead) -> String {
    var output: [UInt8] = []
    try ResponseEncoder.start(status: status, fields: fields, date: date, into: &output)
    ResponseEncoder.end(status: status, framing: framing, keepsAlive: keepsAlive, toHTTP10: toHTTP10, into: &output)
    return String(decoding: output, as: UTF8.self)
  }

  @Test func knownLength() throws {
    #expect(
      try head(200, ["Content-Type": "application/json", "X": ""], .length(321)) == """
        HTTP/1.1 200 OK\r
        Content-Type: application/json\r
        X: \r
        Date: Sun, 06 Nov 1994 08:49:37 GMT\r
        Content-Length: 321\r
        \r\n
        """)
  }

  @Test func chunked() throws {
    #expect(
      try head(200, [:], .chunked) == """
        HTTP/1.1 200 OK\r
        Date: Sun, 06 Nov 1994 08:49:37 GMT\r
        Transfer-Encoding: chunked\r
        \r\n
        """)
  }

  @Test func closed() throws {
    #expect(
      try head(400, [:], .close, keepsAlive: false) == """
        HTTP/1.1 400 Bad Request\r
        Date: Sun, 06 Nov 1994 08:49:37 GMT\r
        Connection: close\r
        \r\n
        """)
  }

  @Test func keptAliveForHTTP10() throws {
    #expect(
      try head(202, toHTTP10: true) == """
        HTTP/1.1 202 Accepted\r
        Date: Sun, 06 Nov 1994 08:49:37 GMT\r
        Content-Length: 0\r
        Connection: keep-alive\r
        \r\n
        """)
  }

  @Test(arguments: [100, 103, 204], [ResponseEncoder.Framing.length(5), .chunked])
  func noFramingWithoutABody(_ status: Int, _ framing: ResponseEncoder.Framing) throws {
    let text = try head(status, [:], framing)
    #expect(!text.contains("Content-Length") && !text.contains("Transfer-Encoding"))
  }

  @Test func theConnectionsFieldsAreLeftOut() throws {
    let fields: HTTPFields = [
      "content-length": "9", "Transfer-Encoding": "gzip", "DATE": "now", "Connection": "upgrade", "Keep-Alive": "9",
      "Data": "x",
    ]
    #expect(try head(200, fields) == (try head(200, ["Data": "x"])))
  }

  @Test(arguments: [
    ("X", "a\r\nSet-Cookie: b"), ("X", "a\rb"), ("X", "a\nb"), ("X", "a\0b"), ("X", "\u{7f}"),
    ("X", "0123456789\u{1b}"),
    ("", "a"), ("X Y", "a"), ("X:", "a"), ("X\r\nY", "a"), ("X\0", "a"), ("\u{e9}", "a"),
  ])
  func fieldThatBreaksTheHeadIsNotSent(_ name: String, _ value: String) {
    var output = Array("before".utf8)
    var fields: HTTPFields = ["Good": "field"]
    fields.append(name, value)
    #expect(throws: UnsendableHead.self) {
      try ResponseEncoder.start(status: 200, fields: fields, date: date, into: &output)
    }
    #expect(output == Array("before".utf8))
  }

  @Test func valuesBeyondASCIIAndTabsAreSent() throws {
    #expect(try head(200, ["X": "a\t\u{e9}"]).contains("\r\nX: a\t\u{e9}\r\n"))
  }

  @Test(arguments: [Int.min, -200, 0, 99, 1_000, .max])
  func statusOfOtherThanThreeDigitsIsNotSent(_ status: Int) {
    var output: [UInt8] = []
    #expect(throws: UnsendableHead.self) {
      try ResponseEncoder.start(status: status, fields: [:], date: date, into: &output)
    }
    #expect(output.isEmpty)
  }

  @Test func everyStatusHasALineWithItsNumber() throws {
    for status in 100...999 {
      let line = try #require(try head(status).split(separator: "\r\n").first)
      #expect(line.hasPrefix("HTTP/1.1 \(status) "))
    }
  }

  @Test func unknownStatusHasNoReason() throws { #expect(try head(299).hasPrefix("HTTP/1.1 299 \r\n")) }

  @Test(arguments: [(1, "1"), (15, "f"), (16, "10"), (255, "ff"), (4_096, "1000"), (70_000, "11170")])
  func chunkBeginsWithItsSize(_ count: Int, _ size: String) {
    var output: [UInt8] = []
    let bytes = [UInt8](repeating: 7, count: count)
    ResponseEncoder.chunk(bytes, into: &output)
    #expect(output == Array("\(size)\r\n".utf8) + bytes + Array("\r\n".utf8))
  }

  @Test func emptyChunkIsNotWritten() {
    var output: [UInt8] = []
    ResponseEncoder.chunk([], into: &output)
    #expect(output.isEmpty)
    ResponseEncoder.lastChunk(into: &output)
    #expect(output == Array("0\r\n\r\n".utf8))
  }

  @Test func goingOn() {
    var output: [UInt8] = []
    ResponseEncoder.continue100(into: &output)
    #expect(output == Array("HTTP/1.1 100 Continue\r\n\r\n".utf8))
  }

  @Test(arguments: [(0, "0"), (7, "7"), (10, "10"), (4_194_304, "4194304"), (Int.max, "9223372036854775807")])
  func lengthsAreDecimal(_ length: Int, _ text: String) throws {
    #expect(try head(200, [:], .length(length)).contains("\r\nContent-Length: \(text)\r\n"))
  }
}
