import Synchronization
import Testing

@testable import EventLoop

/// Who is told directly what a descriptor becomes ready for.
@Suite(.timeLimit(.minutes(10)))
struct ReadinessObserverTests {
  private final class Observer: ReadinessObserver {
    private let state = Mutex((seen: Readiness(), task: UnsafeContinuation<Void, Never>?.none))

    func became(_ readiness: Readiness) {
      let task = state.withLock { state in
        state.seen.formUnion(readiness)
        defer { state.task = nil }
        return state.task
      }
      task?.resume()
    }

    /// Waits until something of this was reported, and forgets all that was.
    func next(_ readiness: Readiness) async -> Readiness {
      while state.withLock({ $0.seen.isDisjoint(with: readiness) }) {
        await withUnsafeContinuation { continuation in state.withLock { $0.task = continuation } }
      }
      return state.withLock { state in
        defer { state.seen = [] }
        return state.seen
      }
    }

    var seen: Readiness { state.withLock { $0.seen } }
  }

  @Test(arguments: PollerKind.allCases)
  func arrivalAndHangupAreTold(_ kind: PollerKind) throws {
    let loop = try kind.makeLoop()
    let sockets = try Pair.sockets()
    loop.run {
      let observer = Observer()
      #expect(loop.watch(sockets.input, for: observer))
      #expect(await observer.next(.write).isDisjoint(with: [.read, .hangup]))
      for _ in 1...3 {
        sockets.write("a")
        #expect(await observer.next(.read).contains(.read))
        #expect(sockets.readAll() == "a")
        loop.arm(sockets.input, for: .read)
      }
      sockets.closeOutput()
      #expect(await observer.next(.hangup).contains(.hangup))
      loop.unwatch(sockets.input)
    }
  }

  @Test(arguments: PollerKind.allCases)
  func nothingIsToldAfterTheEnd(_ kind: PollerKind) throws {
    let loop = try kind.makeLoop()
    let (watched, other) = (try Pair.pipe(), try Pair.pipe())
    loop.run {
      let (observer, witness) = (Observer(), Observer())
      #expect(loop.watch(watched.input, for: observer))
      #expect(loop.watch(other.input, for: witness))
      loop.unwatch(watched.input)
      watched.write("a")
      other.write("a")
      _ = await witness.next(.read)
      #expect(observer.seen == [])
      loop.unwatch(other.input)
    }
  }

  @Test func tableHasPlaceForEveryDescriptor() {
    var table = ObserverTable()
    let observer = Observer()
    table[7] = observer
    #expect(table[7] === observer)
    for number in [Int32.min, -1, 0, 6, 8, .max] { #expect(table[number] == nil) }
    table[-1] = observer
    table[7] = nil
    #expect(table[7] == nil)
  }
}
