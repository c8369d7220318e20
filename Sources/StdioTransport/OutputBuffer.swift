import EventLoop
import JSONRPC
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Collects outgoing messages and writes them as lines: one alone leaves at the end of the loop's turn, several that are ready
/// together leave in one write.
final class OutputBuffer: MessageSink, TurnObserver {
  private struct State {
    var bytes: [UInt8] = []
    var written = 0
    /// The descriptor takes no more for now.
    var isBlocked = false
    var isClosed = false
    var blockWaiter: UnsafeContinuation<Void, Never>?
    var roomWaiter: UnsafeContinuation<Void, Never>?

    var pending: Int { bytes.count - written }
  }

  private static let writeSize = 64 << 10

  private let loop: EventLoop
  private let descriptor: Descriptor
  private let limit: Int
  private let state = Mutex(State())

  /// - Parameter limit: bytes that may wait before `room()` makes the reader wait.
  init(loop: EventLoop, descriptor: Descriptor, limit: Int) {
    self.loop = loop
    self.descriptor = descriptor
    self.limit = limit
  }

  func send(_ message: [UInt8]) {
    state.withLock { state in
      guard !state.isClosed else { return }
      state.bytes.append(contentsOf: message)
      state.bytes.append(UInt8(ascii: "\n"))
      // More than a pipe takes at once gains nothing by waiting for the end of the turn.
      if state.pending >= Self.writeSize, !state.isBlocked { write(&state) }
    }
    // Work on other threads sends too: questions, progress, logs. A loop that sleeps would write them when it next wakes.
    loop.requestTurn()
  }

  func turnEnded() { flush() }

  /// Writes what the descriptor takes now.
  func flush() {
    let (blocked, room) = state.withLock { state in
      if !state.isBlocked { write(&state) }
      let blocked = state.isBlocked || state.isClosed ? state.blockWaiter.take() : nil
      let room = state.pending <= limit ? state.roomWaiter.take() : nil
      return (blocked, room)
    }
    blocked?.resume()
    room?.resume()
  }

  /// Goes on writing whenever a blocked descriptor takes more. Returns when writing has failed for good.
  func keepWriting(on loop: EventLoop) async {
    while true {
      await block()
      if state.withLock({ $0.isClosed }) { return }
      await loop.wait(until: descriptor, isReadyFor: .write)
      state.withLock { $0.isBlocked = false }
      flush()
    }
  }

  /// Waits while more than the limit is waiting to be written: the back-pressure on a client that doesn't read.
  func room() async {
    await withUnsafeContinuation { continuation in
      let hasRoom = state.withLock { state in
        if state.pending <= limit || state.isClosed { return true }
        state.roomWaiter = continuation
        return false
      }
      if hasRoom { continuation.resume() }
    }
  }

  /// True while `room()` would wait.
  var isFull: Bool { state.withLock { $0.pending > limit && !$0.isClosed } }

  var isEmpty: Bool { state.withLock { $0.pending == 0 || $0.isClosed } }

  private func block() async {
    await withUnsafeContinuation { continuation in
      let isBlocked = state.withLock { state in
        if state.isBlocked || state.isClosed { return true }
        state.blockWaiter = continuation
        return false
      }
      if isBlocked { continuation.resume() }
    }
  }

  private func write(_ state: inout State) {
    while state.pending > 0, !state.isClosed {
      let count = state.bytes.withUnsafeBytes { buffer in
        systemWrite(descriptor.number, UnsafeRawBufferPointer(rebasing: buffer[state.written...]))
      }
      if count >= 0 {
        state.written += count
      } else if errno == EAGAIN || errno == EWOULDBLOCK {
        state.isBlocked = true
        break
      } else if errno != EINTR {
        state.isClosed = true
      }
    }
    if state.pending == 0 || state.isClosed {
      state.bytes.removeAll(keepingCapacity: state.bytes.capacity <= 1 << 20)
    } else if state.written > state.pending {
      // A client that reads slowly may never let the buffer run empty.
      state.bytes.removeFirst(state.written)
    } else {
      return
    }
    state.written = 0
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

extension Optional {
  fileprivate mutating func take() -> Wrapped? {
    defer { self = nil }
    return self
  }
}
