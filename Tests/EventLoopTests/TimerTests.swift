import EventLoop
import Synchronization
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct TimerTests {
  @Test(arguments: PollerKind.allCases)
  func sleepersWakeInTheOrderOfTheirDeadlines(_ kind: PollerKind) throws {
    let loop = try kind.makeLoop()
    let order = Record()
    loop.run {
      let start = ContinuousClock.now
      await withDiscardingTaskGroup { group in
        // All begin in one turn of the loop. Those with the same deadline wake in the order in which they came.
        for (index, delay) in [30, 10, 20, 10, 0, -5].enumerated() {
          group.addTask {
            try? await loop.sleep(until: start + .milliseconds(delay))
            order.add(index)
          }
        }
      }
    }
    #expect(order.all == [5, 4, 1, 3, 2, 0])
  }

  @Test func sleepEndsNotBeforeItsTime() throws {
    let loop = try EventLoop()
    loop.run {
      for milliseconds in [1, 2, 5] {
        let deadline = ContinuousClock.now + .milliseconds(milliseconds)
        try? await loop.sleep(until: deadline)
        #expect(ContinuousClock.now >= deadline)
      }
    }
  }

  @Test func cancellationEndsASleepAtOnce() throws {
    let loop = try EventLoop()
    loop.run {
      await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await loop.sleep(for: .seconds(86_400 * 365)) }
        group.addTask { try await loop.sleep(for: .seconds(86_400)) }
        for _ in 1...5 { await Task.yield() }
        group.cancelAll()
        for _ in 1...2 {
          await #expect(throws: CancellationError.self) { try await group.next() }
        }
        // Also one that begins when it is cancelled already.
        group.addTask { try await loop.sleep(for: .seconds(86_400)) }
        await #expect(throws: CancellationError.self) { try await group.next() }
      }
    }
  }

  @Test func deadlinesFarAwayAreNoTrap() throws {
    let loop = try EventLoop()
    loop.run {
      await withThrowingTaskGroup(of: Void.self) { group in
        group.addTask { try await loop.sleep(for: .seconds(Int64.max / 4)) }
        group.addTask { try await loop.sleep(for: .seconds(-Int64.max / 4)) }
        try? await group.next()
        group.cancelAll()
      }
    }
  }

  /// A timer that another thread adds while the loop is about to wait must not be missed.
  @Test(arguments: PollerKind.allCases)
  func sleepersOnOtherThreadsWakeToo(_ kind: PollerKind) throws {
    let loop = try kind.makeLoop()
    let pool = ThreadPool(threads: 2)
    loop.run {
      await withTaskExecutorPreference(pool) {
        for _ in 1...200 { try? await loop.sleep(for: .microseconds(200)) }
      }
    }
  }
}

/// What happened, in its order.
final class Record: Sendable {
  private let entries = Mutex<[Int]>([])
  func add(_ entry: Int) { entries.withLock { $0.append(entry) } }
  var all: [Int] { entries.withLock { $0 } }
}
