extension Example {
  /// Request lines and fields that must be refused, each for one reason.
  static let refusedHeads: [Example] = requestLines + targets + fieldLines + hosts + expectations

  private static func request(_ line: String) -> String { "\(line)\r\nHost: a\r\n\r\n" }
  private static func fields(_ lines: String) -> String { "GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n" }

  private static let noMethod = "400 A request begins with its method."
  private static let badMethod = "400 The request line has no method."
  private static let badLine =
    "400 The request line must be a method, a target without a fragment, and a version, one space apart."
  private static let badVersion = "400 The request line doesn't end with a version of HTTP."
  private static let badLineEnd = "400 A line must end with CR LF."
  private static let unknownVersion = "505 This server speaks HTTP/1.1."

  private static let requestLines: [Example] = [
    Example("two empty lines before a request", "\r\n\r\n" + request("GET / HTTP/1.1"), noMethod),
    Example("a bare LF before a request", "\n" + request("GET / HTTP/1.1"), noMethod),
    Example("a bare CR before a request", "\r" + request("GET / HTTP/1.1"), noMethod),
    Example("white space before a method", request(" GET / HTTP/1.1"), badMethod),
    Example("no method", request("/ HTTP/1.1"), badMethod),
    Example("a method alone", request("GET"), badMethod),
    Example("a method that isn't a token", request("G(T / HTTP/1.1"), badMethod),
    Example("a method with NUL", request("GE\0T / HTTP/1.1"), badMethod),
    Example("a method beyond ASCII", request("G\u{c9}T / HTTP/1.1"), badMethod),
    Example("the beginning of a TLS connection", "\u{16}\u{3}\u{1}\u{2}\0\u{1}\r\n", badMethod),
    Example("a tab behind the method", request("GET\t/ HTTP/1.1"), badMethod),
    Example("two spaces behind the method", request("GET  / HTTP/1.1"), badLine),
    Example("no version", request("GET /"), badLine),
    Example("a space and no version", request("GET / "), badVersion),
    Example("two spaces before the version", request("GET /  HTTP/1.1"), badVersion),
    Example("white space behind the version", request("GET / HTTP/1.1 "), badVersion),
    Example("a version in lower case", request("GET / http/1.1"), badVersion),
    Example("another protocol", request("GET / ICAP/1.0"), badVersion),
    Example("a version without a minor number", request("GET / HTTP/2"), badVersion),
    Example("a version with more digits", request("GET / HTTP/1.10"), badVersion),
    Example("a version of letters", request("GET / HTTP/x.1"), badVersion),
    Example("a version with a comma", request("GET / HTTP/1,1"), badVersion),
    Example("HTTP/2.0, as its preface says", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", unknownVersion),
    Example("HTTP/0.9 that says so", request("GET / HTTP/0.9"), unknownVersion),
    Example("HTTP/3.0", request("GET / HTTP/3.0"), unknownVersion),
    Example("a bare LF behind the request line", "GET / HTTP/1.1\nHost: a\r\n\r\n", badLineEnd),
    Example("a bare CR behind the request line", "GET / HTTP/1.1\rHost: a\r\n\r\n", badVersion),
  ]

  private static let badTarget =
    "400 The target must be a path that begins with a slash, or an http or https address."
  private static let otherHost = "400 The target is an address of another host than Host says."

  private static let targets: [Example] = [
    Example("a target with a fragment", request("GET /#a HTTP/1.1"), badLine),
    Example("a target with NUL", request("GET /\0 HTTP/1.1"), badLine),
    Example("a target with a tab", request("GET /\t HTTP/1.1"), badLine),
    Example("a target with DEL", request("GET /\u{7f} HTTP/1.1"), badLine),
    Example("a target with CR", request("GET /\r HTTP/1.1"), badLine),
    Example("a target beyond ASCII", request("GET /\u{e9} HTTP/1.1"), badLine),
    Example("a target with a space", request("GET /a b HTTP/1.1"), badVersion),
    Example("a relative path", request("GET a HTTP/1.1"), badTarget),
    Example("a query alone", request("GET ?a HTTP/1.1"), badTarget),
    Example("an address of another scheme", request("GET ftp://a/ HTTP/1.1"), badTarget),
    Example("a scheme alone", request("GET http: HTTP/1.1"), badTarget),
    Example("a host and a port", request("GET a:80 HTTP/1.1"), badTarget),
    Example("an asterisk for another method", request("GET * HTTP/1.1"), "400 Only OPTIONS can be for the target *."),
    Example("an asterisk and more", request("OPTIONS *a HTTP/1.1"), badTarget),
    Example("an address of another host", request("GET http://b/ HTTP/1.1"), otherHost),
    Example("an address of another port", request("GET http://a:80/ HTTP/1.1"), otherHost),
    Example("an address of nowhere", request("GET http:/// HTTP/1.1"), otherHost),
    Example("an address with a user", request("GET http://u@a/ HTTP/1.1"), otherHost),
    Example("an address and no host", "GET http://a/ HTTP/1.0\r\n\r\n", otherHost),
    Example("CONNECT", request("CONNECT a:80 HTTP/1.1"), "501 This server is no proxy: it doesn't know CONNECT."),
    Example(
      "CONNECT to a path", request("CONNECT / HTTP/1.1"), "501 This server is no proxy: it doesn't know CONNECT."),
  ]

  private static let badName = "400 A field name holds a character that no token has."
  private static let badValue = "400 A field value holds a control character."
  private static let folded = "400 A field line begins with white space; lines can't be folded."
  private static let spaceBeforeColon = "400 White space stands before the colon of a field line."

  private static let fieldLines: [Example] = [
    Example("a folded line", fields("X: a\r\n b"), folded),
    Example("a line folded with a tab", fields("X: a\r\n\tb"), folded),
    Example("white space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n", folded),
    Example("a line of white space", fields(" "), folded),
    Example("a space before the colon", fields("X : a"), spaceBeforeColon),
    Example("a tab before the colon", fields("X\t: a"), spaceBeforeColon),
    Example("no colon", fields("X"), "400 A field line has no colon."),
    Example("no name", fields(": a"), "400 A field has no name."),
    Example("a name with a quotation mark", fields("X\": a"), badName),
    Example("a name with NUL", fields("X\0: a"), badName),
    Example("a name with CR", fields("X\r: a"), badName),
    Example("a name beyond ASCII", fields("\u{e9}: a"), badName),
    Example("a name with a slash", fields("X/Y: a"), badName),
    Example("a value with NUL", fields("X: a\0b"), badValue),
    Example("a value with CR", fields("X: a\rb"), badValue),
    Example("a value with two CR at its end", fields("X: a\r"), badValue),
    Example("a value with BEL, far behind", fields("X: 0123456789abcdef0123456789abcdef\u{7}0123"), badValue),
    Example("a value with DEL", fields("X: \u{7f}"), badValue),
    Example("a value with a control character beyond ASCII's first", fields("X: 0123456\u{1f}"), badValue),
    Example("a bare LF behind a field", "GET / HTTP/1.1\r\nHost: a\nX: b\r\n\r\n", badLineEnd),
    Example("a bare LF behind the fields", "GET / HTTP/1.1\r\nHost: a\r\n\n", badLineEnd),
    Example("a bare CR behind the fields", "GET / HTTP/1.1\r\nHost: a\r\n\rX\r\n", badName),
  ]

  private static let badHost = "400 Host isn't a host with an optional port."

  private static let hosts: [Example] =
    [
      Example("no host", "GET / HTTP/1.1\r\n\r\n", "400 There is no Host."),
      Example("two hosts", fields("Host: b"), "400 There is more than one Host."),
      Example("the same host twice", fields("host: a"), "400 There is more than one Host."),
      Example(
        "two hosts in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a\r\nHost: a\r\n\r\n", "400 There is more than one Host."),
      Example("a bad host in HTTP/1.0", "GET / HTTP/1.0\r\nHost: a/\r\n\r\n", badHost),
    ]
    + [
      "", " ", "a b", "a,b", "a, b", "a/b", "http://a", "u@a", "a:b", "a:80:80", "a:-1", "a:65536", "a:000080", ":80",
      "a%20",
      "::1", "[::1", "[]", "[:]", "[g::1]", "[::1]a", "\u{e9}", "a\\b", "a'",
    ].map { Example("\($0.debugDescription) is no host", "GET / HTTP/1.1\r\nHost: \($0)\r\n\r\n", badHost) }

  private static let expectationFailed = "417 The only expectation that this server meets is 100-continue."

  private static let expectations: [Example] = [
    Example("an unknown expectation", fields("Expect: 200-ok"), expectationFailed),
    Example("an empty expectation", fields("Expect:"), expectationFailed),
    Example("one expectation more", fields("Expect: 100-continue, a"), expectationFailed),
  ]
}
