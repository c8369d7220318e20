import HTTP
import Testing

@testable import HTTPTransport

/// What leaves on a stream, and when: without writers, clocks or tasks.
struct StreamStateTests {
  private static let limits = ReplayBuffer.Limits(count: 10, bytes: 1000, age: 60)
  private static let message = Array("{}".utf8)
  private static let answer = Array("[]".utf8)

  private func resumable(primed: Bool = true) -> StreamState {
    StreamState(resumption: StreamState.Resumption(name: "s", isPrimed: primed, limits: Self.limits))
  }

  private func written(_ text: String) -> StreamState.Action { .write(Array(text.utf8)) }
  private func event(_ number: Int, _ text: String) -> String { "id: s-\(number)\nevent: message\ndata: \(text)\n\n" }

  @Test func answerAloneIsOneResponse() {
    var state = StreamState()
    #expect(state.attach() == [])
    #expect(state.complete(Self.answer, status: 400, at: 0) == [.send(Responses.json(400, Self.answer))])
    #expect(state.hasEnded)
    #expect(state.send(Self.message, at: 0) == [])
    #expect(state.complete(Self.answer, status: 200, at: 0) == [])
  }

  @Test func answerBeforeAClientCanBeTakenAtOnce() {
    var state = StreamState()
    #expect(state.takeAnswer() == nil)
    #expect(state.complete(Self.answer, status: 200, at: 0) == [])
    #expect(state.takeAnswer() == Responses.json(200, Self.answer))
    #expect(state.takeAnswer() == nil)
  }

  @Test func answerGivenAtOnceIsAllThereIs() {
    var state = StreamState()
    #expect(state.answer(Self.answer, status: 404, at: 0) == Responses.json(404, Self.answer))
    #expect(state.hasEnded && state.takeAnswer() == nil)
    #expect(state.answer(Self.answer, status: 200, at: 0) == nil)
    #expect(state.send(Self.message, at: 0) == [] && state.attach() == [.start, .finish])
  }

  @Test func answerGivenAtOnceComesBehindWhatWasSaid() {
    var state = StreamState()
    #expect(state.send(Self.message, at: 0) == [])
    let events = Array("event: message\ndata: {}\n\nevent: message\ndata: []\n\n".utf8)
    #expect(state.answer(Self.answer, status: 200, at: 0) == Responses.events(events))
    #expect(state.hasEnded)
  }

  @Test func whatWasSaidBeforeAClientCameIsSaidFirst() {
    var state = StreamState()
    #expect(state.send(Self.message, at: 0) == [])
    #expect(state.attach() == [.start, written("event: message\ndata: {}\n\n")])
    #expect(state.complete(Self.answer, status: 200, at: 0) == [written("event: message\ndata: []\n\n"), .finish])
    #expect(state.hasEnded)
  }

  @Test func streamThatCannotBeResumedEndsWithItsClient() {
    var state = StreamState()
    _ = state.attach()
    _ = state.send(Self.message, at: 0)
    state.detach()
    #expect(state.hasEnded && !state.isResumable)
    #expect(state.send(Self.message, at: 0) == [])
  }

  @Test func clientGetsWhatItHasMissed() {
    var state = resumable()
    _ = state.attach()
    #expect(state.send(Self.message, at: 0) == [.start, written("id: s-1\ndata:\n\n"), written(event(2, "{}"))])
    state.detach()
    #expect(state.isResumable)
    #expect(state.send(Self.message, at: 0) == [])
    #expect(state.complete(Self.answer, status: 200, at: 0) == [])
    for _ in 1...2 {
      #expect(state.attach(after: 2) == [.start, written(event(3, "{}") + event(4, "[]")), .finish])
    }
    #expect(state.beat(at: 61) == [])
    #expect(state.hasEnded)
  }

  /// It has no event from which it could go on.
  @Test func clientThatLeftBeforeAnythingCameCannotComeBack() {
    var state = resumable()
    _ = state.attach()
    state.detach()
    #expect(state.hasEnded)
  }

  @Test func interruptionWaitsForTheClient() {
    var state = resumable()
    #expect(state.interrupt(retryAfter: 500, at: 0) == [])
    #expect(state.attach() == [.start, written("id: s-1\ndata:\n\n"), written("retry: 500\n\n"), .finish])
    #expect(state.attach(after: 1) == [.start])
    #expect(state.interrupt(retryAfter: 20, at: 0) == [written("retry: 20\n\n"), .finish])
    #expect(state.complete(Self.answer, status: 200, at: 0) == [])
    #expect(state.attach(after: 1) == [.start, written(event(2, "[]")), .finish])
  }

  @Test func onlyPrimedStreamsCanBeInterrupted() {
    for state in [resumable(primed: false), StreamState()] {
      var state = state
      _ = state.attach()
      #expect(state.interrupt(retryAfter: 500, at: 0) == [])
      #expect(state.complete(Self.answer, status: 200, at: 0) == [.send(Responses.json(200, Self.answer))])
    }
  }

  @Test func signsOfLifeComeOnlyInSilence() {
    var state = StreamState()
    _ = state.attach()
    for expected in [[], [], [.start, .write(ServerSentEvent.keepAlive)], [], []] as [[StreamState.Action]] {
      #expect(state.beat(at: 0) == expected)
    }
    _ = state.send(Self.message, at: 0)
    for expected in [[], [], [.write(ServerSentEvent.keepAlive)]] as [[StreamState.Action]] {
      #expect(state.beat(at: 0) == expected)
    }
  }

  @Test func standaloneStreamIsAStreamFromTheBeginning() {
    let resumption = StreamState.Resumption(name: "s", isPrimed: true, limits: Self.limits)
    var state = StreamState(standalone: resumption, at: 0)
    #expect(state.attach() == [.start, written("id: s-1\ndata:\n\n")])
    #expect(state.end() == [.finish])
    #expect(state.hasEnded && !state.isResumable)
    #expect(state.attach(after: 1) == [.start, .finish])
  }

  @Test func endBeforeAnyDecisionIsAnEmptyAnswer() {
    var state = resumable()
    _ = state.attach()
    #expect(state.end() == [.send(Responses.accepted)])
  }
}
