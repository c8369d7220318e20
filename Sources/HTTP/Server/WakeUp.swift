import Synchronization

/// Lets tasks wait until something may have changed. A wake-up that comes while nobody waits is kept for the next who does.
final class WakeUp: Sendable {
  private struct State {
    var isWoken = false
    var waiting: [UnsafeContinuation<Void, Never>] = []
  }
  private let state = Mutex(State())

  func wake() {
    let waiting = state.withLock { state in
      state.isWoken = state.waiting.isEmpty
      defer { state.waiting = [] }
      return state.waiting
    }
    for continuation in waiting { continuation.resume() }
  }

  /// Waits for a wake-up. Cancellation doesn't end the wait.
  func wait() async {
    await withUnsafeContinuation { continuation in
      let isWoken = state.withLock { state in
        if !state.isWoken { state.waiting.append(continuation) }
        defer { state.isWoken = false }
        return state.isWoken
      }
      if isWoken { continuation.resume() }
    }
  }
}
