public import EventLoop
import Synchronization

/// Serves HTTP/1.1 on one loop: accepts, reads and writes on its thread, and asks a handler for answers.
public final class HTTPServer: Sendable {
  let loop: EventLoop
  let handler: any RequestHandler
  let options: HTTPServerOptions
  let connections: ConnectionTable
  let memory: MemoryBudget
  let times: TimeLimits
  let scratch = ScratchBuffers()
  let starts = ResponseStarts()
  private let stage = Atomic(Stage.serving)

  /// How far the server is on its way to the end.
  enum Stage: UInt8, AtomicRepresentable {
    case serving
    /// What is under way may be finished.
    case stopping
    /// Everything ends.
    case cut
  }

  public init(loop: EventLoop, handler: any RequestHandler, options: HTTPServerOptions = HTTPServerOptions()) {
    self.loop = loop
    self.handler = handler
    self.options = options
    connections = ConnectionTable(limit: max(1, options.connectionLimit))
    memory = MemoryBudget(limit: options.totalBufferLimit)
    times = TimeLimits(options)
  }

  /// Serves until the server is stopped and every handler has returned. To be called once, on the loop; the listener is closed
  /// when no more connections are accepted. If the task is cancelled, everything is cut off.
  public func serve(on listener: HTTPListener) async {
    ignoreBrokenPipes()
    let acceptors = listener.takeSockets().map { Acceptor(socket: $0, of: listener, server: self) }
    await withTaskCancellationHandler {
      await withDiscardingTaskGroup { group in
        group.addTask { await self.checkTimes() }
        await withDiscardingTaskGroup { accepting in
          for acceptor in acceptors { accepting.addTask { await acceptor.run() } }
        }
        group.cancelAll()
      }
    } onCancel: {
      enter(.cut)
    }
  }

  /// Stops to accept, closes idle connections, lets answers under way be finished, and cuts off what is left after a time.
  /// Returns when all connections are closed.
  public func stop(within patience: Duration) async {
    enter(.stopping)
    await withDiscardingTaskGroup { group in
      group.addTask { if (try? await self.loop.sleep(for: patience)) != nil { self.enter(.cut) } }
      await self.connections.empty()
      group.cancelAll()
    }
  }

  var isStopping: Bool { stage.load(ordering: .relaxed) != .serving }

  /// What a connection must be told that is new.
  var signals: Connection.Signals {
    switch stage.load(ordering: .acquiring) {
    case .serving: []
    case .stopping: .stop
    case .cut: .cut
    }
  }

  private func enter(_ next: Stage) {
    // Never back: a second `stop` may come while the first one cuts.
    if next == .cut {
      stage.store(.cut, ordering: .sequentiallyConsistent)
    } else {
      _ = stage.compareExchange(expected: .serving, desired: next, ordering: .sequentiallyConsistent)
    }
    connections.wakeAcceptors()
    connections.forEach { $0.signal(signals) }
  }

  private func checkTimes() async {
    while !Task.isCancelled {
      await connections.occupied()
      guard (try? await loop.sleep(for: times.tick)) != nil else { return }
      times.advance()
      connections.forEach { $0.checkTime() }
      // By now a connection may be idle that wasn't when others asked for its place.
      if connections.isFull { connections.wakeAcceptors() }
    }
  }
}
