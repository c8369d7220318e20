#if os(Linux)
  import CSystemLibraries
  import Glibc

  /// Edge-triggered epoll: one registration for a descriptor's life, no system call to arm it again.
  final class EpollPoller: Poller {
    private let epoll: Int32

    init?() {
      epoll = epoll_create1(Int32(EPOLL_CLOEXEC))
      if epoll < 0 { return nil }
    }

    deinit { close(epoll) }

    func add(_ descriptor: Int32) -> Bool {
      var event = epoll_event()
      event.events = EPOLLIN.rawValue | EPOLLOUT.rawValue | EPOLLRDHUP.rawValue | EPOLLET.rawValue
      event.data.fd = descriptor
      return epoll_ctl(epoll, EPOLL_CTL_ADD, descriptor, &event) == 0
    }

    func arm(_ descriptor: Int32, for interest: Readiness) -> Bool { false }

    func remove(_ descriptor: Int32) {
      var event = epoll_event()
      epoll_ctl(epoll, EPOLL_CTL_DEL, descriptor, &event)
    }

    func wait(timeout: Int32, into events: inout [PollEvent]) {
      withUnsafeTemporaryAllocation(of: epoll_event.self, capacity: 256) { buffer in
        let count = epoll_wait(epoll, buffer.baseAddress, 256, timeout)
        // After EINTR the signal's byte is in its pipe, and the next wait reports it. Anything else would fail for ever.
        precondition(count >= 0 || errno == EINTR, "the epoll descriptor was closed")
        for index in 0..<max(0, Int(count)) {
          events.append(
            PollEvent(descriptor: buffer[index].data.fd, readiness: Self.readiness(buffer[index].events)))
        }
      }
    }

    private static func readiness(_ flags: UInt32) -> Readiness {
      var readiness: Readiness = []
      if flags & EPOLLIN.rawValue != 0 { readiness.insert(.read) }
      if flags & EPOLLOUT.rawValue != 0 { readiness.insert(.write) }
      if flags & (EPOLLHUP.rawValue | EPOLLERR.rawValue) != 0 { readiness.insert(.hangup) }
      if flags & EPOLLRDHUP.rawValue != 0 { readiness.insert(.endOfInput) }
      return readiness
    }
  }
#endif
