import Testing

@testable import HTTP

/// What looks at eight bytes at a time says the same as what looks at one: each byte, at each place, in each length.
struct SpanWordsTests {
  @Test(arguments: ["abcdefghijklmnopqrstuvwx", "ABC-DEF-GHI-JKL-MNO-PQRS", "0.1.2.3.4.5.6.7.8.9.10.1"])
  func endOfTokenIsTheFirstOtherByte(_ text: String) {
    for (bytes, byte, place) in variants(of: text) {
      let range = 1..<bytes.count
      let expected = ByteSet.token.contains(byte) || place == 0 ? bytes.count : place
      guard bytes.span.endOfToken(in: range) == expected else {
        Issue.record("\(bytes) at \(place)")
        return
      }
    }
  }

  @Test(arguments: ["abcdefgh ijklmnop~rstuvw", "\t\t\u{e9}\t\t\u{e9}\t\u{e9}\t\u{e9}       0"])
  func fieldValueHoldsNoControlCharacter(_ text: String) {
    for (bytes, byte, place) in variants(of: text) {
      let isControl = byte < 0x20 && byte != 0x09 || byte == 0x7F
      guard bytes.span.isFieldValue(1..<bytes.count) == (!isControl || place == 0) else {
        Issue.record("\(bytes) at \(place)")
        return
      }
    }
  }

  private func variants(of text: String) -> some Sequence<(bytes: [UInt8], byte: UInt8, place: Int)> {
    let text = Array(text.utf8)
    return (1...text.count).lazy.flatMap { count in
      (0..<count).lazy.flatMap { place in
        (UInt8.min...UInt8.max).lazy.map { byte in
          var bytes = Array(text[..<count])
          bytes[place] = byte
          return (bytes, byte, place)
        }
      }
    }
  }
}
