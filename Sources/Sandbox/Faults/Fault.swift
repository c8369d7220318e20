/// What goes wrong with a request, on demand. Written as `name` or `name=value`, several joined by `;`:
///
/// | written | what happens |
/// |---|---|
/// | `status=503`, `status=429;retry-after=2` | nothing is done; a refusal of this status, from 400 to 599 |
/// | `error-in-200` | nothing is done; an error body with status 200 |
/// | `garbage` | nothing is done; status 200 with a body that is no JSON |
/// | `html` | nothing is done; status 200 with a web page, as of a network that wants a login |
/// | `empty` | nothing is done; status 200 with no body |
/// | `wrong-json` | nothing is done; status 200 with JSON of another kind |
/// | `huge` | nothing is done; status 200 with a body of 20 MB |
/// | `redirect` | nothing is done; 307 to another place |
/// | `drop` | nothing is done; the connection ends without a reply |
/// | `hang` | nothing is done, and no reply ever comes |
/// | `status-after=500` | the work is done; the reply is a refusal of this status |
/// | `wrong-type` | the work is done; the reply is right, but calls itself text/plain |
/// | `cut` | the work is done; the reply breaks off in the middle |
/// | `lost` | the work is done; the connection ends without a reply |
/// | `delay=250` | so many milliseconds, at most a minute, pass first; alone or with one of the others |
struct Fault: Sendable, Equatable {
  enum Kind: Sendable, Equatable {
    case status(Int, retryAfter: Int?)
    case statusAfter(Int)
    case errorInSuccess
    case garbage
    case html
    case empty
    case wrongJSON
    case huge
    case redirect
    case drop
    case hang
    case wrongType
    case cut
    case lost
  }

  /// Those that are named without a value.
  private static let named: [String: Kind] = [
    "error-in-200": .errorInSuccess, "garbage": .garbage, "html": .html, "empty": .empty, "wrong-json": .wrongJSON,
    "huge": .huge, "redirect": .redirect, "drop": .drop, "hang": .hang, "wrong-type": .wrongType, "cut": .cut,
    "lost": .lost,
  ]

  var kind: Kind?
  var delayMs = 0

  /// The header field that asks for a fault of its own request.
  static let field = "Sandbox-Fault"

  init(_ text: String) throws(Refusal) {
    var retryAfter: Int?
    for part in text.split(separator: ";") {
      let words = part.split(separator: "=", maxSplits: 1).map { $0.filter { $0 != " " } }
      let value = words.count == 2 ? Int(words[1]) : nil
      switch (words.first ?? "", value) {
      case ("delay", let value?) where (0...60_000).contains(value): delayMs = value
      case ("retry-after", let value?) where (0...86_400).contains(value): retryAfter = value
      case ("status", let value?) where (400...599).contains(value): try set(.status(value, retryAfter: nil))
      case ("status-after", let value?) where (400...599).contains(value): try set(.statusAfter(value))
      case (let name, nil) where words.count == 1:
        guard let kind = Self.named[name] else { throw Self.malformed }
        try set(kind)
      default: throw Self.malformed
      }
    }
    if let retryAfter {
      guard case .status(let status, _) = kind else { throw Self.malformed }
      kind = .status(status, retryAfter: retryAfter)
    }
    if kind == nil, delayMs == 0 { throw Self.malformed }
  }

  private mutating func set(_ kind: Kind) throws(Refusal) {
    guard self.kind == nil else { throw Self.malformed }
    self.kind = kind
  }

  private static let malformed = Refusal.invalid(
    "the fault: expected status=400…599 with or without ;retry-after=seconds, status-after=400…599, or one of "
      + named.keys.sorted().joined(separator: ", ") + ", and with or without delay=milliseconds")
}
