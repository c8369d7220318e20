import JSON
import JSONRPC
import TestSupport
import Testing

/// What names a request: a string or an integer, given back as it came.
struct RequestIDTests {
  @Test(arguments: [
    "0", "-1", "1", "9223372036854775807", "-9223372036854775808", #""""#, #""a""#, #""1""#, #""äö\n\u0000""#,
    #""null""#,
  ])
  func idIsGivenBackAsItCame(_ id: String) throws {
    let parsed = try #require(RequestID(JSON(line: id)))
    let response = Reply.result(Array("{}".utf8), to: parsed).message(to: parsed)
    #expect(String(decoding: response, as: UTF8.self) == #"{"jsonrpc":"2.0","id":\#(id),"result":{}}"#)
  }

  @Test(arguments: [
    "null", "1.5", "1.0", "1e2", "-0", "9223372036854775808", "-9223372036854775809", "1e400", "true", "[]", "[1]",
    "{}",
    #"{"id":1}"#,
  ])
  func whatNamesNothingIsRefusedWithoutAnID(_ id: String) throws {
    let json = try JSON(line: #"{"jsonrpc":"2.0","id":\#(id),"method":"m"}"#)
    let error = #expect(throws: MalformedMessage.self) { try Message(json) }
    #expect(error?.error == .invalidRequest("\"id\" must be a string or an integer."))
    #expect(error?.id == nil)
    #expect(error?.deservesAnswer == true)
  }

  @Test func numberAndTextAreDifferentIDs() {
    #expect(RequestID.integer(1) != .string("1"))
  }
}
