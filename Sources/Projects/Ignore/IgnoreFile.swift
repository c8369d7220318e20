/// The content of a `.gitignore` or `.cursorignore`, to which the lines that a project needs are added once.
///
/// Missing lines come into one block, between a marker above and the first blank line or the end below; lines that stand
/// anywhere in the file already are not repeated, and no other byte changes. Like git, the last matching pattern decides,
/// so a block that comes at the end is effective; patterns that someone puts after it, on purpose, win.
public struct IgnoreFile: Sendable, Equatable {
  static let marker = "# ModelGates: keys and local files"

  public private(set) var bytes: [UInt8]

  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Adds the lines that are missing.
  /// - Parameter lines: patterns without line ends.
  /// - Returns: the lines that were added, in order; empty when nothing has changed.
  @discardableResult
  public mutating func add(_ lines: [String]) -> [String] {
    let missing = missing(of: lines)
    guard !missing.isEmpty else { return [] }
    let ending = usualEnding
    let added = missing.flatMap { Array($0.utf8) + ending }
    if let place = endOfBlock() {
      bytes.insert(contentsOf: (endsUnterminated(before: place) ? ending : []) + added, at: place)
    } else {
      if !bytes.isEmpty { bytes += (endsUnterminated(before: bytes.count) ? ending : []) + ending }
      bytes += Array(Self.marker.utf8) + ending + added
    }
    return missing
  }

  /// Adds lines at the end, whether they are there or not: there nothing behind takes them back.
  mutating func append(_ lines: [String]) {
    let ending = usualEnding
    if endsUnterminated(before: bytes.count) { bytes += ending }
    bytes += lines.flatMap { Array($0.utf8) + ending }
  }

  /// A line is missing when it isn't there, or when a later one takes it back that isn't behind our block on purpose. An
  /// exception is also missing when a pattern before it is, since it only works after that.
  private func missing(of wanted: [String]) -> [String] {
    let lines = lines
    let block = Self.block(in: lines)
    var places: [String: Int] = [:]
    for (index, line) in lines.enumerated() { places[line.text] = index }
    let own = Set(lines[block ?? 0..<0].map(\.text))
    var missing: [String] = []
    for line in wanted {
      let isTakenBack = places["!" + line].map { $0 > places[line] ?? -1 } ?? false
      let isThere = own.contains(line) || (places[line] != nil && !isTakenBack)
      let isException = line.hasPrefix("!")
      if !isThere || (isException && !missing.isEmpty), !missing.contains(line) { missing.append(line) }
    }
    return missing
  }

  /// Where the block's next line goes; nil when there is no block.
  private func endOfBlock() -> Int? {
    let lines = lines
    return Self.block(in: lines).map { $0.upperBound < lines.count ? lines[$0.upperBound].start : bytes.count }
  }

  /// From the marker to the next blank line.
  private static func block(in lines: [Line]) -> Range<Int>? {
    guard let start = lines.firstIndex(where: { $0.text == marker }) else { return nil }
    return start..<(lines[start...].firstIndex { $0.text.isEmpty } ?? lines.count)
  }

  private typealias Line = (text: String, start: Int)

  /// Without trailing spaces, which git ignores, and carriage returns; with the offsets of their first bytes.
  private var lines: [Line] {
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    return lines.map { (Self.trimmed(String(decoding: $0, as: UTF8.self)), $0.startIndex) }
  }

  private func endsUnterminated(before position: Int) -> Bool {
    position > 0 && bytes[position - 1] != UInt8(ascii: "\n")
  }

  private var usualEnding: [UInt8] {
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")), end > 0, bytes[end - 1] == UInt8(ascii: "\r") else {
      return [UInt8(ascii: "\n")]
    }
    return [UInt8(ascii: "\r"), UInt8(ascii: "\n")]
  }

  private static func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while let last = line.unicodeScalars.last, last == " " || last == "\t" || last == "\r" {
      line.unicodeScalars.removeLast()
    }
    return String(line)
  }
}
