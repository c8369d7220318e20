import JSON
import JSONRPC
import TestSupport
import Testing

/// A request that was cancelled gets no answer, whenever that came.
@Suite(.timeLimit(.minutes(10)))
struct CancellationTests {
  private let later = #"{"jsonrpc":"2.0","id":2,"method":"later"}"#
  private let laterAnswer = #"{"jsonrpc":"2.0","id":2,"result":{}}"#

  @Test func runningRequestIsCancelled() async throws {
    try await EchoPeer().use { side in
      side.send(#"{"jsonrpc":"2.0","id":1,"method":"wait","params":{"gate":"a"}}"#)
      try await side.gates.pass("started a")
      side.send(#"{"jsonrpc":"2.0","method":"cancel","params":{"id":1}}"#)
      side.send(later)
      #expect(await side.next() == laterAnswer)
    }
  }

  @Test func answerOfARequestThatDoesNotListenIsDropped() async throws {
    try await EchoPeer().use { side in
      side.send(#"{"jsonrpc":"2.0","id":1,"method":"stubborn"}"#)
      try await side.gates.pass("started stubborn")
      side.send(#"{"jsonrpc":"2.0","method":"cancel","params":{"id":1}}"#)
      side.send(later)
      #expect(await side.next() == laterAnswer)
    }
  }

  @Test func requestMayUseThePeerWhileItIsBeingCancelled() async throws {
    try await EchoPeer().use { side in
      side.send(#"{"jsonrpc":"2.0","id":1,"method":"look"}"#)
      try await side.gates.pass("started look")
      side.send(#"{"jsonrpc":"2.0","method":"cancel","params":{"id":1}}"#)
      try await side.gates.pass("looked")
      side.send(later)
      #expect(await side.next() == laterAnswer)
    }
  }

  /// Sent in one breath: the request's task has hardly begun, or not at all.
  @Test func requestsAreCancelledBeforeTheyStart() async throws {
    try await EchoPeer().use { side in
      for id in 100..<600 {
        side.send(#"{"jsonrpc":"2.0","id":\#(id),"method":"wait","params":{"gate":"never"}}"#)
        side.send(#"{"jsonrpc":"2.0","method":"cancel","params":{"id":\#(id)}}"#)
      }
      side.send(later)
      #expect(await side.next() == laterAnswer)
    }
  }

  @Test func unknownAndEndedRequestsAreIgnored() async throws {
    try await EchoPeer().use { side in
      side.send(#"{"jsonrpc":"2.0","method":"cancel","params":{"id":9}}"#)
      side.send(later)
      #expect(await side.next() == laterAnswer)
      side.send(#"{"jsonrpc":"2.0","method":"cancel","params":{"id":2}}"#)
      side.send(later)
      #expect(await side.next() == laterAnswer)
    }
  }

  @Test func idOfTheOtherKindIsAnotherRequest() async throws {
    try await EchoPeer().use { side in
      side.send(#"{"jsonrpc":"2.0","id":1,"method":"wait","params":{"gate":"a"}}"#)
      side.send(#"{"jsonrpc":"2.0","method":"cancel","params":{"id":"1"}}"#)
      side.gates.open("a")
      #expect(await side.next() == #"{"jsonrpc":"2.0","id":1,"result":{"gate":"a"}}"#)
    }
  }
}
