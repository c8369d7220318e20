#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a socket is bound or connects to.
enum SocketAddress {
  case ipv4(sockaddr_in)
  case ipv6(sockaddr_in6)
  case unix(sockaddr_un)

  var family: Int32 {
    switch self {
    case .ipv4: AF_INET
    case .ipv6: AF_INET6
    case .unix: AF_UNIX
    }
  }

  /// An IPv4 or IPv6 address in numbers; nil for anything else.
  init?(literal: String, port: UInt16) {
    var ipv4 = sockaddr_in()
    if inet_pton(AF_INET, literal, &ipv4.sin_addr) == 1 {
      ipv4.sin_family = sa_family_t(AF_INET)
      ipv4.sin_port = port.bigEndian
      self = .ipv4(ipv4)
      return
    }
    var ipv6 = sockaddr_in6()
    guard inet_pton(AF_INET6, literal, &ipv6.sin6_addr) == 1 else { return nil }
    ipv6.sin6_family = sa_family_t(AF_INET6)
    ipv6.sin6_port = port.bigEndian
    self = .ipv6(ipv6)
  }

  /// A socket in the file system; nil when the path is too long for one: about a hundred bytes.
  init?(path: String) {
    var unix = sockaddr_un()
    unix.sun_family = sa_family_t(AF_UNIX)
    let fits = withUnsafeMutableBytes(of: &unix.sun_path) { buffer in
      // One byte stays zero: the path's end.
      guard path.utf8.count < buffer.count else { return false }
      buffer.copyBytes(from: path.utf8)
      return true
    }
    guard fits else { return nil }
    self = .unix(unix)
  }

  /// Whether only this computer can reach it.
  var isLoopback: Bool {
    switch self {
    case .ipv4(let address): UInt32(bigEndian: address.sin_addr.s_addr) >> 24 == 127
    case .ipv6(let address):
      withUnsafeBytes(of: address.sin6_addr) { $0.dropLast().allSatisfy { $0 == 0 } && $0.last == 1 }
    case .unix: true
    }
  }

  /// Whether it stands for every address of this computer.
  var isUnspecified: Bool {
    switch self {
    case .ipv4(let address): address.sin_addr.s_addr == 0
    case .ipv6(let address): withUnsafeBytes(of: address.sin6_addr) { $0.allSatisfy { $0 == 0 } }
    case .unix: false
    }
  }

  func withPointer<Result>(_ body: (UnsafePointer<sockaddr>, socklen_t) -> Result) -> Result {
    func call<Address>(_ address: Address) -> Result {
      withUnsafePointer(to: address) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          body($0, socklen_t(MemoryLayout<Address>.size))
        }
      }
    }
    return switch self {
    case .ipv4(let address): call(address)
    case .ipv6(let address): call(address)
    case .unix(let address): call(address)
    }
  }
}
