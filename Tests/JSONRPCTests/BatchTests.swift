import JSON
import JSONRPC
import TestSupport
import Testing

/// Arrays of messages (JSON-RPC 2.0 section 6), where a handler accepts them.
@Suite(.timeLimit(.minutes(10)))
struct BatchTests {
  @Test(arguments: [
    (
      #"[{"jsonrpc":"2.0","id":1,"method":"later"},{"jsonrpc":"2.0","method":"now"},{"jsonrpc":"2.0","id":2,"method":"now"}]"#,
      #"[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":2,"result":{}}]"#
    ),
    (
      #"[1,[],{"jsonrpc":"2.0","id":3,"method":"none"}]"#,
      #"[{"jsonrpc":"2.0","error":{"code":-32600,"message":"A message is an object, not an integer."}},"#
        + #"{"jsonrpc":"2.0","error":{"code":-32600,"message":"A message is an object, not an array."}},"#
        + #"{"jsonrpc":"2.0","id":3,"error":{"code":-32601,"message":"Method not found: none"}}]"#
    ),
    (
      #"[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":4,"method":"now"}]"#,
      #"[{"jsonrpc":"2.0","id":4,"result":{}}]"#
    ),
    ("[]", #"{"jsonrpc":"2.0","error":{"code":-32600,"message":"An empty batch."}}"#),
    (
      #"[{"jsonrpc":"2.0","id":1,"method":"now"}"#,
      #"{"jsonrpc":"2.0","error":{"code":-32700,"message":"Not JSON: unexpected end of text at byte 40."}}"#
    ),
  ])
  func batchIsAnswered(_ batch: String, with answer: String) async throws {
    try await EchoPeer().use { side in
      side.send(batch)
      #expect(await side.next() == answer)
    }
  }

  @Test(arguments: [
    #"[{"jsonrpc":"2.0","method":"now"}]"#,
    #"[{"jsonrpc":"2.0","method":"now"},{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","method":"cancel"}]"#,
  ])
  func batchWithoutRequestsIsTakenInSilence(_ batch: String) async throws {
    try await EchoPeer().use { side in
      side.send(batch)
      side.send(#"{"jsonrpc":"2.0","id":1,"method":"now"}"#)
      #expect(await side.next() == #"{"jsonrpc":"2.0","id":1,"result":{}}"#)
    }
  }

  @Test func batchWaitsForItsLastAnswerAndOthersDoNot() async throws {
    try await EchoPeer().use { side in
      side.send(
        #"[{"jsonrpc":"2.0","id":1,"method":"wait","params":{"gate":"a"}},{"jsonrpc":"2.0","id":2,"method":"now"}]"#)
      side.send(#"{"jsonrpc":"2.0","id":3,"method":"later"}"#)
      #expect(await side.next() == #"{"jsonrpc":"2.0","id":3,"result":{}}"#)
      side.gates.open("a")
      #expect(
        await side.next() == #"[{"jsonrpc":"2.0","id":1,"result":{"gate":"a"}},{"jsonrpc":"2.0","id":2,"result":{}}]"#)
    }
  }

  @Test func cancelledElementLeavesItsPlace() async throws {
    try await EchoPeer().use { side in
      side.send(
        #"[{"jsonrpc":"2.0","id":1,"method":"wait","params":{"gate":"a"}},{"jsonrpc":"2.0","id":2,"method":"now"}]"#)
      side.send(#"{"jsonrpc":"2.0","method":"cancel","params":{"id":1}}"#)
      #expect(await side.next() == #"[{"jsonrpc":"2.0","id":2,"result":{}}]"#)
    }
  }

  @Test func idUsedTwiceInABatchIsRefusedOnce() async throws {
    try await EchoPeer().use { side in
      side.send(
        #"[{"jsonrpc":"2.0","id":1,"method":"wait","params":{"gate":"a"}},{"jsonrpc":"2.0","id":1,"method":"later"}]"#)
      side.gates.open("a")
      #expect(
        await side.next()
          == #"[{"jsonrpc":"2.0","id":1,"result":{"gate":"a"}},{"jsonrpc":"2.0","id":1,"error":"#
          + #"{"code":-32600,"message":"The id is in use by a request in flight."}}]"#)
    }
  }

  @Test func batchIsRefusedAsAWholeWhereThereAreNone() async throws {
    try await EchoPeer(acceptsBatches: false).use { side in
      side.send(#"[{"jsonrpc":"2.0","id":1,"method":"now"}]"#)
      #expect(
        await side.next()
          == #"{"jsonrpc":"2.0","error":{"code":-32600,"message":"Batches are not part of this protocol revision."}}"#)
    }
  }
}

extension BatchTests {
  @Test(arguments: [(127, true), (128, true), (129, false), (50_000, false)])
  func batchHasALimit(_ count: Int, isAccepted: Bool) async throws {
    try await EchoPeer().use { side in
      let requests = (0..<count).map { #"{"jsonrpc":"2.0","id":\#($0),"method":"now"}"# }
      side.send("[\(requests.joined(separator: ","))]")
      let answers = (0..<count).map { #"{"jsonrpc":"2.0","id":\#($0),"result":{}}"# }
      let refusal = #"{"jsonrpc":"2.0","error":{"code":-32600,"message":"A batch has at most 128 messages."}}"#
      let expected = isAccepted ? "[\(answers.joined(separator: ","))]" : refusal
      #expect(await side.next() == expected)
    }
  }
}
