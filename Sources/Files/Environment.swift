/// The variables that the process was started with.
public enum Environment {
  /// A copy of them, made anew at each use: take it once, at start, and pass it on.
  ///
  /// The first of two variables of one name counts, as for getenv(3); text that isn't UTF-8 is repaired.
  /// At most 4096 variables are taken.
  public static var current: [String: String] {
    var variables = Dictionary<String, String>(minimumCapacity: 64)
    guard let block = SystemCalls.environmentBlock else { return variables }
    for index in 0..<4096 {
      guard let entry = block[index] else { break }
      let line = String(cString: entry)
      guard let separator = line.utf8.firstIndex(of: UInt8(ascii: "=")), separator != line.startIndex else { continue }
      let name = String(line[..<separator])
      if variables[name] == nil { variables[name] = String(line[line.utf8.index(after: separator)...]) }
    }
    return variables
  }
}
