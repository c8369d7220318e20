import Testing

@testable import EventLoop

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The ways in which a loop can wait.
enum PollerKind: CaseIterable, Sendable {
  #if os(Linux)
    case epoll
  #endif
  case poll

  func make() throws -> any Poller {
    switch self {
    #if os(Linux)
      case .epoll: try #require(EpollPoller())
    #endif
    case .poll: PollPoller()
    }
  }

  func makeLoop() throws -> EventLoop { try EventLoop(poller: make()) }
}

/// What every poller must do.
struct PollerTests {
  @Test(arguments: PollerKind.allCases)
  func arrivalIsReportedOnce(_ kind: PollerKind) throws {
    let poller = try kind.make()
    let pipe = try Pair.pipe()
    #expect(poller.add(pipe.input))
    #expect(poller.readiness(of: pipe.input).isDisjoint(with: [.read, .hangup]))
    pipe.write("a")
    #expect(poller.readiness(of: pipe.input).contains(.read))
    #expect(poller.readiness(of: pipe.input).isEmpty)
  }

  @Test(arguments: PollerKind.allCases)
  func nextArrivalIsReportedAfterArming(_ kind: PollerKind) throws {
    let poller = try kind.make()
    let pipe = try Pair.pipe()
    #expect(poller.add(pipe.input))
    for _ in 1...3 {
      pipe.write("abc")
      #expect(poller.readiness(of: pipe.input).contains(.read))
      #expect(pipe.readAll() == "abc")
      poller.arm(pipe.input, for: .read)
      #expect(poller.readiness(of: pipe.input).isEmpty)
    }
  }

  @Test(arguments: PollerKind.allCases)
  func roomInAFullPipeIsReported(_ kind: PollerKind) throws {
    let poller = try kind.make()
    let pipe = try Pair.pipe()
    #expect(poller.add(pipe.output))
    #expect(poller.readiness(of: pipe.output).contains(.write))
    pipe.fill()
    poller.arm(pipe.output, for: .write)
    #expect(poller.readiness(of: pipe.output).isEmpty)
    _ = pipe.readAll()
    #expect(poller.readiness(of: pipe.output).contains(.write))
  }

  @Test(arguments: PollerKind.allCases)
  func hangupIsReportedTogetherWithWhatIsStillToRead(_ kind: PollerKind) throws {
    let poller = try kind.make()
    let pipe = try Pair.pipe()
    #expect(poller.add(pipe.input))
    pipe.write("last words")
    pipe.closeOutput()
    #expect(poller.readiness(of: pipe.input).isSuperset(of: [.read, .hangup]))
    #expect(pipe.readAll() == "last words")
  }

  @Test(arguments: PollerKind.allCases)
  func hangupIsReportedToWhoIsArmedForNothing(_ kind: PollerKind) throws {
    let poller = try kind.make()
    let sockets = try Pair.sockets()
    #expect(poller.add(sockets.input))
    sockets.write("a")
    #expect(poller.readiness(of: sockets.input).isSuperset(of: [.read, .write]))
    sockets.closeOutput()
    #expect(poller.readiness(of: sockets.input).contains(.hangup))
  }

  @Test(arguments: PollerKind.allCases)
  func hangupIsNotReportedForEver(_ kind: PollerKind) throws {
    let poller = try kind.make()
    let pipe = try Pair.pipe()
    #expect(poller.add(pipe.output))
    pipe.closeInput()
    #expect(poller.readiness(of: pipe.output).contains(.hangup))
    #expect(poller.readiness(of: pipe.output).isEmpty)
  }

  @Test(arguments: PollerKind.allCases)
  func bothDirectionsOfASocketAreReported(_ kind: PollerKind) throws {
    let poller = try kind.make()
    let sockets = try Pair.sockets()
    #expect(poller.add(sockets.input))
    #expect(poller.readiness(of: sockets.input) == .write)
    sockets.write("a")
    #expect(poller.readiness(of: sockets.input).contains(.read))
  }

  @Test(arguments: PollerKind.allCases)
  func endOfInputIsSomethingToRead(_ kind: PollerKind) throws {
    let poller = try kind.make()
    let sockets = try Pair.sockets()
    #expect(poller.add(sockets.input))
    shutdown(sockets.output, Int32(SHUT_WR))
    let readiness = poller.readiness(of: sockets.input)
    #expect(readiness.contains(.read))
    #expect(!readiness.contains(.hangup))
    #expect(sockets.readAll() == "")
  }

  @Test(arguments: PollerKind.allCases)
  func regularFileIsNotWatched(_ kind: PollerKind) throws {
    let poller = try kind.make()
    let file = open(#filePath, O_RDONLY)
    defer { close(file) }
    #expect(file >= 0)
    #expect(!poller.add(file))
  }

  @Test(arguments: PollerKind.allCases)
  func removedDescriptorIsSilent(_ kind: PollerKind) throws {
    let poller = try kind.make()
    let pipe = try Pair.pipe()
    #expect(poller.add(pipe.input))
    poller.remove(pipe.input)
    pipe.write("a")
    #expect(poller.readiness(of: pipe.input).isEmpty)
    poller.arm(pipe.input, for: .read)
    #expect(poller.readiness(of: pipe.input).isEmpty)
  }

  @Test(arguments: PollerKind.allCases)
  func moreDescriptorsThanOneWaitTakesAreAllReported(_ kind: PollerKind) throws {
    let poller = try kind.make()
    let pipes = try (0..<100).map { _ in try Pair.pipe() }
    for pipe in pipes {
      #expect(poller.add(pipe.input))
      pipe.write("a")
    }
    var seen: Set<Int32> = []
    for _ in 0..<4 {
      var events: [PollEvent] = []
      poller.wait(timeout: 0, into: &events)
      for event in events where event.readiness.contains(.read) { seen.insert(event.descriptor) }
    }
    #expect(seen == Set(pipes.map(\.input)))
  }
}

extension Poller {
  /// What one look reports of a descriptor.
  fileprivate func readiness(of descriptor: Int32) -> Readiness {
    var events: [PollEvent] = []
    wait(timeout: 0, into: &events)
    return events.filter { $0.descriptor == descriptor }.reduce(into: []) { $0.formUnion($1.readiness) }
  }
}
