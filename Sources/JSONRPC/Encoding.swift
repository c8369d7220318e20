public import JSON

/// Writes messages as single lines of JSON, without a line end.
public enum Encoding {
  /// - Parameters:
  ///   - capacity: bytes for which there is room before the message grows, besides what each has.
  ///   - body: writes one value.
  public static func result(to id: RequestID, capacity: Int, _ body: (inout JSONWriter) -> Void) -> [UInt8] {
    message(id, capacity: capacity + 96) { writer in
      writer.key(known: "result")
      body(&writer)
    }
  }

  /// - Parameter id: nil when the request's id could not be read; the member is then absent.
  public static func error(_ error: RPCError, to id: RequestID?) -> [UInt8] {
    message(id) { writer in
      writer.key(known: "error")
      error.write(to: &writer)
    }
  }

  /// - Parameter params: the bytes of a JSON object.
  public static func request(id: RequestID, method: String, params: [UInt8]?) -> [UInt8] {
    message(id, capacity: (params?.count ?? 0) + 96) { write(method, params, to: &$0) }
  }

  public static func notification(method: String, params: [UInt8]?) -> [UInt8] {
    message(nil, capacity: (params?.count ?? 0) + 96) { write(method, params, to: &$0) }
  }

  /// Puts the answers of a batch together.
  static func batch(_ responses: [[UInt8]]) -> [UInt8] {
    var writer = JSONWriter(capacity: responses.reduce(2) { $0 + $1.count + 1 })
    writer.beginArray()
    for response in responses { writer.raw(response) }
    writer.endArray()
    return writer.finish()
  }

  private static func message(
    _ id: RequestID?, capacity: Int = 256, _ body: (inout JSONWriter) -> Void
  ) -> [UInt8] {
    var writer = JSONWriter(capacity: capacity)
    if let id {
      writer.opening(#"{"jsonrpc":"2.0","id":"#)
      id.write(to: &writer)
    } else {
      writer.opening(#"{"jsonrpc":"#)
      writer.raw(#""2.0""#)
    }
    body(&writer)
    writer.endObject()
    return writer.finish()
  }

  private static func write(_ method: String, _ params: [UInt8]?, to writer: inout JSONWriter) {
    writer.key(known: "method")
    writer.value(method)
    guard let params else { return }
    writer.key(known: "params")
    writer.raw(params)
  }
}

extension RPCError {
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.key(known: "code")
    writer.value(Int64(code))
    writer.key(known: "message")
    writer.value(message)
    if let data {
      writer.key(known: "data")
      writer.value(data)
    }
    writer.endObject()
  }
}
