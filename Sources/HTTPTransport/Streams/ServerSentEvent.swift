/// Events as they go over the wire (https://html.spec.whatwg.org/multipage/server-sent-events.html).
enum ServerSentEvent {
  static let contentType = "text/event-stream"

  /// Nothing for the client, but enough to show everyone between that the stream is alive.
  static let keepAlive = Array(": keep-alive\n\n".utf8)

  /// One message.
  /// - Parameters:
  ///   - id: what the client names to go on after this event; nil where streams can't be resumed.
  ///   - data: a line of JSON; nil for an event that only carries the id.
  static func message(_ data: [UInt8]?, id: String?) -> [UInt8] {
    var event: [UInt8] = []
    event.reserveCapacity((data?.count ?? 0) + (id?.utf8.count ?? 0) + 40)
    if let id {
      event.append(contentsOf: "id: ".utf8)
      event.append(contentsOf: id.utf8)
      event.append(UInt8(ascii: "\n"))
    }
    if let data {
      event.append(contentsOf: "event: message\ndata: ".utf8)
      event.append(contentsOf: data)
    } else {
      event.append(contentsOf: "data:".utf8)
    }
    event.append(contentsOf: "\n\n".utf8)
    return event
  }

  /// How long the client is to wait before it reconnects.
  static func retry(after milliseconds: Int64) -> [UInt8] { Array("retry: \(milliseconds)\n\n".utf8) }
}
