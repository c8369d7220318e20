#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a server can't listen at an endpoint.
public struct HTTPListenerError: Error, Equatable, Sendable, CustomStringConvertible {
  /// What kind of failure: an open set.
  public struct Code: Hashable, Sendable, RawRepresentable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Somebody else listens there.
    public static let addressInUse = Self(rawValue: "address_in_use")
    /// This computer has no such address.
    public static let addressNotAvailable = Self(rawValue: "address_not_available")
    /// Neither an address in numbers nor `localhost`.
    public static let invalidHost = Self(rawValue: "invalid_host")
    /// Empty, too long for a socket, or with a NUL byte.
    public static let invalidPath = Self(rawValue: "invalid_path")
    /// What is at the path is something other than a socket, and is left alone.
    public static let notASocket = Self(rawValue: "not_a_socket")
    public static let permissionDenied = Self(rawValue: "permission_denied")
    public static let system = Self(rawValue: "system")
  }

  public let code: Code
  /// The system's error number; 0 where the refusal is our own.
  public let errno: Int32
  /// A sentence that says what failed and where.
  public let message: String

  public init(_ code: Code, errno: Int32 = 0, _ message: String) {
    self.code = code
    self.errno = errno
    self.message = message
  }

  public var description: String { message }

  init(errno: Int32, at endpoint: HTTPEndpoint) {
    let (code, reason): (Code, String) =
      switch errno {
      case EADDRINUSE: (.addressInUse, "another process listens there")
      case EADDRNOTAVAIL, EAFNOSUPPORT: (.addressNotAvailable, "this computer has no such address")
      case EACCES, EPERM: (.permissionDenied, "it is not permitted")
      default: (.system, String(cString: strerror(errno)))
      }
    self.init(code, errno: errno, "can't listen at \(endpoint): \(reason)")
  }
}
