import Synchronization

/// A file descriptor that a loop watches. The owner closes it, after `EventLoop.unwatch`.
public final class Descriptor: ReadinessObserver {
  public let number: Int32
  /// True for what can't be watched because it never blocks: a regular file, /dev/null.
  let isAlwaysReady: Bool

  private typealias Waiter = UnsafeContinuation<Void, Never>

  private struct State {
    /// Ready for everything until the first operation that would block tells otherwise.
    var ready: Readiness = [.read, .write]
    /// Who waits to read, and who waits to write: at most one each, which needs no list.
    var reader, writer: Waiter?
    var hangupWaiters: [Waiter] = []

    mutating func takeReader() -> Waiter? { reader != nil && ready.take(.read) ? reader.take() : nil }
    mutating func takeWriter() -> Waiter? { writer != nil && ready.take(.write) ? writer.take() : nil }

    mutating func takeHangupWaiters() -> [Waiter] {
      guard ready.take(.hangup) else { return [] }
      defer { hangupWaiters = [] }
      return hangupWaiters
    }
  }
  private let state = Mutex(State())

  init(_ number: Int32, isAlwaysReady: Bool) {
    self.number = number
    self.isAlwaysReady = isAlwaysReady
  }

  public func became(_ readiness: Readiness) {
    let (reader, writer, others) = state.withLock { state in
      state.ready.formUnion(readiness)
      return (state.takeReader(), state.takeWriter(), state.takeHangupWaiters())
    }
    reader?.resume()
    writer?.resume()
    for waiter in others { waiter.resume() }
  }

  func take(_ interest: Readiness) -> Bool {
    isAlwaysReady || state.withLock { $0.ready.take(interest) }
  }

  func wait(for interest: Readiness) async {
    await withUnsafeContinuation { continuation in
      let isReady = state.withLock { state in
        if state.ready.take(interest) { return true }
        switch interest {
        case .read:
          precondition(state.reader == nil, "two tasks wait to read from one descriptor")
          state.reader = continuation
        case .write:
          precondition(state.writer == nil, "two tasks wait to write to one descriptor")
          state.writer = continuation
        default: state.hangupWaiters.append(continuation)
        }
        return false
      }
      if isReady { continuation.resume() }
    }
  }
}

extension Readiness {
  /// Uses an event up: true once after each, and always when the other end is gone.
  fileprivate mutating func take(_ interest: Readiness) -> Bool {
    if contains(.hangup) { return true }
    if interest == .read, contains(.endOfInput) { return true }
    return interest == .hangup ? false : remove(interest) != nil
  }
}
