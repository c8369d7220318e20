#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension HTTPListener {
  /// Listens at a TCP port.
  /// - Parameters:
  ///   - host: An IPv4 or IPv6 address in numbers (IPv6 also in brackets; `::` means IPv4 as well), or `localhost`, which is
  ///     127.0.0.1 and, where there is one, ::1.
  ///   - port: 0 for one that the system chooses.
  /// - Throws: `HTTPListenerError`.
  public static func tcp(host: String, port: UInt16) throws(HTTPListenerError) -> HTTPListener {
    if host == "localhost" { return try localhost(port: port) }
    let literal = host.hasPrefix("[") && host.hasSuffix("]") ? String(host.dropFirst().dropLast()) : host
    let endpoint = HTTPEndpoint.tcp(host: literal, port: port)
    guard !host.utf8.contains(0), let address = SocketAddress(literal: literal, port: port) else {
      throw HTTPListenerError(
        .invalidHost, "can't listen at \(endpoint): the host is neither an address in numbers nor localhost")
    }
    let (socket, chosen) = try open(address, for: endpoint)
    return HTTPListener(
      endpoint: .tcp(host: literal, port: chosen), isLocal: address.isLoopback, sockets: [socket])
  }

  /// How often another port is tried when the one that the system chose for IPv4 is taken in IPv6.
  private static let attempts = 8

  private static func localhost(port: UInt16) throws(HTTPListenerError) -> HTTPListener {
    for attempt in 1...attempts {
      let ipv4 = try tcp(host: "127.0.0.1", port: port)
      guard case .tcp(_, let chosen) = ipv4.endpoint else { return ipv4 }
      let endpoint = HTTPEndpoint.tcp(host: "localhost", port: chosen)
      do throws(HTTPListenerError) {
        // Clients that resolve the name may try ::1 first, and must not meet somebody else there.
        let ipv6 = try tcp(host: "::1", port: chosen)
        let sockets = ipv4.takeSockets() + ipv6.takeSockets()
        return HTTPListener(endpoint: endpoint, isLocal: true, sockets: sockets)
      } catch  where error.code == .addressNotAvailable {
        return HTTPListener(endpoint: endpoint, isLocal: true, sockets: ipv4.takeSockets())
      } catch {
        if port != 0 || error.code != .addressInUse || attempt == attempts { throw error }
      }
    }
    throw HTTPListenerError(errno: EADDRINUSE, at: .tcp(host: "localhost", port: port))
  }

  private static func open(
    _ address: SocketAddress, for endpoint: HTTPEndpoint
  ) throws(HTTPListenerError) -> (socket: Int32, port: UInt16) {
    let socket = SocketCalls.open(family: address.family)
    guard socket >= 0 else { throw HTTPListenerError(errno: errno, at: endpoint) }
    // A server that restarts need not wait until the last one's connections are forgotten.
    SocketCalls.set(SO_REUSEADDR, SOL_SOCKET, of: socket, to: 1)
    if case .ipv6 = address {
      SocketCalls.set(IPV6_V6ONLY, SocketCalls.ipv6, of: socket, to: address.isUnspecified ? 0 : 1)
    }
    guard SocketCalls.bind(socket, to: address), SocketCalls.listen(socket, backlog: backlog),
      let port = SocketCalls.port(of: socket)
    else {
      let failure = errno
      SocketCalls.close(socket)
      throw HTTPListenerError(errno: failure, at: endpoint)
    }
    return (socket, port)
  }
}
