#if canImport(Darwin)
  extension EventLoop {
    static func systemPoller() throws(SystemError) -> any Poller { PollPoller() }
  }
#endif
