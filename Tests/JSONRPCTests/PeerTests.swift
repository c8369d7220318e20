import JSON
import JSONRPC
import TestSupport
import Testing

/// Dispatch: what is answered, when, and how often.
@Suite(.timeLimit(.minutes(10)))
struct PeerTests {
  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":1,"method":"now","params":{"a":1}}"#, #"{"jsonrpc":"2.0","id":1,"result":{"a":1}}"#),
    (#"{"jsonrpc":"2.0","id":"x","method":"later"}"#, #"{"jsonrpc":"2.0","id":"x","result":{}}"#),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"none"}"#,
      #"{"jsonrpc":"2.0","id":1,"error":{"code":-32601,"message":"Method not found: none"}}"#
    ),
    ("", #"{"jsonrpc":"2.0","error":{"code":-32700,"message":"Not JSON: unexpected end of text at byte 0."}}"#),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"now","id":2}"#,
      #"{"jsonrpc":"2.0","error":{"code":-32700,"message":"Not JSON: duplicate member \"id\" at byte 39."}}"#
    ),
    (
      #"{"jsonrpc":"2.0","id":7,"method":3}"#,
      #"{"jsonrpc":"2.0","id":7,"error":{"code":-32600,"message":"\"method\" must be a string."}}"#
    ),
  ])
  func lineIsAnswered(_ line: String, with answer: String) async throws {
    try await EchoPeer().use { side in
      side.send(line)
      #expect(await side.next() == answer)
    }
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","method":"now"}"#, #"{"jsonrpc":"2.0","method":"cancel","params":{"id":5}}"#,
    #"{"jsonrpc":"2.0","method":"cancel","params":{"id":null}}"#, #"{"jsonrpc":"2.0","method":"now","params":[]}"#,
    #"{"jsonrpc":"2.0","id":77,"result":{}}"#, #"{"jsonrpc":"2.0","id":"q","error":{"code":1,"message":""}}"#,
    #"{"jsonrpc":"2.0","error":{"code":1,"message":""}}"#, #"{"id":1,"result":{}}"#,
  ])
  func lineIsTakenInSilence(_ line: String) async throws {
    try await EchoPeer().use { side in
      side.send(line)
      side.send(#"{"jsonrpc":"2.0","id":1,"method":"now"}"#)
      #expect(await side.next() == #"{"jsonrpc":"2.0","id":1,"result":{}}"#)
    }
  }

  @Test func thousandRequestsAreAnsweredInTheOrderInWhichTheyEnd() async throws {
    try await EchoPeer().use { side in
      for id in 0..<1000 {
        side.send(#"{"jsonrpc":"2.0","id":\#(id),"method":"wait","params":{"gate":"\#(id)"}}"#)
      }
      for id in (0..<1000).reversed() {
        try await side.gates.pass("started \(id)")
        side.gates.open("\(id)")
        #expect(await side.next() == #"{"jsonrpc":"2.0","id":\#(id),"result":{"gate":"\#(id)"}}"#)
      }
      side.gates.open("never")
    }
  }

  @Test func idInFlightCannotBeUsedAgainUntilItIsAnswered() async throws {
    try await EchoPeer().use { side in
      side.send(#"{"jsonrpc":"2.0","id":1,"method":"wait","params":{"gate":"a"}}"#)
      side.send(#"{"jsonrpc":"2.0","id":1,"method":"later"}"#)
      #expect(
        await side.next()
          == #"{"jsonrpc":"2.0","id":1,"error":{"code":-32600,"message":"The id is in use by a request in flight."}}"#)
      side.send(#"{"jsonrpc":"2.0","id":"1","method":"later"}"#)
      #expect(await side.next() == #"{"jsonrpc":"2.0","id":"1","result":{}}"#)
      side.gates.open("a")
      #expect(await side.next() == #"{"jsonrpc":"2.0","id":1,"result":{"gate":"a"}}"#)
      side.send(#"{"jsonrpc":"2.0","id":1,"method":"later"}"#)
      #expect(await side.next() == #"{"jsonrpc":"2.0","id":1,"result":{}}"#)
    }
  }

  @Test func noMoreRequestsAreTakenThanTheLimit() async throws {
    try await EchoPeer(requestLimit: 3).use { side in
      for id in 1...4 { side.send(#"{"jsonrpc":"2.0","id":\#(id),"method":"wait","params":{"gate":"\#(id)"}}"#) }
      // The fourth is not even read before one of the three has ended.
      for id in 1...3 { try await side.gates.pass("started \(id)") }
      side.gates.open("4")
      side.gates.open("2")
      #expect(await side.next() == #"{"jsonrpc":"2.0","id":2,"result":{"gate":"2"}}"#)
      #expect(await side.next() == #"{"jsonrpc":"2.0","id":4,"result":{"gate":"4"}}"#)
      side.gates.open("1")
      side.gates.open("3")
      let rest = [await side.next(), await side.next()]
      #expect(
        rest.sorted() == [
          #"{"jsonrpc":"2.0","id":1,"result":{"gate":"1"}}"#, #"{"jsonrpc":"2.0","id":3,"result":{"gate":"3"}}"#,
        ])
      #expect(side.peer.isIdle)
    }
  }
}
