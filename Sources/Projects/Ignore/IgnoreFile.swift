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

  /// A line is missing when it isn't there or when a later one takes it back. An exception is also missing when a pattern
  /// before it is, since it only works after that.
  private func missing(of lines: [String]) -> [String] {
    var places: [String: Int] = [:]
    for (index, line) in bytes.split(whereSeparator: Self.isLineEnd).enumerated() {
      places[Self.trimmed(String(decoding: line, as: UTF8.self))] = index
    }
    var missing: [String] = []
    for line in lines {
      let isThere = places[line].map { place in places["!" + line].map { $0 < place } ?? true } ?? false
      let isException = line.hasPrefix("!")
      if !isThere || (isException && !missing.isEmpty), !missing.contains(line) { missing.append(line) }
    }
    return missing
  }

  /// Where the block's next line goes; nil when there is no block.
  private func endOfBlock() -> Int? {
    var position = 0
    var isInside = false
    while position < bytes.count {
      let end = bytes[position...].firstIndex(of: UInt8(ascii: "\n")) ?? bytes.count
      let line = Self.trimmed(String(decoding: bytes[position..<end], as: UTF8.self))
      if isInside, line.isEmpty { return position }
      if line == Self.marker { isInside = true }
      position = min(end + 1, bytes.count)
    }
    return isInside ? bytes.count : nil
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

  private static func isLineEnd(_ byte: UInt8) -> Bool { byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") }

  /// Without trailing spaces, which git ignores, and the carriage return.
  private static func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while let last = line.unicodeScalars.last, last == " " || last == "\t" || last == "\r" {
      line.unicodeScalars.removeLast()
    }
    return String(line)
  }
}
