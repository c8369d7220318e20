extension Example {
  /// Bodies, and what fields say about them, that must be refused.
  static let refusedBodies: [Example] = lengths + codings + chunks + trailers

  private static func post(_ fields: String) -> String { "POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n" }

  private static let badLength = "400 Content-Length isn't a number of bytes."
  private static let twoLengths = "400 There is more than one Content-Length."
  private static let both = "400 There are both Content-Length and Transfer-Encoding."
  private static let tooLarge = "413 The body is larger than this server takes."

  private static let lengths: [Example] =
    [
      "", " ", "+5", "-5", "-0", "0x5", "5,5", "5, 5", " 5,5", "5 5", "5.0", "5e1", "5;", "\"5\"", "\u{665}",
      "9223372036854775808", "18446744073709551621", "99999999999999999999999999999999",
    ].map { Example("\($0.debugDescription) is no length", post("Content-Length: \($0)") + "hello", badLength) }
    + [
      Example("two equal lengths", post("Content-Length: 5\r\nContent-Length: 5") + "hello", twoLengths),
      Example("two different lengths", post("Content-Length: 5\r\ncontent-length: 6") + "hello", twoLengths),
      Example("a length of the largest number", post("Content-Length: 9223372036854775807"), tooLarge),
      Example("a length and chunks", post("Content-Length: 5\r\nTransfer-Encoding: chunked") + "0\r\n\r\n", both),
      Example("chunks and a length", post("Transfer-Encoding: chunked\r\nContent-Length: 0") + "0\r\n\r\n", both),
      Example("a length and an unknown coding", post("Transfer-Encoding: gzip\r\nContent-Length: 0"), both),
    ]

  private static let badCodings =
    "400 Transfer-Encoding must be a list of codings that ends with its only chunked."
  private static let unknownCoding = "501 The only transfer coding that this server knows is chunked."

  private static let codings: [Example] =
    [
      "", " ", ",", "chunked,", ",chunked", "chunked, chunked", "chunked, gzip", "chunked gzip", "chunked;a=b",
      "\"chunked\"",
      "chunked\\", "ch\u{fc}nked",
    ].map { Example("\($0.debugDescription) is no list of codings", post("Transfer-Encoding: \($0)"), badCodings) }
    + ["gzip, chunked", "gzip", "identity", "xchunked", "chunked-", "deflate, gzip, chunked"].map {
      Example("\($0) is unknown", post("Transfer-Encoding: \($0)"), unknownCoding)
    }
    + [
      Example(
        "chunked in two lines", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked"), badCodings),
      Example(
        "a coding behind chunked in another line", post("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity"),
        badCodings),
      Example(
        "a coding with a control character", post("Transfer-Encoding: \u{b}chunked"),
        "400 A field value holds a control character."),
      Example(
        "chunks in HTTP/1.0", "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
        "400 HTTP/1.0 has no Transfer-Encoding."),
    ]

  private static let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
  private static let noSize = "400 A chunk doesn't begin with its size in hexadecimal digits."
  private static let noExtension = "400 A chunk's size is followed by something that isn't an extension."
  private static let noEnd = "400 A chunk doesn't end where its size says."
  private static let badLineEnd = "400 A line must end with CR LF."

  private static func body(_ rule: String, _ text: String, _ refusal: String) -> Example {
    Example(rule, head + text, "POST / @a chunked", refusal)
  }

  private static let chunks: [Example] = [
    body("a chunk without a size", "\r\n", noSize),
    body("a size with a plus", "+5\r\nhello\r\n", noSize),
    body("a size with a minus", "-5\r\nhello\r\n", noSize),
    body("a size behind a space", " 5\r\nhello\r\n", noSize),
    body("an extension without a size", ";a\r\nhello\r\n", noSize),
    body("a size that isn't hexadecimal", "g\r\n", noSize),
    body("a size of 17 digits", "00000000000000005\r\nhello\r\n", noSize),
    body("a size beyond the largest number", "8000000000000000\r\n", noSize),
    body("a size of all bits", "ffffffffffffffff\r\n", noSize),
    body("a size of the largest number", "7fffffffffffffff\r\n", tooLarge),
    body("a size with a prefix", "0x5\r\nhello\r\n", noExtension),
    body("a size with an underscore", "1_0\r\n", noExtension),
    body("a size with white space behind", "5 \r\nhello\r\n", noExtension),
    body("a size with a word behind", "5 a\r\nhello\r\n", noExtension),
    body("a size with a CR behind", "5\r\r\nhello\r\n", noExtension),
    body("an extension with NUL", "5;\0\r\nhello\r\n", noExtension),
    body("an extension with CR", "5;a\rb\r\nhello\r\n", noExtension),
    body("a size with a bare LF", "5\nhello\r\n", badLineEnd),
    body("an extension with a bare LF", "5;a\nhello\r\n", badLineEnd),
    body("a chunk that is longer", "5\r\nhello!\r\n", noEnd),
    body("a chunk that ends with a bare LF", "5\r\nhello\n0\r\n\r\n", noEnd),
    body("a chunk that ends with a bare CR", "5\r\nhello\r0\r\n\r\n", noEnd),
    body("a last chunk with a bare LF", "0\n\r\n", badLineEnd),
    body("a body that ends with a bare LF", "0\r\n\n", badLineEnd),
  ]

  private static let trailers: [Example] = [
    body("a trailer without a colon", "0\r\nX\r\n\r\n", "400 A field line has no colon."),
    body(
      "a request where a trailer must be", "0\r\nGET / HTTP/1.1\r\n\r\n",
      "400 White space stands before the colon of a field line."),
    body(
      "a folded trailer", "0\r\nX: a\r\n b\r\n\r\n", "400 A field line begins with white space; lines can't be folded."),
    body("a trailer with NUL", "0\r\nX: \0\r\n\r\n", "400 A field value holds a control character."),
    body("a trailer with a bare LF", "0\r\nX: a\n\r\n", badLineEnd),
  ]
}
