extension Example {
  /// Requests that must be taken.
  static let accepted: [Example] = requestLines + hosts + connections + bodies + chunked + sequences

  private static let requestLines: [Example] = [
    Example("a request without a body", "GET /a HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a @a", #"body """#),
    Example(
      "a method is any token, in its case", "m-Search! / HTTP/1.1\r\nHost: a\r\n\r\n", "m-Search! / @a", #"body """#),
    Example("a query begins at the first ?", "GET /a?b?c HTTP/1.1\r\nHost: a\r\n\r\n", "GET /a?b?c @a", #"body """#),
    Example("a query may be empty", "GET /? HTTP/1.1\r\nHost: a\r\n\r\n", "GET /? @a", #"body """#),
    Example(
      "escapes, and what browsers leave bare", "GET /%2e%zz?{a}|[b]^`\"<\\> HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /%2e%zz?{a}|[b]^`\"<\\> @a", #"body """#),
    Example(
      "an address of the same host", "GET http://a:80/b?c HTTP/1.1\r\nHost: a:80\r\n\r\n", "GET /b?c @a:80", #"body """#
    ),
    Example(
      "an address in another case, without a path", "GET HTTPS://A.example HTTP/1.1\r\nHost: a.EXAMPLE\r\n\r\n",
      "GET / @a.EXAMPLE", #"body """#),
    Example(
      "an address with a query and no path", "GET http://a?b HTTP/1.1\r\nHost: a\r\n\r\n", "GET /?b @a", #"body """#),
    Example("OPTIONS may be for *", "OPTIONS * HTTP/1.1\r\nHost: a\r\n\r\n", "OPTIONS * @a", #"body """#),
    Example("a later 1.x is read as 1.1", "GET / HTTP/1.9\r\nHost: a\r\n\r\n", "GET / @a", #"body """#),
    Example("one empty line before a request", "\r\nGET / HTTP/1.1\r\nHost: a\r\n\r\n", "GET / @a", #"body """#),
  ]

  private static let hosts: [Example] = [
    "localhost", "LOCALHOST:8080", "127.0.0.1:0", "[::1]", "[::ffff:10.0.0.1]:65535", "a-b_c~d.example.:443", "a:",
    "xn--e1afmkfd",
  ].map {
    Example("\($0) is a host", "GET / HTTP/1.1\r\nHost: \($0)\r\n\r\n", "GET / @\($0)", #"body """#)
  }

  private static let connections: [Example] = [
    Example(
      "close", "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", "GET / @a close", #"body """#),
    Example(
      "close in a list and in another case", "GET / HTTP/1.1\r\nHost: a\r\nconnection:\ta ,, CLOSE\t\r\n\r\n",
      "GET / @a close",
      #"body """#),
    Example(
      "close in a second line", "GET / HTTP/1.1\r\nConnection: upgrade\r\nHost: a\r\nConnection: close\r\n\r\n",
      "GET / @a close", #"body """#),
    Example(
      "not every option closes", "GET / HTTP/1.1\r\nHost: a\r\nConnection: closed, keep-alive\r\n\r\n", "GET / @a",
      #"body """#),
    Example("HTTP/1.0 closes and needs no host", "GET / HTTP/1.0\r\n\r\n", "GET / @ 1.0 close", #"body """#),
    Example(
      "HTTP/1.0 keeps the connection if asked", "GET / HTTP/1.0\r\nHost: a\r\nConnection: Keep-Alive\r\n\r\n",
      "GET / @a 1.0", #"body """#),
    Example(
      "close wins", "GET / HTTP/1.0\r\nConnection: keep-alive, close\r\n\r\n", "GET / @ 1.0 close", #"body """#),
  ]

  private static let bodies: [Example] = [
    Example(
      "a body of a known length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello", "POST / @a length=5",
      #"body "hello""#),
    Example(
      "a length of zero", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 00\r\n\r\n", "POST / @a length=0", #"body """#),
    Example(
      "white space around a length", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length:\t 1 \r\n\r\nx",
      "POST / @a length=1",
      #"body "x""#),
    Example(
      "a body with line ends, like a request",
      "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18\r\n\r\n\r\nGET / HTTP/9.9\r\n",
      "POST / @a length=18", #"body "\r\nGET / HTTP/9.9\r\n""#),
    Example(
      "a client that waits", "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-Continue\r\nContent-Length: 1\r\n\r\nx",
      "POST / @a length=1 expects-continue", #"body "x""#),
    Example(
      "nothing to wait for without a body", "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\n\r\n", "POST / @a",
      #"body """#),
    Example(
      "HTTP/1.0 can't wait", "POST / HTTP/1.0\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\nx",
      "POST / @ length=1 1.0 close", #"body "x""#),
    Example(
      "values with tabs, nothing, or more than ASCII",
      "GET / HTTP/1.1\r\nHost: a\r\nX:\r\nY: a\tb, \"\u{e9}\u{1F600}\" and more\r\nZ:   \r\n\r\n", "GET / @a",
      #"body """#),
  ]

  private static let chunked: [Example] = [
    Example(
      "chunks", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n",
      "POST / @a chunked", #"body "hello!""#),
    Example(
      "no chunks", "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: Chunked\r\n\r\n000\r\n\r\n", "POST / @a chunked",
      #"body """#),
    Example(
      "sizes in hexadecimal, up to 16 digits",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\na\r\n0123456789\r\n000000000000000B\r\n0123456789a\r\n0\r\n\r\n",
      "POST / @a chunked", #"body "01234567890123456789a""#),
    Example(
      "chunk data with line ends",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n7\r\n\r\n0\r\n\r\n\r\n0\r\n\r\n",
      "POST / @a chunked", #"body "\r\n0\r\n\r\n""#),
    Example(
      "extensions are read past",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1;a=b;c=\"d;\te\"\r\nx\r\n1 ; f\r\ny\r\n0;\r\n\r\n",
      "POST / @a chunked", #"body "xy""#),
    Example(
      "trailers are dropped",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nContent-Length: 9\r\nHost: b\r\n\r\n",
      "POST / @a chunked", #"body "x""#),
    Example(
      "a client that waits to send chunks",
      "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\nExpect: 100-continue\r\n\r\n0\r\n\r\n",
      "POST / @a chunked expects-continue", #"body """#),
  ]

  private static let sequences: [Example] = [
    Example(
      "requests one after the other",
      "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhiGET /3 HTTP/1.1\r\nHost: a\r\n\r\n",
      "GET /1 @a", #"body """#, "POST /2 @a length=2", #"body "hi""#, "GET /3 @a", #"body """#),
    Example(
      "a request behind chunks and trailers",
      "POST /1 HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n0\r\nA: b\r\n\r\nGET /2 HTTP/1.1\r\nHost: a\r\n\r\n",
      "POST /1 @a chunked", #"body "x""#, "GET /2 @a", #"body """#),
    Example(
      "one empty line behind each body",
      "POST /1 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\ny\r\n",
      "POST /1 @a length=1", #"body "x""#, "POST /2 @a length=1", #"body "y""#),
    Example(
      "what is whole before what is refused", "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nGET /2\r\n\r\n", "GET /1 @a",
      #"body """#,
      "400 The request line must be a method, a target without a fragment, and a version, one space apart."),
    Example(
      "what isn't whole", "GET /1 HTTP/1.1\r\nHost: a\r\n\r\nPOST /2 HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nx",
      "GET /1 @a", #"body """#, "POST /2 @a length=2"),
  ]
}
