import JSON
import TestSupport
import Testing

struct RoundTripTests {
  @Test(arguments: 0..<20) func randomTreeComesBack(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<100 {
      let tree = Self.tree(depth: 6, &generator)
      let bytes = tree.bytes
      #expect(!bytes.contains { $0 < 0x20 }, "seed \(seed), round \(round)")
      let back = try JSON(parsing: bytes, limits: .ample)
      #expect(back == tree, "seed \(seed), round \(round)")
      #expect(back.bytes == bytes, "seed \(seed), round \(round)")
      #expect(try JSON(parsing: tree.prettyBytes, limits: .ample) == tree, "seed \(seed), round \(round)")
    }
  }

  private static func tree(depth: Int, _ generator: inout SeededGenerator) -> JSON {
    switch Int.random(in: 0..<(depth > 0 ? 10 : 6), using: &generator) {
    case 0: return .null
    case 1: return .bool(Bool.random(using: &generator))
    case 2: return .integer(Int64(truncatingIfNeeded: generator.next()) >> Int64.random(in: 0..<64, using: &generator))
    case 3: return JSONNumber(Double(bitPattern: generator.next())).map { .number($0) } ?? .null
    case 4, 5: return .string(string(&generator))
    case 6, 7:
      return .array((0..<Int.random(in: 0...5, using: &generator)).map { _ in tree(depth: depth - 1, &generator) })
    default:
      var object = JSONObject()
      let most = Int.random(in: 0..<20, using: &generator) == 0 ? 30 : 5
      for _ in 0..<Int.random(in: 0...most, using: &generator) {
        object[string(&generator)] = tree(depth: depth - 1, &generator)
      }
      return .object(object)
    }
  }

  private static func string(_ generator: inout SeededGenerator) -> String {
    var scalars = String.UnicodeScalarView()
    for _ in 0..<Int.random(in: 0...24, using: &generator) {
      let highest: UInt32 = [0x22, 0x7F, 0x7F, 0xFF, 0x2FFF, 0x10FFFF].randomElement(using: &generator) ?? 0x7F
      if let scalar = Unicode.Scalar(UInt32.random(in: 0...highest, using: &generator)) { scalars.append(scalar) }
    }
    return String(scalars)
  }
}
