#if canImport(Glibc)
  import CSystemLibraries
  import Glibc

  extension SocketCalls {
    static let (tcp, ipv6) = (Int32(IPPROTO_TCP), Int32(IPPROTO_IPV6))

    /// A stream socket that doesn't block and isn't inherited; -1 where there is none.
    static func open(family: Int32) -> Int32 {
      let flags = SOCK_STREAM.rawValue | SOCK_NONBLOCK.rawValue | SOCK_CLOEXEC.rawValue
      return socket(family, Int32(flags), 0)
    }

    /// The next connection, which doesn't block and isn't inherited; -1 where there is none.
    static func accept(from listener: Int32) -> Int32 { modelgates_accept(listener) }
  }
#endif
