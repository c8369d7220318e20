import Files

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension HTTPListener {
  /// Listens at a socket in the file system, mode 0600. A socket that nobody answers at is replaced, and nothing else is ever.
  ///
  /// Blocks for a moment where another process does the same at the same path; leaves a lock file `PATH.lock` behind.
  /// - Throws: `HTTPListenerError`.
  public static func unix(path: String) throws(HTTPListenerError) -> HTTPListener {
    let endpoint = HTTPEndpoint.unix(path: path)
    guard !path.isEmpty, !path.utf8.contains(0), let address = SocketAddress(path: path) else {
      throw HTTPListenerError(
        .invalidPath, "can't listen at a socket whose path is empty, contains a NUL, or has more than about 100 bytes")
    }
    do {
      // Between the look at a stale socket and its removal, another process could have put its own there.
      return try FileLock.withLock(FilePath(path + ".lock"), purpose: "listen", waiting: .seconds(1)) {
        try removeStale(at: endpoint, path, address)
        return try bind(address, endpoint, path)
      }
    } catch let error as HTTPListenerError {
      throw error
    } catch {
      throw HTTPListenerError(.system, "can't listen at \(endpoint): \(error)")
    }
  }

  private static func removeStale(at endpoint: HTTPEndpoint, _ path: String, _ address: SocketAddress) throws {
    guard let status = SocketCalls.fileStatus(path) else { return }
    guard status.isSocket else {
      throw HTTPListenerError(.notASocket, "can't listen at \(endpoint): what is there is not a socket")
    }
    let probe = SocketCalls.open(family: address.family)
    guard probe >= 0 else { throw HTTPListenerError(errno: errno, at: endpoint) }
    defer { SocketCalls.close(probe) }
    // EAGAIN: somebody listens, and has much to do.
    if SocketCalls.connect(probe, to: address) || errno != ECONNREFUSED {
      throw HTTPListenerError(errno: EADDRINUSE, at: endpoint)
    }
    try File.remove(FilePath(path), durably: false)
  }

  private static func bind(
    _ address: SocketAddress, _ endpoint: HTTPEndpoint, _ path: String
  ) throws(HTTPListenerError) -> HTTPListener {
    let socket = SocketCalls.open(family: address.family)
    guard socket >= 0 else { throw HTTPListenerError(errno: errno, at: endpoint) }
    guard SocketCalls.bind(socket, to: address) else {
      let failure = errno
      SocketCalls.close(socket)
      throw HTTPListenerError(errno: failure, at: endpoint)
    }
    let file = SocketFile(path: path)
    // The mode before the listening: nobody can connect in between.
    guard SocketCalls.makeOwnersAlone(path), SocketCalls.listen(socket, backlog: backlog) else {
      let failure = errno
      SocketCalls.close(socket)
      file?.remove()
      throw HTTPListenerError(errno: failure, at: endpoint)
    }
    return HTTPListener(endpoint: endpoint, isLocal: true, sockets: [socket], socketFile: file)
  }
}

/// The name of a listening socket in the file system.
struct SocketFile {
  private let path: String
  private let inode: UInt64

  init?(path: String) {
    guard let status = SocketCalls.fileStatus(path), status.isSocket else { return nil }
    self.path = path
    inode = status.inode
  }

  /// Removes it, unless the name belongs to something else by now.
  func remove() {
    guard let status = SocketCalls.fileStatus(path), status.isSocket, status.inode == inode else { return }
    if let path = try? FilePath(path) { _ = try? File.remove(path, durably: false) }
  }
}
