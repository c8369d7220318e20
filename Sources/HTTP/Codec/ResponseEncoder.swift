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

  /// Writes the head with `Date`, `Connection` where it is needed, and the framing (none for 1xx and 204, which have no body).
  /// Fields of these names in `fields` are left out.
  /// - Parameters:
  ///   - date: an `HTTPDate`, ready to be sent.
  ///   - toHTTP10: the client's version is 1.0, so that keeping the connection must be said.
  /// - Throws: when the status isn't 100 to 999, or a field's name isn't a token, or a value holds control characters.
  ///   Then nothing was written.
  static func head(
    status: Int, fields: HTTPFields, framing: Framing, keepsAlive: Bool, toHTTP10: Bool = false, date: [UInt8],
    into output: inout [UInt8]
  ) throws(UnsendableHead) {}

  /// Writes bytes as one chunk; nothing for no bytes, which would end the body.
  static func chunk(_ bytes: [UInt8], into output: inout [UInt8]) {}

  /// Ends a chunked body.
  static func lastChunk(into output: inout [UInt8]) {}

  /// Tells the client to go on with the body.
  static func continue100(into output: inout [UInt8]) {}
}

/// A response head that would break the message's framing.
struct UnsendableHead: Error, Equatable {
  let message: String
}
