/// Why a request can't be taken. What follows on its connection has no known meaning: it closes after the answer.
struct RequestRefusal: Error, Equatable {
  /// The answer's status code, 4xx or 5xx.
  let status: Int
  /// One sentence for the client; holds nothing of what it sent.
  let message: String

  /// 400: the bytes aren't HTTP, or could be read in two ways.
  static func malformed(_ message: String) -> RequestRefusal { RequestRefusal(status: 400, message: message) }

  static var contentTooLarge: RequestRefusal {
    RequestRefusal(status: 413, message: "The body is larger than this server takes.")
  }
  static var targetTooLong: RequestRefusal {
    RequestRefusal(status: 414, message: "The request line is longer than this server takes.")
  }
  static var expectationFailed: RequestRefusal {
    RequestRefusal(status: 417, message: "The only expectation that this server meets is 100-continue.")
  }
  static var fieldsTooLarge: RequestRefusal {
    RequestRefusal(status: 431, message: "The header fields are larger than this server takes.")
  }
  static var tooManyFields: RequestRefusal {
    RequestRefusal(status: 431, message: "There are more header fields than this server takes.")
  }
  static var unknownMethod: RequestRefusal {
    RequestRefusal(status: 501, message: "This server is no proxy: it doesn't know CONNECT.")
  }
  static var unknownTransferCoding: RequestRefusal {
    RequestRefusal(status: 501, message: "The only transfer coding that this server knows is chunked.")
  }
  static var unknownVersion: RequestRefusal {
    RequestRefusal(status: 505, message: "This server speaks HTTP/1.1.")
  }
}
