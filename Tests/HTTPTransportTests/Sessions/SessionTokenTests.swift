import JSON
import MCP
import TestSupport
import Testing

@testable import HTTPTransport

/// Session ids, which hold their session.
struct SessionTokenTests {
  @Test(arguments: ProtocolVersion.allCases.filter { !$0.isModern })
  func tokenIsReadAsItWasWritten(_ version: ProtocolVersion) {
    let token = SessionToken(
      identifier: Array(0..<16), version: version, capabilities: [.sampling, .roots], creation: 1_800_000_000)
    #expect(SessionToken(token.bytes) == token)
  }

  @Test func otherBytesAreNoToken() {
    let token = SessionToken(
      identifier: Array(0..<16), version: .v2025_11_25, capabilities: [], creation: 1_800_000_000)
    for count in 0..<token.bytes.count { #expect(SessionToken(Array(token.bytes.prefix(count))) == nil) }
    #expect(SessionToken(token.bytes + [0]) == nil)
    #expect(SessionToken([2] + token.bytes.dropFirst()) == nil)
    let modern = token.bytes.prefix(26) + Array("2026-07-28".utf8)
    #expect(SessionToken(Array(modern)) == nil)
  }

  /// Printable, without spaces, and short enough for every proxy (2025-11-25, basic/transports).
  @Test func sealedTokenIsVisibleASCII() throws {
    let sealer = Sealer(key: .testing, purpose: "session 1", principal: Principal(name: "ada"))
    let token = SessionToken(Handshake(["protocolVersion": "2025-11-25"]), at: 1)
    let text = try sealer.seal(token.bytes)
    #expect(text.utf8.allSatisfy { (0x21...0x7E).contains($0) } && text.utf8.count < 128)
    #expect(SessionToken(try sealer.open(text)) == token)
  }

  @Test func keyIsNeverPrinted() {
    let key = SealingKey.numbered(77)
    var text = ""
    dump(key, to: &text)
    for shown in ["\(key)", String(reflecting: key), text] { #expect(!shown.contains("77"), "\(shown)") }
  }

  @Test(arguments: [
    "", "5f-r1-2x", "5f-r1", "5f-r1-2-3", "5F-r1-2", "5f-x1-2", "5f-r01-2", "5f-r1-+2", "5f-r-2", "-r1-2",
    "100000000-r1-2", "5f-r1-99999999999999999999", "5f-r1--2",
  ])
  func otherTextsAreNoEventIds(_ text: String) {
    #expect(EventID(text) == nil)
  }

  @Test func eventIdIsReadAsItWasWritten() {
    let stream = EventID.Stream(incarnation: 0x5F1C_09D2, kind: .request, number: 3)
    #expect("\(stream)" == "5f1c09d2-r3")
    #expect(EventID("5f1c09d2-r3-17") == EventID(stream: stream, number: 17))
  }
}
