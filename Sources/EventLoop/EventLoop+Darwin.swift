#if canImport(Darwin) || POLL_POLLER
  extension EventLoop {
    static func systemPoller() throws(SystemError) -> any Poller { PollPoller() }
  }
#endif
