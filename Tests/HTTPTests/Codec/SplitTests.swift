import Testing

@testable import HTTP

/// It makes no difference in which pieces the bytes come in.
struct SplitTests {
  static let examples = Example.accepted + Example.refusedHeads + Example.refusedBodies

  @Test(arguments: examples)
  func anyCutGivesTheSameSteps(_ example: Example) {
    let bytes = example.bytes
    for place in 0...bytes.count { #expect(Decoding.steps(bytes, cutAt: [place]) == example.steps, "cut at \(place)") }
  }

  @Test(arguments: examples)
  func singleBytesGiveTheSameSteps(_ example: Example) {
    #expect(Decoding.steps(example.bytes, cutAt: Array(0..<example.bytes.count)) == example.steps)
  }

  @Test(arguments: [2, 3, 7, 16])
  func piecesOfOneSizeGiveTheSameSteps(_ size: Int) {
    for example in Self.examples {
      let places = Array(stride(from: 0, to: example.bytes.count, by: size))
      #expect(Decoding.steps(example.bytes, cutAt: places) == example.steps, "\(example)")
    }
  }

  @Test func manyRequestsInOneRead() {
    let bytes = Array(repeating: Example.accepted[0].bytes, count: 1_000).flatMap { $0 }
    let steps = Array(repeating: Example.accepted[0].steps, count: 1_000).flatMap { $0 }
    #expect(Decoding.steps(bytes) == steps)
    #expect(Decoding.steps(bytes, cutAt: Array(stride(from: 0, to: bytes.count, by: 10))) == steps)
  }
}
