import Synchronization

extension Connection {
  /// What became of bytes that were to be written.
  enum Written: Equatable {
    /// The bytes that the client has not yet taken.
    case pending(Int)
    /// The connection is broken, or there is no memory for what waits.
    case failed
  }

  /// Writes bytes behind what waits, as far as the socket takes them, and empties the batch.
  func write(_ batch: inout [UInt8]) -> Written {
    defer { batch.removeAll(keepingCapacity: true) }
    return shared.withLock { state in
      guard state.output.pending == 0, !state.output.isBlocked else {
        state.append(at: server.times.now) { $0 += batch }
        return flush(&state)
      }
      // Past the queue: a client that reads needs no buffer.
      var sent = 0
      switch batch.withUnsafeBytes({ SocketCalls.send($0, to: socket, all: &sent) }) {
      case .moved: return .pending(0)
      case .failed: return .failed
      case .wouldBlock:
        state.output.isBlocked = true
        state.append(at: server.times.now) { $0 += batch[sent...] }
        return settled(&state)
      }
    }
  }

  /// Writes what waits, as far as the socket takes it.
  func flush() -> Written { shared.withLock { flush(&$0) } }

  /// Writes what is no answer, where one is expected and nothing else waits.
  func probe() -> Written {
    shared.withLock { state in
      guard state.answer == .expected, state.output.pending == 0 else { return settled(&state) }
      state.append(at: server.times.now) { ResponseEncoder.continue100(into: &$0) }
      return flush(&state)
    }
  }

  func flush(_ state: inout State) -> Written {
    let before = state.output.pending
    guard state.output.write(to: socket) else { return .failed }
    let after = state.output.pending
    if after != before {
      state.progress = server.times.now
      // The time in which a client took its answer isn't idle time.
      if after == 0 { state.since = server.times.now }
    }
    return settled(&state)
  }

  private func settled(_ state: inout State) -> Written {
    let pending = state.output.pending
    return server.memory.cover(pending, taken: &state.taken) ? .pending(pending) : .failed
  }
}

extension Connection.State {
  /// Adds bytes to what waits.
  mutating func append(at tick: Int, _ body: (inout [UInt8]) -> Void) {
    // What was taken long ago is no reason to cut off a client that has had nothing to take since.
    if output.pending == 0 { progress = tick }
    output.append(body)
  }
}
