import JSON
import JSONRPC
import TestSupport
import Testing

/// Requests of this side to the other.
@Suite(.timeLimit(.minutes(10)))
struct OwnRequestTests {
  private let ask = #"{"jsonrpc":"2.0","id":"a","method":"ask","params":{"x":1}}"#
  private let question = #"{"jsonrpc":"2.0","id":1,"method":"question","params":{"x":1}}"#

  @Test(arguments: [
    (#""result":{"y":2}"#, #"{"jsonrpc":"2.0","id":"a","result":{"y":2}}"#),
    (#""result":null"#, #"{"jsonrpc":"2.0","id":"a","result":null}"#),
    (
      #""error":{"code":-1,"message":"no","data":{"z":3}}"#,
      #"{"jsonrpc":"2.0","id":"a","error":{"code":-1,"message":"no","data":{"z":3}}}"#
    ),
  ])
  func responseEndsTheRequest(_ outcome: String, as answer: String) async throws {
    try await EchoPeer().use { side in
      side.send(ask)
      #expect(await side.next() == question)
      side.send(#"{"jsonrpc":"2.0","id":1,\#(outcome)}"#)
      #expect(await side.next() == answer)
    }
  }

  @Test func responsesToOthersAndBrokenOnesDoNot() async throws {
    try await EchoPeer().use { side in
      side.send(ask)
      #expect(await side.next() == question)
      side.send(#"{"jsonrpc":"2.0","id":2,"result":"wrong"}"#)
      side.send(#"{"jsonrpc":"2.0","id":"1","result":"wrong"}"#)
      side.send(#"{"jsonrpc":"2.0","id":1.0,"result":"wrong"}"#)
      side.send(#"{"jsonrpc":"2.0","result":"wrong"}"#)
      side.send(#"{"id":1,"result":"wrong"}"#)
      side.send(#"{"jsonrpc":"2.0","id":1,"result":"wrong","error":{"code":1,"message":""}}"#)
      side.send(#"{"jsonrpc":"2.0","error":{"code":1,"message":"wrong"}}"#)
      side.send(#"{"jsonrpc":"2.0","id":1,"result":"right"}"#)
      side.send(#"{"jsonrpc":"2.0","id":1,"result":"too late"}"#)
      #expect(await side.next() == #"{"jsonrpc":"2.0","id":"a","result":"right"}"#)
    }
  }

  @Test func answersMayComeInAnyOrder() async throws {
    try await EchoPeer().use { side in
      for id in 1...100 {
        side.send(#"{"jsonrpc":"2.0","id":\#(id),"method":"ask","params":{"n":\#(id)}}"#)
      }
      // Which question got which of our ids is free: tasks start in any order.
      var questions: [(id: String, n: String)] = []
      for _ in 1...100 {
        let json = try JSON(line: await side.next())
        questions.append(("\(json["id"] ?? nil)", "\(json["params"]?["n"] ?? nil)"))
      }
      for (id, n) in questions.reversed() {
        side.send(#"{"jsonrpc":"2.0","id":\#(id),"result":\#(n)}"#)
        #expect(await side.next() == #"{"jsonrpc":"2.0","id":\#(n),"result":\#(n)}"#)
      }
    }
  }

  @Test func cancellingTheCauseEndsTheQuestion() async throws {
    try await EchoPeer().use { side in
      side.send(ask)
      #expect(await side.next() == question)
      side.send(#"{"jsonrpc":"2.0","method":"cancel","params":{"id":"a"}}"#)
      #expect(await side.next() == #"{"jsonrpc":"2.0","method":"abandoned","params":[1]}"#)
      try await side.gates.pass("question ended")
      side.send(#"{"jsonrpc":"2.0","id":1,"result":"too late"}"#)
      side.send(#"{"jsonrpc":"2.0","id":2,"method":"later"}"#)
      #expect(await side.next() == #"{"jsonrpc":"2.0","id":2,"result":{}}"#)
    }
  }

  /// Else they would fill up what may be in flight, and their answers would never be read.
  @Test func ownRequestsTakeUpHalfOfTheRoom() async throws {
    try await EchoPeer(requestLimit: 4).use { side in
      for id in 1...3 { side.send(#"{"jsonrpc":"2.0","id":\#(id),"method":"ask"}"#) }
      var questions: [JSON] = []
      var refusals = 0
      for _ in 1...3 {
        let line = await side.next()
        if line.contains(#""method":"question""#) { questions.append(try JSON(line: line)["id"] ?? nil) }
        if line.contains(#""error":{"code":-32603,"message":"Too many questions are open."}"#) { refusals += 1 }
      }
      #expect(questions.count == 2)
      #expect(refusals == 1)
      side.send(#"{"jsonrpc":"2.0","id":\#(questions[0]),"result":{}}"#)
      #expect(await side.next().contains(#""result":{}"#))
    }
  }
}
