import EventLoop
import Synchronization

extension Connection {
  /// The connection's task: serves until it is closed and all work for it has returned.
  func serve() async {
    await withDiscardingTaskGroup { group in
      steps.withLock { $0 = ConnectionSteps(self) }
      if !server.loop.watch(socket, for: self) { signal(.cut) }
      var signals: Signals = []
      while true {
        let (end, work) = steps.withLock { ($0?.step(after: signals) ?? .closed(abruptly: true), $0?.takeWork()) }
        if let work { group.addTask(operation: work) }
        switch end {
        case .goesOn(let wait):
          await Task.yield()
          signals = takeSignals(waiting: wait)
          continue
        case .waits(let wait):
          signals = await next(waiting: wait)
          continue
        case .closed(let abruptly): close(abruptly: abruptly)
        }
        break
      }
      // They hold the connection.
      steps.withLock { $0 = nil }
      group.cancelAll()
    }
    server.connections.leave()
  }

  /// The loop's part. While the task waits, what has come is answered in place: for most requests that is all, and switching to
  /// the task and back would cost more than many an answer.
  func became(_ readiness: Readiness) {
    let signals = note(readiness)
    guard !signals.isEmpty else { return }
    let isLeft = steps.withLock { steps in
      if steps == nil { return false }
      guard let wait = steps?.stepInPlace(after: signals) else { return true }
      note(wait)
      return false
    }
    if isLeft { signal(.left) }
  }

  /// - Returns: the signals to act on: none when the task is at work, which will look by itself.
  private func note(_ readiness: Readiness) -> Signals {
    let signals = Signals(readiness)
    return shared.withLock { state in
      state.output.isBlocked = state.output.isBlocked && signals.isDisjoint(with: [.writable, .hangup])
      // Room for nothing is no news.
      if signals == .writable, state.output.pending == 0 { return [] }
      state.signals.formUnion(signals)
      guard state.task != nil else { return [] }
      defer { state.signals = [] }
      return state.signals
    }
  }
}

extension Connection.Signals {
  fileprivate init(_ readiness: Readiness) {
    self = []
    if readiness.contains(.read) { insert(.readable) }
    if readiness.contains(.write) { insert(.writable) }
    if readiness.contains(.endOfInput) { insert(.endOfInput) }
    if readiness.contains(.hangup) { insert(.hangup) }
  }
}
