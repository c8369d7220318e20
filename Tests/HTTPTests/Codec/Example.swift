@testable import HTTP

/// What comes in on a connection, and what must be read from it.
struct Example: Sendable, CustomStringConvertible {
  let rule: String
  let text: String
  /// One line a step, as `Decoding` writes them.
  let steps: [String]

  init(_ rule: String, _ text: String, _ steps: String...) {
    self.rule = rule
    self.text = text
    self.steps = steps
  }

  var description: String { rule }
  var bytes: [UInt8] { Array(text.utf8) }
}

/// Feeds a decoder and writes down what it says.
struct Decoding {
  private var decoder: RequestDecoder
  private(set) var steps: [String] = []
  private(set) var refusal: RequestRefusal?
  private var lastHead: RequestHead?

  init(limits: HTTPLimits = HTTPLimits()) { decoder = RequestDecoder(limits: limits) }

  /// The steps that the bytes lead to when they come in at once.
  static func steps(_ bytes: [UInt8], limits: HTTPLimits = HTTPLimits()) -> [String] {
    var decoding = Decoding(limits: limits)
    decoding.feed(bytes[...])
    return decoding.steps
  }

  /// The steps when the bytes come in up to each of the places, and then the rest.
  static func steps(_ bytes: [UInt8], cutAt places: [Int], limits: HTTPLimits = HTTPLimits()) -> [String] {
    var decoding = Decoding(limits: limits)
    var start = 0
    for place in places + [bytes.count] {
      decoding.feed(bytes[start..<place])
      start = place
    }
    return decoding.steps
  }

  var bufferedBytes: Int { decoder.bufferedBytes }

  mutating func feed(_ bytes: ArraySlice<UInt8>) {
    guard refusal == nil else { return }
    bytes.withUnsafeBytes { decoder.append($0) }
    do throws(RequestRefusal) {
      while let event = try decoder.next() { steps.append(line(event)) }
    } catch {
      refusal = error
      steps.append("\(error.status) \(error.message)")
    }
  }

  private mutating func line(_ event: RequestDecoder.Event) -> String {
    switch event {
    case .head(let head, let plan):
      lastHead = head
      return "\(Self.line(head))\(Self.line(plan))"
    case .sameHead(let plan):
      return lastHead.map { "\(Self.line($0))\(Self.line(plan))" } ?? "nothing to be the same as"
    case .body(let bytes): return "body \(String(decoding: bytes, as: UTF8.self).debugDescription)"
    }
  }

  private static func line(_ head: RequestHead) -> String {
    "\(head.method) \(head.path)\(head.query.map { "?\($0)" } ?? "") @\(head.host)"
  }

  private static func line(_ plan: BodyPlan) -> String {
    let length =
      switch plan.length {
      case .none: ""
      case .known(let count): " length=\(count)"
      case .chunked: " chunked"
      }
    return length + (plan.expectsContinue ? " expects-continue" : "") + (plan.isHTTP10 ? " 1.0" : "")
      + (plan.keepsAlive ? "" : " close")
  }
}

extension RequestDecoder {
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    _ = fill(bytes.count) { room in
      room.copyMemory(from: bytes)
      return bytes.count
    }
  }
}
