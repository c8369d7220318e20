import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// poll(2), for systems without epoll. Whatever is watched is asked after, if only to hear of its hangup.
final class PollPoller: Poller {
  /// What each descriptor is armed for. One that hung up is no longer here: it would be reported again and again.
  private let armed = Mutex<[Int32: Readiness]>([:])

  func add(_ descriptor: Int32) -> Bool {
    // poll reports a regular file as ready at once, always; that it is one is found out here instead.
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT != S_IFREG else { return false }
    armed.withLock { $0[descriptor] = [.read, .write] }
    return true
  }

  func arm(_ descriptor: Int32, for interest: Readiness) -> Bool {
    armed.withLock { armed in
      guard let current = armed[descriptor] else { return false }
      armed[descriptor] = current.union(interest)
      return true
    }
  }

  func remove(_ descriptor: Int32) {
    armed.withLock { $0[descriptor] = nil }
  }

  func wait(timeout: Int32, into events: inout [PollEvent]) {
    var requests = armed.withLock { armed in
      armed.map { descriptor, interest in
        var flags: Int16 = 0
        if interest.contains(.read) { flags |= Int16(POLLIN) }
        if interest.contains(.write) { flags |= Int16(POLLOUT) }
        return pollfd(fd: descriptor, events: flags, revents: 0)
      }
    }
    guard poll(&requests, nfds_t(requests.count), timeout) > 0 else { return }
    for request in requests where request.revents != 0 {
      let readiness = Self.readiness(request.revents)
      events.append(PollEvent(descriptor: request.fd, readiness: readiness))
      disarm(request.fd, readiness)
    }
  }

  private func disarm(_ descriptor: Int32, _ readiness: Readiness) {
    armed.withLock { armed in
      guard let current = armed[descriptor] else { return }
      armed[descriptor] = readiness.contains(.hangup) ? nil : current.subtracting(readiness)
    }
  }

  private static func readiness(_ flags: Int16) -> Readiness {
    var readiness: Readiness = []
    if flags & Int16(POLLIN) != 0 { readiness.insert(.read) }
    if flags & Int16(POLLOUT) != 0 { readiness.insert(.write) }
    if flags & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 { readiness.insert(.hangup) }
    return readiness
  }
}
