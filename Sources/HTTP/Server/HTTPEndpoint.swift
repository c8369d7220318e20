/// Where a server listens.
public enum HTTPEndpoint: Sendable, Equatable {
  /// `host` is an address in numbers, without brackets, or `localhost`: both loopback addresses of this computer.
  case tcp(host: String, port: UInt16)
  /// A socket in the file system that is the owner's alone.
  case unix(path: String)
}

extension HTTPEndpoint: CustomStringConvertible {
  /// `127.0.0.1:8080`, `[::1]:8080`, `unix:/run/server.sock`.
  public var description: String {
    switch self {
    case .tcp(let host, let port): host.utf8.contains(UInt8(ascii: ":")) ? "[\(host)]:\(port)" : "\(host):\(port)"
    case .unix(let path): "unix:\(path)"
    }
  }
}
