/// Names of files that are being written: those of `.env` are `.env.0123456789abcdef.tmp`, so that what git ignores
/// of the file it also ignores of them.
enum TemporaryName {
  static func random(for name: String) -> String {
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    return prefix(for: name) + String(repeating: "0", count: 16 - number.count) + number + suffix
  }

  static func matches(_ candidate: String, for name: String) -> Bool {
    matches(candidate) && candidate.hasPrefix(prefix(for: name))
      && candidate.utf8.count == prefix(for: name).utf8.count + 16 + suffix.utf8.count
  }

  /// Whether it is such a name, of whichever file.
  static func matches(_ candidate: String) -> Bool {
    guard candidate.hasPrefix("."), candidate.hasSuffix(suffix) else { return false }
    let number = candidate.utf8.dropLast(suffix.utf8.count).suffix(17)
    return number.first == UInt8(ascii: ".") && number.count == 17 && number.startIndex > candidate.utf8.startIndex
      && number.dropFirst().allSatisfy {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains($0)
      }
  }

  private static let suffix = ".tmp"

  // A name of 255 bytes is the longest that is allowed: a long one is cut to leave room.
  private static func prefix(for name: String) -> String {
    var start = Substring(name)
    while start.utf8.count > 200 { start.removeLast() }
    return (name.hasPrefix(".") ? "" : ".") + start + "."
  }
}
