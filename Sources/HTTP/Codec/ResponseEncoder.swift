/// Writes responses (RFC 9112 section 4) behind what an output buffer holds.
enum ResponseEncoder {
  /// How the client knows where the body ends.
  enum Framing: Equatable {
    /// `Content-Length`. Also for HEAD, with the length that GET would have.
    case length(Int)
    /// `Transfer-Encoding: chunked`. Not for a client of HTTP/1.0.
    case chunked
    /// With the connection: for a stream to a client of HTTP/1.0. `keepsAlive` is false with it.
    case close
  }

  /// Writes the status line, the fields and `Date`, without the end of its line. Fields that the encoder itself writes are
  /// left out.
  /// - Parameter date: an `HTTPDate`, ready to be sent.
  /// - Throws: when the status isn't 100 to 999, or a field's name isn't a token, or a value holds control characters.
  ///   Then nothing was written.
  static func start(
    status: Int, fields: HTTPFields, date: [UInt8], into output: inout [UInt8]
  ) throws(UnsendableHead) {
    let start = output.count
    try StatusLine.write(status, into: &output)
    do throws(UnsendableHead) {
      try write(fields, into: &output)
    } catch {
      output.removeLast(output.count - start)
      throw error
    }
    output.append("Date: ")
    output.append(contentsOf: date)
  }

  /// Writes the rest of a head: the framing (none for 1xx and 204, which have no body), and `Connection` where it is needed.
  /// - Parameter toHTTP10: the client's version is 1.0, so that keeping the connection must be said.
  static func end(
    status: Int, framing: Framing, keepsAlive: Bool, toHTTP10: Bool = false, into output: inout [UInt8]
  ) {
    if status >= 200, status != 204 { write(framing, into: &output) }
    if !keepsAlive {
      output.append("\r\nConnection: close")
    } else if toHTTP10 {
      output.append("\r\nConnection: keep-alive")
    }
    output.append("\r\n\r\n")
  }

  /// Writes bytes as one chunk; nothing for no bytes, which would end the body.
  static func chunk(_ bytes: [UInt8], into output: inout [UInt8]) {
    guard !bytes.isEmpty else { return }
    output.append(hexadecimal: bytes.count)
    output.append("\r\n")
    output.append(contentsOf: bytes)
    output.append("\r\n")
  }

  /// Ends a chunked body.
  static func lastChunk(into output: inout [UInt8]) { output.append("0\r\n\r\n") }

  /// Tells the client to go on with the body.
  static func continue100(into output: inout [UInt8]) { output.append("HTTP/1.1 100 Continue\r\n\r\n") }

  private static func write(_ framing: Framing, into output: inout [UInt8]) {
    switch framing {
    case .length(let count):
      output.append("\r\nContent-Length: ")
      output.append(decimal: count)
    case .chunked: output.append("\r\nTransfer-Encoding: chunked")
    case .close: break
    }
  }

  private static func write(_ fields: HTTPFields, into output: inout [UInt8]) throws(UnsendableHead) {
    let text = fields.bytes.span
    for field in fields.places where !isOwn(field.name, text) {
      guard !field.name.isEmpty, text.endOfToken(in: field.name) == field.name.upperBound else {
        throw UnsendableHead(message: "A field name isn't a token.")
      }
      guard text.isFieldValue(field.value) else {
        throw UnsendableHead(message: "A field value holds a control character.")
      }
      output.append(text.extracting(field.name))
      output.append(": ")
      output.append(text.extracting(field.value))
      output.append("\r\n")
    }
  }

  /// Whether a field is written by the encoder alone.
  private static func isOwn(_ name: Range<Int>, _ text: borrowing Span<UInt8>) -> Bool {
    switch name.count {
    case 4: text.equalsIgnoringCase(name, "date")
    case 10: text.equalsIgnoringCase(name, "connection") || text.equalsIgnoringCase(name, "keep-alive")
    case 14: text.equalsIgnoringCase(name, "content-length")
    case 17: text.equalsIgnoringCase(name, "transfer-encoding")
    default: false
    }
  }
}
