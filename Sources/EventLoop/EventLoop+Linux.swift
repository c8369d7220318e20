#if os(Linux) && !POLL_POLLER
  import Glibc

  extension EventLoop {
    static func systemPoller() throws(SystemError) -> any Poller {
      guard let poller = EpollPoller() else { throw SystemError(errno, in: "epoll_create1") }
      return poller
    }
  }
#endif
