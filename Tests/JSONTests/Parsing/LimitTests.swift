import JSON
import Testing

struct LimitTests {
  @Test(arguments: [1, 2, 3, 16, 64, 512]) func depthMayBeMetAndNotExceeded(_ depth: Int) throws {
    let limits = JSONLimits(depth: depth, bytes: 100_000)
    for (open, close) in [("[", "]"), ("{\"a\":", "}"), ("[{\"a\":", "}]")] {
      let levels = open.hasPrefix("[{") ? 2 : 1
      guard depth % levels == 0 else { continue }
      let text = { (count: Int) in
        Array((String(repeating: open, count: count) + "1" + String(repeating: close, count: count)).utf8)
      }
      _ = try JSON(parsing: text(depth / levels), limits: limits)
      let error = JSONParseError(.tooDeep(limit: depth), at: open.utf8.count * depth / levels)
      #expect(throws: error) { try JSON(parsing: text(depth / levels + 1), limits: limits) }
    }
  }

  @Test func depthIsOfWhatIsOpenAtOnce() throws {
    let limits = JSONLimits(depth: 2, bytes: 1000)
    #expect(try JSON(parsing: Array("[[],[],{},[]]".utf8), limits: limits).array?.count == 4)
    #expect(throws: JSONParseError(.tooDeep(limit: 2), at: 5)) {
      try JSON(parsing: Array("[[],[[]]]".utf8), limits: limits)
    }
  }

  @Test func noDepthAdmitsOnlyScalars() throws {
    let limits = JSONLimits(depth: 0, bytes: 100)
    #expect(try JSON(parsing: Array("\"a\"".utf8), limits: limits) == "a")
    #expect(throws: JSONParseError(.tooDeep(limit: 0), at: 0)) { try JSON(parsing: Array("[]".utf8), limits: limits) }
    #expect(throws: JSONParseError(.tooDeep(limit: 0), at: 1)) { try JSON(parsing: Array(" {}".utf8), limits: limits) }
  }

  @Test func aHundredThousandOpenBracketsAreRefusedEarly() {
    for text in ["[", "{\"\":", "[{\"\":"] {
      let bytes = Array(String(repeating: text, count: 100_000).utf8)
      let error = #expect(throws: JSONParseError.self) {
        try JSON(parsing: bytes, limits: JSONLimits(depth: 64, bytes: 1_000_000))
      }
      #expect(error?.reason == .tooDeep(limit: 64))
    }
  }

  @Test(arguments: ["1", "[]", "{\"a\":[1,2,3]}", "\"é\"", " 1 "]) func bytesMayBeMetAndNotExceeded(_ text: String)
    throws
  {
    let bytes = Array(text.utf8)
    _ = try JSON(parsing: bytes, limits: JSONLimits(depth: 8, bytes: bytes.count))
    let limits = JSONLimits(depth: 8, bytes: bytes.count - 1)
    let error = JSONParseError(.tooLong(limit: bytes.count - 1), at: bytes.count - 1)
    #expect(throws: error) { try JSON(parsing: bytes, limits: limits) }
    #expect(throws: error) { try JSON(parsing: bytes.span, limits: limits) }
  }

  @Test func lengthIsJudgedBeforeContent() {
    let limits = JSONLimits(depth: 8, bytes: 3)
    #expect(throws: JSONParseError(.tooLong(limit: 3), at: 3)) { try JSON(parsing: Array("}}}}".utf8), limits: limits) }
    #expect(throws: JSONParseError(.tooLong(limit: 0), at: 0)) {
      try JSON(parsing: [0x31], limits: JSONLimits(depth: 8, bytes: 0))
    }
  }
}
