import TestSupport
import Testing

@testable import EventLoop

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Tasks that wait for descriptors, on a loop with each kind of poller.
@Suite(.timeLimit(.minutes(10)))
struct DescriptorTests {
  @Test(arguments: PollerKind.allCases)
  func taskGoesOnWhenSomethingArrives(_ kind: PollerKind) throws {
    let loop = try kind.makeLoop()
    let pipe = try Pair.pipe()
    let (input, output) = (pipe.input, pipe.output)
    let words = loop.run {
      let descriptor = loop.watch(input)
      defer { loop.unwatch(descriptor) }
      return await withTaskGroup(of: [String].self) { group in
        group.addTask {
          var words: [String] = []
          while words.count < 3 {
            await loop.wait(until: descriptor, isReadyFor: .read)
            let word = Pair.readAll(input)
            if !word.isEmpty { words.append(word) }
          }
          return words
        }
        for word in ["one", "two", "three"] {
          _ = word.withCString { write(output, $0, word.utf8.count) }
          while await !isEmpty(input) { await Task.yield() }
        }
        return await group.next() ?? []
      }
    }
    #expect(words == ["one", "two", "three"])
  }

  @Test(arguments: PollerKind.allCases)
  func waitingEndsWhenTheOtherEndIsGone(_ kind: PollerKind) throws {
    let loop = try kind.makeLoop()
    let pipe = try Pair.pipe()
    let output = pipe.output
    loop.run {
      let descriptor = loop.watch(output)
      defer { loop.unwatch(descriptor) }
      await withDiscardingTaskGroup { group in
        group.addTask { await loop.hangup(of: descriptor) }
        group.addTask { pipe.closeInput() }
      }
      // From now on nothing has to be waited for.
      await loop.wait(until: descriptor, isReadyFor: .write)
      await loop.wait(until: descriptor, isReadyFor: .read)
    }
  }

  @Test(arguments: PollerKind.allCases)
  func unwatchingEndsAllWaits(_ kind: PollerKind) throws {
    let loop = try kind.makeLoop()
    let sockets = try Pair.sockets()
    sockets.fill()
    let number = sockets.output
    loop.run {
      let descriptor = loop.watch(number)
      await withDiscardingTaskGroup { group in
        for interest in [Readiness.read, .write] {
          group.addTask {
            // The first look is free; the second has to wait.
            await loop.wait(until: descriptor, isReadyFor: interest)
            await loop.wait(until: descriptor, isReadyFor: interest)
          }
        }
        group.addTask { await loop.hangup(of: descriptor) }
        group.addTask {
          for _ in 1...10 { await Task.yield() }
          loop.unwatch(descriptor)
        }
      }
    }
  }

  @Test(arguments: PollerKind.allCases)
  func whatNeverBlocksIsAlwaysReady(_ kind: PollerKind) throws {
    let loop = try kind.makeLoop()
    let file = open(#filePath, O_RDONLY)
    defer { close(file) }
    loop.run {
      let descriptor = loop.watch(file)
      #expect(descriptor.isAlwaysReady)
      for _ in 1...3 { await loop.wait(until: descriptor, isReadyFor: .read) }
      loop.unwatch(descriptor)
    }
  }

  @Test func writingToAClosedPipeFailsAndDoesNotEndTheProcess() throws {
    ignoreBrokenPipes()
    let pipe = try Pair.pipe()
    pipe.closeInput()
    #expect(pipe.write("a") == -1)
    #expect(errno == EPIPE)
  }

  private func isEmpty(_ descriptor: Int32) async -> Bool {
    var request = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&request, 1, 0) == 0
  }
}
