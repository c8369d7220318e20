import EventLoop
import Synchronization
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Work that goes to other threads, and jobs that come from them.
@Suite(.timeLimit(.minutes(10)))
struct ThreadTests {
  @Test func blockingWorkLeavesTheLoopAndComesBack() throws {
    let loop = try EventLoop()
    let pool = ThreadPool(threads: 2)
    loop.run {
      let here = thread()
      let there = await withTaskExecutorPreference(pool) { thread() }
      #expect(here != there)
      #expect(thread() == here)
    }
  }

  @Test func poolHasNoMoreThreadsThanItsLimit() throws {
    let loop = try EventLoop()
    let pool = ThreadPool(threads: 3)
    let threads = Record()
    loop.run {
      await withTaskExecutorPreference(pool) {
        await withDiscardingTaskGroup { group in
          for _ in 1...1000 { group.addTask { threads.add(Int(bitPattern: thread())) } }
        }
      }
    }
    #expect((1...3).contains(Set(threads.all).count))
  }

  @Test func poolRunsEachOfManyJobsOnce() throws {
    let loop = try EventLoop()
    let pool = ThreadPool(threads: 2)
    let count = Counter()
    loop.run {
      await withTaskExecutorPreference(pool) {
        await withDiscardingTaskGroup { group in
          for _ in 1...100_000 { group.addTask { count.increment() } }
        }
      }
    }
    #expect(count.value == 100_000)
  }

  @Test(arguments: PollerKind.allCases)
  func observersAreToldOfWhatAnotherThreadLeavesForThem(_ kind: PollerKind) throws {
    let loop = try kind.makeLoop()
    let pool = ThreadPool(threads: 1)
    let letterbox = Letterbox()
    loop.observeTurns(letterbox)
    loop.run {
      await withDiscardingTaskGroup { group in
        // A loop that nobody wakes must not sleep for ever here.
        group.addTask {
          if (try? await loop.sleep(for: .seconds(20))) != nil { letterbox.close() }
        }
        for letter in 1...10_000 {
          await withUnsafeContinuation { reader in
            letterbox.expect(letter, reader)
            // A task of its own: nothing of the loop waits for it, so only the letter can wake it.
            Task(executorPreference: pool) {
              letterbox.leave(letter)
              loop.requestTurn()
            }
          }
        }
        group.cancelAll()
      }
    }
    #expect(letterbox.read == 10_000)
  }

  @Test(arguments: PollerKind.allCases)
  func noJobFromAnotherThreadIsLost(_ kind: PollerKind) throws {
    let loop = try kind.makeLoop()
    let pool = ThreadPool(threads: 8)
    let count = Counter()
    let strays = Counter()
    loop.run {
      let here = thread()
      await withTaskExecutorPreference(pool) {
        await withDiscardingTaskGroup { group in
          for _ in 1...8 {
            group.addTask {
              for _ in 1...2500 {
                await withTaskExecutorPreference(loop) {
                  count.increment()
                  if thread() != here { strays.increment() }
                }
              }
            }
          }
        }
      }
    }
    #expect(count.value == 20_000)
    #expect(strays.value == 0)
  }

  @Test func observerIsToldAfterTheJobsOfATurn() throws {
    let loop = try EventLoop()
    let observer = Observer()
    loop.observeTurns(observer)
    loop.run {
      observer.record.add(1)
      await Task.yield()
      observer.record.add(1)
      try? await loop.sleep(for: .milliseconds(1))
      observer.record.add(2)
    }
    // Both jobs were ready together, so the turn ended after them.
    #expect(observer.record.all.prefix(3) == [1, 1, 0])
    #expect(observer.record.all.contains(2))
  }

  private final class Observer: TurnObserver {
    let record = Record()
    func turnEnded() { record.add(0) }
  }
}

private final class Counter: Sendable {
  private let count = Atomic(0)
  func increment() { count.add(1, ordering: .relaxed) }
  var value: Int { count.load(ordering: .sequentiallyConsistent) }
}

private func thread() -> UInt {
  #if canImport(Glibc)
    UInt(pthread_self())
  #else
    UInt(bitPattern: pthread_self())
  #endif
}

/// Holds what another thread leaves, for an observer that reads it at the end of a turn.
private final class Letterbox: TurnObserver {
  private struct State {
    var letter = 0
    var read = 0
    var expected = 0
    var isClosed = false
    var reader: UnsafeContinuation<Void, Never>?
  }
  private let state = Mutex(State())

  var read: Int { state.withLock { $0.read } }

  func expect(_ letter: Int, _ reader: UnsafeContinuation<Void, Never>) {
    let isClosed = state.withLock { state in
      state.expected = letter
      state.reader = state.isClosed ? nil : reader
      return state.isClosed
    }
    if isClosed { reader.resume() }
  }

  /// Nobody waits any more.
  func close() {
    let reader = state.withLock { state in
      state.isClosed = true
      defer { state.reader = nil }
      return state.reader
    }
    reader?.resume()
  }

  func leave(_ letter: Int) { state.withLock { $0.letter = letter } }

  func turnEnded() {
    let reader: UnsafeContinuation<Void, Never>? = state.withLock { state in
      guard state.letter == state.expected, let reader = state.reader else { return nil }
      state.reader = nil
      state.read += 1
      return reader
    }
    reader?.resume()
  }
}
