import Testing

@testable import HTTP

/// A head with the same bytes as the last one on its connection isn't read anew.
struct HeadMemoTests {
  static let first = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nX: 1\r\n\r\nab"

  /// What a decoder says of requests that come in one after another, or in pieces.
  private static func steps(_ pieces: [String], _ limits: HTTPLimits = HTTPLimits()) -> [String] {
    var decoder = RequestDecoder(limits: limits)
    var steps: [String] = []
    for piece in pieces {
      Array(piece.utf8).withUnsafeBytes { decoder.append($0) }
      do throws(RequestRefusal) {
        while let event = try decoder.next() {
          switch event {
          case .head(let head, let plan): steps.append("head \(head.path) \(plan.length)")
          case .sameHead(let plan): steps.append("same \(plan.length)")
          case .body(let body): steps.append("body \(String(decoding: body, as: UTF8.self))")
          }
        }
      } catch {
        steps.append("\(error.status)")
      }
    }
    return steps
  }

  private static let read = ["head /a known(2)", "body ab"]

  @Test func sameHeadIsRecognised() {
    #expect(Self.steps([Self.first, Self.first]) == Self.read + ["same known(2)", "body ab"])
  }

  @Test func sameHeadIsRecognisedInAPipeline() {
    #expect(
      Self.steps([Self.first + Self.first + Self.first])
        == Self.read + ["same known(2)", "body ab", "same known(2)", "body ab"])
  }

  @Test(arguments: Array(first.utf8).indices.dropFirst())
  func sameHeadIsRecognisedInTwoPieces(_ place: Int) {
    let bytes = Array(Self.first.utf8)
    let pieces = [bytes[..<place], bytes[place...]].map { String(decoding: $0, as: UTF8.self) }
    #expect(Self.steps([Self.first] + pieces) == Self.read + ["same known(2)", "body ab"])
  }

  /// One byte at a time becomes another one that is allowed where it stands.
  @Test func headThatDiffersByOneByteIsReadAnew() {
    for (old, new) in [("/a", "/b"), ("Host: a", "Host: b"), ("X: 1", "X: 2"), ("X: 1", "x: 1"), ("POST", "PUST")] {
      let place = Self.first.utf8.count
      let other = Self.first.replacing(old, with: new)
      #expect(other.utf8.count == place && other != Self.first)
      let path = new == "/b" ? "/b" : "/a"
      #expect(Self.steps([Self.first, other]) == Self.read + ["head \(path) known(2)", "body ab"], "\(new)")
    }
  }

  @Test func headThatBecameWrongIsRefused() {
    for (old, new) in [("X: 1", "X: \0"), ("X: 1\r\n", "X: 1\n\n"), ("HTTP/1.1", "HTTP/2.1"), (": 2", ": x")] {
      let steps = Self.steps([Self.first, Self.first.replacing(old, with: new)])
      #expect(steps.count == 3 && ["400", "505"].contains(steps.last), "\(steps)")
    }
  }

  @Test(arguments: [("1", "a"), ("2", "ab"), ("002", "ab"), ("12", "abcdefghijkl")])
  func bodyMayHaveAnotherLength(_ digits: String, _ body: String) {
    let request = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: \(digits)\r\nX: 1\r\n\r\n\(body)"
    #expect(
      Self.steps([Self.first, request, Self.first])
        == Self.read + ["same known(\(body.utf8.count))", "body \(body)", "same known(2)", "body ab"])
  }

  @Test(arguments: [
    ("101", "413"), ("9223372036854775808", "400"), ("", "400"), ("-1", "400"), ("2 2", "400"), ("2, 2", "400"),
    ("2\r\nContent-Length: 2", "400"), ("2\r\nTransfer-Encoding: chunked", "400"),
  ])
  func lengthThatIsNoneIsRefused(_ digits: String, _ status: String) {
    let request = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: \(digits)\r\nX: 1\r\n\r\n"
    #expect(Self.steps([Self.first, request], HTTPLimits(bodyBytes: 100)) == Self.read + [status])
  }

  @Test func lengthWithTooManyZerosIsRefused() {
    let digits = String(repeating: "0", count: 1024)
    let request = "POST /a HTTP/1.1\r\nHost: a\r\nContent-Length: \(digits)\r\nX: 1\r\n\r\n"
    #expect(Self.steps([request], HTTPLimits(headBytes: 1024)) == ["431"])
    #expect(Self.steps([Self.first, request], HTTPLimits(headBytes: 1024)) == Self.read + ["431"])
  }

  @Test func headWithoutABodyIsRecognised() {
    let get = "GET /a HTTP/1.1\r\nHost: a\r\n\r\n"
    #expect(Self.steps([get + get + get]) == ["head /a none", "body "] + ["same none", "body ", "same none", "body "])
  }

  @Test func chunkedHeadIsRecognised() {
    let request = "POST /a HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nab\r\n0\r\n\r\n"
    #expect(Self.steps([request + request]) == ["head /a chunked", "body ab", "same chunked", "body ab"])
  }

  @Test func headThatBeginsLikeTheLastIsReadAnew() {
    let (short, long) = ("GET /a HTTP/1.1\r\nHost: a\r\n", "X: 1\r\n\r\n")
    #expect(
      Self.steps([short + "\r\n" + short + long + short + "\r\n"])
        == ["head /a none", "body ", "head /a none", "body ", "head /a none", "body "])
  }

  @Test func largeHeadIsNotKept() {
    let field = "X: " + String(repeating: "x", count: HeadMemo.sizeLimit) + "\r\n\r\n"
    let request = "GET /a HTTP/1.1\r\nHost: a\r\n" + field
    #expect(Self.steps([request + request]) == ["head /a none", "body ", "head /a none", "body "])
  }
}
