#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What became of one attempt to move bytes through a socket that doesn't block.
enum Transfer: Equatable {
  /// How many were moved. None when reading: the other end sends no more.
  case moved(Int)
  /// Nothing can be moved now.
  case wouldBlock
  /// The connection is broken.
  case failed
}

/// Every call of this module into the C library, with EINTR handled; no rule lives here. What fails otherwise leaves `errno`.
enum SocketCalls {
  static func receive(from socket: Int32, into buffer: UnsafeMutableRawBufferPointer) -> Transfer {
    transfer { read(socket, buffer.baseAddress, buffer.count) }
  }

  static func send(_ bytes: UnsafeRawBufferPointer, to socket: Int32) -> Transfer {
    transfer { write(socket, bytes.baseAddress, bytes.count) }
  }

  private static func transfer(_ call: () -> Int) -> Transfer {
    while true {
      let count = call()
      if count >= 0 { return .moved(count) }
      switch errno {
      case EINTR: continue
      case EAGAIN, EWOULDBLOCK: return .wouldBlock
      default: return .failed
      }
    }
  }

  /// Whether there is something to read, or a connection to accept.
  static func hasInput(_ socket: Int32) -> Bool {
    var request = pollfd(fd: socket, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) > 0
  }

  /// Tells the other end that nothing more comes; it may still send.
  static func endOutput(of socket: Int32) { shutdown(socket, Int32(SHUT_WR)) }

  // No retry after EINTR: the descriptor is gone by then.
  static func close(_ socket: Int32) { systemClose(socket) }

  /// Closes without waiting for what the other end hasn't taken; the system forgets it at once, too.
  static func reset(_ socket: Int32) {
    var linger = linger(l_onoff: 1, l_linger: 0)
    setsockopt(socket, SOL_SOCKET, SO_LINGER, &linger, socklen_t(MemoryLayout.size(ofValue: linger)))
    systemClose(socket)
  }

  @discardableResult
  static func set(_ option: Int32, _ level: Int32, of socket: Int32, to value: Int32) -> Bool {
    var value = value
    return setsockopt(socket, level, option, &value, socklen_t(MemoryLayout.size(ofValue: value))) == 0
  }

  static func bind(_ socket: Int32, to address: SocketAddress) -> Bool {
    address.withPointer { systemBind(socket, $0, $1) } == 0
  }

  static func connect(_ socket: Int32, to address: SocketAddress) -> Bool {
    while true {
      if address.withPointer({ systemConnect(socket, $0, $1) }) == 0 { return true }
      if errno != EINTR { return false }
    }
  }

  static func listen(_ socket: Int32, backlog: Int32) -> Bool { systemListen(socket, backlog) == 0 }

  /// The port that a TCP socket is bound to.
  static func port(of socket: Int32) -> UInt16? {
    var storage = sockaddr_storage()
    var length = socklen_t(MemoryLayout.size(ofValue: storage))
    return withUnsafeMutableBytes(of: &storage) { buffer in
      guard let base = buffer.baseAddress,
        getsockname(socket, base.assumingMemoryBound(to: sockaddr.self), &length) == 0
      else { return nil }
      // The port is at the same place for IPv4 and IPv6.
      return UInt16(bigEndian: base.load(fromByteOffset: 2, as: UInt16.self))
    }
  }

  static func makeOwnersAlone(_ path: String) -> Bool { chmod(path, 0o600) == 0 }

  /// What is at a path; nil where nothing is.
  static func fileStatus(_ path: String) -> (isSocket: Bool, inode: UInt64)? {
    var status = stat()
    guard lstat(path, &status) == 0 else { return nil }
    return (status.st_mode & S_IFMT == S_IFSOCK, UInt64(truncatingIfNeeded: status.st_ino))
  }
}

// Inside `SocketCalls` these names mean its own functions.
private func systemClose(_ socket: Int32) { close(socket) }
private func systemListen(_ socket: Int32, _ backlog: Int32) -> Int32 { listen(socket, backlog) }

private func systemBind(_ socket: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
  bind(socket, address, length)
}

private func systemConnect(_ socket: Int32, _ address: UnsafePointer<sockaddr>, _ length: socklen_t) -> Int32 {
  connect(socket, address, length)
}
