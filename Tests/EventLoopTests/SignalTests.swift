import EventLoop
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Signals belong to the process, so these run one after the other.
@Suite(.timeLimit(.minutes(10)), .serialized)
struct SignalTests {
  @Test(arguments: [SIGUSR1, SIGUSR2], PollerKind.allCases)
  func signalIsReported(_ number: Int32, by kind: PollerKind) throws {
    let loop = try kind.makeLoop()
    let received = loop.run {
      await withTaskGroup(of: Int32?.self) { group in
        // Tasks on a loop run in their order, so the handlers are there when the signal is sent.
        group.addTask { try? await loop.signal(among: [SIGUSR1, SIGUSR2]) }
        group.addTask {
          kill(getpid(), number)
          return nil
        }
        return await group.reduce(nil) { $0 ?? $1 }
      }
    }
    #expect(received == number)
  }

  /// The handlers stay when nobody waits any more, and must not write to whatever has the number of their pipe by then.
  @Test func laterSignalsHarmNobody() throws {
    let loop = try EventLoop()
    loop.run {
      await withDiscardingTaskGroup { group in
        group.addTask { _ = try? await loop.signal(among: [SIGUSR1]) }
        group.addTask { kill(getpid(), SIGUSR1) }
      }
    }
    let pipes = try (0..<8).map { _ in try Pair.pipe() }
    for _ in 1...8 { kill(getpid(), SIGUSR1) }
    for pipe in pipes { #expect(pipe.readAll() == "") }
  }

  @Test func waitingForTheParentCanBeCancelled() throws {
    let loop = try EventLoop()
    loop.run {
      await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await ParentProcess().end(on: loop) }
        for _ in 1...5 { await Task.yield() }
        group.cancelAll()
        await #expect(throws: CancellationError.self) { try await group.next() }
      }
    }
  }
}
