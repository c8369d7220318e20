import JSON
import TestSupport
import Testing

/// Texts that were cut or changed on their way.
struct HostileTextTests {
  static let documents = [
    #"{"jsonrpc":"2.0","id":42,"method":"tools/call","params":{"name":"create","arguments":{"models":["a/b","c"],"n":1.50}}}"#,
    #" [ null , true , false , -0 , 1e2 , 9223372036854775808 , -9223372036854775808 , "" , [ ] , { } ] "#,
    #"{"é\u00e9\uD83D\uDE00":"a\"b\\c\/d\b\f\n\r\t\u0000","日本語":{"a":{"b":{"c":[[[{"d":0.1e-7}]]]}}},"":"\u2028"}"#,
    "{\"a\":1,\"b\":2,\"c\":3,\"d\":4,\"e\":5,\"f\":6,\"g\":7,\"h\":8,\"i\":9,\"j\":0,\"k\":1,\"l\":2,\"m\":3,\"n\":4,"
      + "\"o\":5,\"p\":6,\"q\":\"a long text of more than sixteen bytes\",\"r\":[\"é\",\"日本\",\"😀😀😀\"],\"s\":1}",
  ]

  @Test(arguments: documents) func textCutAnywhereIsRefused(_ document: String) throws {
    let text = document.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()
    let bytes = Array(String(text).utf8)
    _ = try JSON(parsing: bytes, limits: .ample)
    for end in 0..<bytes.count {
      let error = #expect(throws: JSONParseError.self) { try JSON(parsing: Array(bytes[..<end]), limits: .ample) }
      #expect((0...end).contains(error?.offset ?? -1))
      #expect(error?.reason == .unexpectedEnd || error?.reason == .loneSurrogate, "cut at \(end)")
    }
  }

  @Test(arguments: documents) func textThatBeginsLateIsNeverTheSame(_ document: String) throws {
    let bytes = Array(document.utf8)
    let whole = try JSON(parsing: bytes, limits: .ample)
    for start in 2..<bytes.count {
      if let value = try? JSON(parsing: Array(bytes[start...]), limits: .ample) { #expect(value != whole) }
    }
  }

  @Test(arguments: 0..<20) func changedTextIsRefusedOrComesBackEqual(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for round in 0..<1000 {
      guard var bytes = Self.documents.randomElement(using: &generator).map({ Array($0.utf8) }) else { continue }
      for _ in 0..<Int.random(in: 1...4, using: &generator) { Self.change(&bytes, &generator) }
      do throws(JSONParseError) {
        let value = try JSON(parsing: bytes, limits: .ample)
        let written = value.bytes
        let again = try? JSON(parsing: written, limits: .ample)
        #expect(again == value, "seed \(seed), round \(round)")
        #expect(again?.bytes == written, "seed \(seed), round \(round)")
      } catch {
        #expect((0...bytes.count).contains(error.offset), "seed \(seed), round \(round)")
        #expect(!error.description.utf8.contains { $0 < 0x20 }, "seed \(seed), round \(round)")
      }
    }
  }

  @Test func someChangedTextsAreStillJSON() {
    // Without this, the test above could pass by refusing everything.
    var generator = SeededGenerator(seed: 7)
    var accepted = 0
    for _ in 0..<1000 {
      var bytes = Array(Self.documents[0].utf8)
      Self.change(&bytes, &generator)
      if (try? JSON(parsing: bytes, limits: .ample)) != nil { accepted += 1 }
    }
    #expect((100..<900).contains(accepted))
  }

  private static func change(_ bytes: inout [UInt8], _ generator: inout SeededGenerator) {
    let position = Int.random(in: 0..<max(bytes.count, 1), using: &generator)
    guard position < bytes.count else { return bytes.append(0x31) }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0: bytes[position] = UInt8.random(in: 0...255, using: &generator)
    case 1: bytes[position] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    case 2: bytes.remove(at: position)
    case 3: bytes.insert(Array("\"\\{}[]:,0-.eEu \n".utf8).randomElement(using: &generator) ?? 0, at: position)
    case 4: bytes.replaceSubrange(position..., with: bytes[position...].shuffled(using: &generator).prefix(40))
    default:
      let end = min(bytes.count, position + Int.random(in: 1...16, using: &generator))
      bytes.insert(contentsOf: bytes[position..<end], at: Int.random(in: 0...bytes.count, using: &generator))
    }
  }
}
