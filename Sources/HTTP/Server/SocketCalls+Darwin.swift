#if canImport(Darwin)
  import Darwin

  extension SocketCalls {
    static let (tcp, ipv6) = (IPPROTO_TCP, IPPROTO_IPV6)

    /// A stream socket that doesn't block and isn't inherited; -1 where there is none.
    static func open(family: Int32) -> Int32 { prepared(socket(family, SOCK_STREAM, 0)) }

    /// The next connection, which doesn't block and isn't inherited; -1 where there is none.
    static func accept(from listener: Int32) -> Int32 { prepared(Darwin.accept(listener, nil, nil)) }

    private static func prepared(_ socket: Int32) -> Int32 {
      if socket >= 0 {
        _ = fcntl(socket, F_SETFD, FD_CLOEXEC)
        _ = fcntl(socket, F_SETFL, O_NONBLOCK)
      }
      return socket
    }
  }
#endif
