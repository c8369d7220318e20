import JSON
import Testing

struct UTF8Tests {
  /// All sequences of two bytes, and of three and four whose last bytes are on the edges.
  @Test func exactlyWhatTheStandardLibraryTakesForUTF8IsRead() {
    let edges: [UInt8] = [0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC2, 0xE0, 0xED, 0xF4, 0xFF]
    for first in UInt8(0x7F)...0xFF {
      for second in UInt8(0x7F)...0xFF {
        check([first, second])
        for third in edges {
          check([first, second, third])
          if first >= 0xEF { for fourth in edges { check([first, second, third, fourth]) } }
        }
      }
    }
  }

  private func check(_ bytes: [UInt8]) {
    let expected = String(validating: bytes, as: UTF8.self)
    let found = try? JSON(parsing: .text("\"", bytes, "\""), limits: JSONLimits(depth: 1, bytes: 64)).string
    if found != expected || found?.utf8.elementsEqual(bytes) == false { Issue.record("\(bytes)") }
  }
}
