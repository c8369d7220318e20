/// Names of files that are being written: those of `.env` are `.env.0123456789abcdef.tmp`, so that what git ignores
/// of the file it also ignores of them.
enum TemporaryName {
  static func random(for name: String) -> String {
    let number = String(UInt64.random(in: .min ... .max), radix: 16)
    return prefix(for: name) + String(repeating: "0", count: 16 - number.count) + number + suffix
  }

  static func matches(_ candidate: String, for name: String) -> Bool {
    let prefix = prefix(for: name)
    guard candidate.hasPrefix(prefix), candidate.hasSuffix(suffix) else { return false }
    let number = candidate.utf8.dropFirst(prefix.utf8.count).dropLast(suffix.utf8.count)
    return number.count == 16
      && number.allSatisfy {
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
