/// Server-sent events, as far as MCP needs them.
enum EventStream {
  static let contentType = "text/event-stream"
}
