import JSON
import JSONRPC
import TestSupport
import Testing

/// What a JSON value is as a message (JSON-RPC 2.0 sections 4 to 6).
struct EnvelopeTests {
  @Test(arguments: [
    (#"{"jsonrpc":"2.0","id":1,"method":"m"}"#, Message.request(Request(id: .integer(1), method: "m", params: nil))),
    (
      #"{"jsonrpc":"2.0","id":"a","method":"m","params":{"x":[]}}"#,
      .request(Request(id: .string("a"), method: "m", params: ["x": []]))
    ),
    (#"{"id":1,"method":"","params":{},"jsonrpc":"2.0"}"#, .request(Request(id: .integer(1), method: "", params: [:]))),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"m","more":true}"#,
      .request(Request(id: .integer(1), method: "m", params: nil))
    ),
    (#"{"jsonrpc":"2.0","method":"m"}"#, .notification(Notification(method: "m", params: nil))),
    (#"{"jsonrpc":"2.0","method":"m","params":{}}"#, .notification(Notification(method: "m", params: [:]))),
    (#"{"jsonrpc":"2.0","id":1,"result":null}"#, .response(Response(id: .integer(1), outcome: .success(nil)))),
    (#"{"jsonrpc":"2.0","id":"","result":{}}"#, .response(Response(id: .string(""), outcome: .success([:])))),
    (
      #"{"jsonrpc":"2.0","id":1,"error":{"code":-1,"message":"no","data":[1]}}"#,
      .response(
        Response(id: .integer(1), outcome: .failure(RPCError(code: -1, message: "no", data: [1]))))
    ),
    (
      #"{"jsonrpc":"2.0","id":null,"error":{"code":-32700,"message":"no"}}"#,
      .response(Response(id: nil, outcome: .failure(RPCError(code: -32700, message: "no"))))
    ),
    (
      #"{"jsonrpc":"2.0","error":{"code":9223372036854775807,"message":""}}"#,
      .response(Response(id: nil, outcome: .failure(RPCError(code: .max, message: ""))))
    ),
  ])
  func messageIsRead(_ line: String, as message: Message) throws {
    #expect(try Message(JSON(line: line)) == message)
  }

  @Test(arguments: [
    (#"1"#, nil, "A message is an object, not an integer."),
    (#"null"#, nil, "A message is an object, not null."),
    (#""m""#, nil, "A message is an object, not a string."),
    (#"{}"#, nil, "\"jsonrpc\" must be \"2.0\"."),
    (#"{"foo":"boo"}"#, nil, "\"jsonrpc\" must be \"2.0\"."),
    (#"{"jsonrpc":"2.0"}"#, nil, "A request has a \"method\", a response a \"result\" or an \"error\"."),
    (#"{"id":1,"method":"m"}"#, RequestID.integer(1), "\"jsonrpc\" must be \"2.0\"."),
    (#"{"jsonrpc":2.0,"id":1,"method":"m"}"#, .integer(1), "\"jsonrpc\" must be \"2.0\"."),
    (#"{"jsonrpc":"1.0","id":1,"method":"m"}"#, .integer(1), "\"jsonrpc\" must be \"2.0\"."),
    (
      #"{"jsonrpc":"2.0","id":1}"#, .integer(1),
      "A request has a \"method\", a response a \"result\" or an \"error\"."
    ),
    (#"{"jsonrpc":"2.0","id":1,"method":1,"params":"bar"}"#, .integer(1), "\"method\" must be a string."),
    (#"{"jsonrpc":"2.0","id":1,"method":null}"#, .integer(1), "\"method\" must be a string."),
    (#"{"jsonrpc":"2.0","id":1,"method":"m","params":[]}"#, .integer(1), "\"params\" must be an object, not an array."),
    (#"{"jsonrpc":"2.0","id":1,"method":"m","params":null}"#, .integer(1), "\"params\" must be an object, not null."),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"m","result":{}}"#, .integer(1),
      "A message has either a method or a result or an error."
    ),
    (
      #"{"jsonrpc":"2.0","id":1,"method":"m","error":{}}"#, .integer(1),
      "A message has either a method or a result or an error."
    ),
    (#"{"JSONRPC":"2.0","id":1,"Method":"m"}"#, .integer(1), "\"jsonrpc\" must be \"2.0\"."),
    (
      #"{"jsonrpc":"2.0","ID":1,"Method":"m"}"#, nil,
      "A request has a \"method\", a response a \"result\" or an \"error\"."
    ),
  ])
  func malformedMessageIsAnswered(_ line: String, to id: RequestID?, saying text: String) throws {
    let json = try JSON(line: line)
    let error = #expect(throws: MalformedMessage.self) { try Message(json) }
    #expect(error?.id == id)
    #expect(error?.error == .invalidRequest(text))
    #expect(error?.deservesAnswer == true)
  }

  /// An answer could be taken for one to a request of the other side, or for a request that it never made.
  @Test(arguments: [
    #"{"id":1,"result":{}}"#,
    #"{"jsonrpc":"1.0","id":1,"result":{}}"#,
    #"{"id":1,"error":{"code":1,"message":""}}"#,
    #"{"jsonrpc":"2.0","result":{}}"#,
    #"{"jsonrpc":"2.0","id":null,"result":{}}"#,
    #"{"jsonrpc":"2.0","id":1.5,"result":{}}"#,
    #"{"jsonrpc":"2.0","id":1,"result":{},"error":{"code":1,"message":""}}"#,
    #"{"jsonrpc":"2.0","id":1,"error":5}"#,
    #"{"jsonrpc":"2.0","id":1,"error":{"code":1.5,"message":""}}"#,
    #"{"jsonrpc":"2.0","id":1,"error":{"code":1}}"#,
    #"{"jsonrpc":"2.0","method":"m","params":[]}"#,
    #"{"jsonrpc":"2.0","method":"m","params":1}"#,
  ])
  func brokenResponsesAndNotificationsAreNeverAnswered(_ line: String) throws {
    let json = try JSON(line: line)
    let error = #expect(throws: MalformedMessage.self) { try Message(json) }
    #expect(error?.deservesAnswer == false)
  }

  /// Every combination of members, good and bad: each is either one message or refused, and who is answered follows from
  /// what is there.
  @Test func everyCombinationOfMembersHasOneMeaning() throws {
    for members in Self.combinations {
      let line = "{\(members.joined(separator: ","))}"
      let json = try JSON(line: line)
      let isResponse = json["method"] == nil && (json["result"] != nil || json["error"] != nil)
      let isNotification = json["jsonrpc"] == "2.0" && json["method"]?.string != nil && json["id"] == nil
      do throws(MalformedMessage) {
        switch try Message(json) {
        case .request(let request):
          #expect(request.id.json == json["id"] && .string(request.method) == json["method"], "\(line)")
          #expect(json["result"] == nil && json["error"] == nil, "\(line)")
        case .notification: #expect(isNotification, "\(line)")
        case .response: #expect(isResponse, "\(line)")
        }
        #expect(json["jsonrpc"] == "2.0", "\(line)")
      } catch {
        #expect(error.id?.json == json["id"] || error.id == nil, "\(line)")
        #expect(error.error.code == -32600, "\(line)")
        if isResponse { #expect(!error.deservesAnswer, "\(line)") }
        if json["id"].flatMap(RequestID.init) != nil, !isResponse { #expect(error.deservesAnswer, "\(line)") }
      }
    }
    #expect(Self.combinations.count == 2880)
  }

  private static let combinations: [[String]] = [
    ["", #""jsonrpc":"2.0""#, #""jsonrpc":"1.0""#, #""jsonrpc":2"#],
    ["", #""id":1"#, #""id":"a""#, #""id":null"#, #""id":1.5"#],
    ["", #""method":"m""#, #""method":5"#],
    ["", #""params":{}"#, #""params":[]"#, #""params":1"#],
    ["", #""result":{}"#, #""result":null"#],
    ["", #""error":{"code":1,"message":""}"#, #""error":{}"#, #""error":null"#],
  ].reduce([[]]) { lists, choices in
    lists.flatMap { list in choices.map { $0.isEmpty ? list : list + [$0] } }
  }
}
