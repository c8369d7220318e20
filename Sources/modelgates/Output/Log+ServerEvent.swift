import MCP

extension Log {
  /// What a server says to its operator, and never to a client.
  /// - Parameter principal: on whose behalf; nil where there is only one.
  func write(_ event: ServerEvent, principal: String? = nil) {
    let whose = principal.map { [("principal", $0)] } ?? []
    write(
      .error, event.name,
      whose + [("method", event.method ?? ""), ("error", event.error.map { "\($0)" } ?? "")])
  }
}
