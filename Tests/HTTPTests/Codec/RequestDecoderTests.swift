import Testing

@testable import HTTP

struct RequestDecoderTests {
  @Test(arguments: Example.accepted)
  func requestIsTaken(_ example: Example) { #expect(Decoding.steps(example.bytes) == example.steps) }

  @Test(arguments: Example.refusedHeads)
  func headIsRefused(_ example: Example) { #expect(Decoding.steps(example.bytes) == example.steps) }

  @Test(arguments: Example.refusedBodies)
  func bodyIsRefused(_ example: Example) { #expect(Decoding.steps(example.bytes) == example.steps) }

  @Test func refusalIsFinal() {
    var decoder = RequestDecoder(limits: HTTPLimits())
    let refusal = RequestRefusal(status: 400, message: "The request line has no method.")
    append("\0\r\n", to: &decoder)
    #expect(throws: refusal) { try decoder.next() }
    append("GET / HTTP/1.1\r\nHost: a\r\n\r\n", to: &decoder)
    #expect(throws: refusal) { try decoder.next() }
    #expect(!decoder.isIdle && !decoder.isReadingBody)
  }

  @Test func fieldsAreKeptInOrderWithoutWhiteSpaceAround() throws {
    var decoder = RequestDecoder(limits: HTTPLimits())
    append("GET / HTTP/1.1\r\nHost:a\r\nX-One: \t1\t \r\nx-one:2\r\nEmpty:\r\nLast: a: b\r\n\r\n", to: &decoder)
    guard case .head(let head, _) = try decoder.next() else { return #expect(Bool(false)) }
    #expect(head.fields == ["Host": "a", "X-One": "1", "x-one": "2", "Empty": "", "Last": "a: b"])
    #expect(head.fields.all.map(\.name) == ["Host", "X-One", "x-one", "Empty", "Last"])
  }

  @Test func valuesMayHoldAnyByteAboveASCII() throws {
    var decoder = RequestDecoder(limits: HTTPLimits())
    let bytes = Array("GET / HTTP/1.1\r\nHost: a\r\nX: ".utf8) + (0x80...0xFF) + Array("\r\n\r\n".utf8)
    bytes.withUnsafeBytes { decoder.append($0) }
    guard case .head(let head, _) = try decoder.next() else { return #expect(Bool(false)) }
    let place = try #require(head.fields.index(of: "x"))
    #expect(Array(head.fields.bytes[head.fields.places[place].value]) == Array(0x80...0xFF))
  }

  @Test func bodyHoldsAnyByte() throws {
    var decoder = RequestDecoder(limits: HTTPLimits())
    append("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 256\r\n\r\n", to: &decoder)
    _ = try decoder.next()
    let bytes = [UInt8](0...255)
    bytes.withUnsafeBytes { decoder.append($0) }
    #expect(try decoder.next() == .body(bytes[...]))
  }

  @Test func phasesFollowTheBytes() throws {
    var decoder = RequestDecoder(limits: HTTPLimits())
    #expect(decoder.isIdle && !decoder.isReadingBody)
    append("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n", to: &decoder)
    #expect(try decoder.next() == nil)
    #expect(!decoder.isIdle && !decoder.isReadingBody)
    append("\r\nx", to: &decoder)
    #expect(try decoder.next() != nil)
    #expect(!decoder.isIdle && decoder.isReadingBody)
    #expect(try decoder.next() == nil)
    #expect(!decoder.isIdle && decoder.isReadingBody)
    append("yGET", to: &decoder)
    #expect(try decoder.next() == .body(Array("xy".utf8)[...]))
    #expect(!decoder.isIdle && decoder.bufferedBytes == 3)
  }

  @Test func emptyLineBetweenRequestsIsNoRequest() throws {
    var decoder = RequestDecoder(limits: HTTPLimits())
    append("\r\n", to: &decoder)
    #expect(try decoder.next() == nil)
    #expect(decoder.isIdle)
  }

  @Test func fillTakesWhatWasRead() throws {
    var decoder = RequestDecoder(limits: HTTPLimits())
    let text = Array("GET / HTTP/1.1\r\nHost: a\r\n\r\n".utf8)
    let count = decoder.fill(4_096) { room in
      #expect(room.count == 4_096)
      room.copyBytes(from: text)
      return text.count
    }
    #expect(count == text.count && decoder.bufferedBytes == text.count)
    #expect(try decoder.next() != nil)
  }

  @Test(arguments: [0, -1])
  func fillThatReadNothingAddsNothing(_ result: Int) {
    var decoder = RequestDecoder(limits: HTTPLimits())
    #expect(decoder.fill(16) { _ in result } == result)
    #expect(decoder.isIdle)
  }

  @Test(arguments: [0, 3, 40, 100])
  func decodersUseRoomInTurn(_ size: Int) throws {
    var room = [UInt8](repeating: 0xFF, count: size)
    var decoders = (RequestDecoder(limits: HTTPLimits()), RequestDecoder(limits: HTTPLimits()))
    for pieces in [("GET", "POS"), (" /one HTTP/1.0\r\n\r\nGET", "T /two HTTP/1.0\r\n\r\n")] {
      decoders.0.enter(&room, for: 30)
      append(pieces.0, to: &decoders.0)
      if try decoders.0.next() != nil { #expect(try decoders.0.next() == .body([])) }
      decoders.0.leave(&room)
      decoders.1.enter(&room, for: 30)
      append(pieces.1, to: &decoders.1)
      decoders.1.leave(&room)
      #expect(room.count >= size)
    }
    #expect(decoders.0.bufferedBytes == 3)
    guard case .head(let head, _)? = try decoders.1.next() else {
      Issue.record("no head")
      return
    }
    #expect(head.path == "/two")
  }

  private func append(_ text: String, to decoder: inout RequestDecoder) {
    Array(text.utf8).withUnsafeBytes { decoder.append($0) }
  }
}
