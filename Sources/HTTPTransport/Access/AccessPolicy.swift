import HTTP

/// Which names this server answers to and which web pages may call it: what keeps pages that someone visits away from a server
/// on their own computer (2026-07-28, basic/transports/streamable-http, "Security Warning"). Tokens are another matter.
public struct AccessPolicy: Sendable {
  private let hosts: [Authority]
  private let origins: [Origin]

  /// - Parameters:
  ///   - hosts: names that are answered to besides those of the loopback interface. One without a port stands for any.
  ///   - origins: of pages that may call, besides those that this very address would serve on loopback. They, and only they, get
  ///     CORS headers.
  public init(hosts: [Authority] = [], origins: [Origin] = []) {
    self.hosts = hosts
    self.origins = origins
  }

  /// Looks at `Host` and `Origin`.
  /// - Returns: the origin that is to be named in CORS headers, as it was sent, or nil for none.
  func check(_ head: RequestHead) throws(Refusal) -> String? {
    guard let host = Authority(head.host), host.isLoopback || answers(to: host) else { throw .misdirected }
    guard let text = head.fields["origin"] else { return nil }
    guard head.fields.count(of: "origin") == 1, let origin = Origin(text) else { throw .foreignOrigin }
    if origins.contains(origin) { return text }
    guard origin.isLoopbackPage(of: host) else { throw .foreignOrigin }
    return nil
  }

  private func answers(to host: Authority) -> Bool {
    hosts.contains { $0.host == host.host && ($0.port == nil || $0.port == host.port) }
  }
}
