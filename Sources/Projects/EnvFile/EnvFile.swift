public import Gateway

/// The content of an env file, lossless: whatever bytes it was read from, it prints the same ones again.
///
/// Only `set` and `remove` change something, and only the lines of the variable that they name. Where a name stands several
/// times, the last one is effective, as it is for every reader of such files.
///
/// ```swift
/// var file = EnvFile(parsing: bytes)
/// try file.set(name, to: key, comment: "a sandbox key; it opens nothing else")
/// ```
public struct EnvFile: Sendable, Equatable {
  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  private var hasByteOrderMark: Bool
  var lines: [EnvLine]

  /// An empty file.
  public init() {
    hasByteOrderMark = false
    lines = []
  }

  /// Takes any bytes.
  public init(parsing bytes: [UInt8]) {
    hasByteOrderMark = bytes.starts(with: Self.byteOrderMark)
    lines = EnvFileParser.lines(of: bytes, from: hasByteOrderMark ? Self.byteOrderMark.count : 0)
  }

  /// The whole file.
  public var bytes: [UInt8] {
    var bytes = hasByteOrderMark ? Self.byteOrderMark : []
    for line in lines { line.print(to: &bytes) }
    return bytes
  }

  /// The names of all variables, each once, in the order of their effective lines.
  public var names: [String] {
    var seen: Set<String> = []
    return lines.reversed().compactMap { $0.assignment?.name }.filter { seen.insert($0).inserted }.reversed()
  }

  /// Whether the variable's effective value is this secret. A value that readers would disagree on is no secret's.
  public func matches(_ name: VariableName, _ secret: Secret) -> Bool { value(of: name) == secret }

  /// The variable's effective value; nil when there is none, or when readers would disagree on it.
  public func value(of name: VariableName) -> Secret? {
    effectiveIndex(of: name).flatMap { lines[$0].assignment?.value.plain }.map { Secret($0) }
  }

  /// The line numbers, from 1, of all assignments of this name; the last one is effective, the others are shadowed by it.
  public func lineNumbers(of name: VariableName) -> [Int] {
    var number = 1
    var numbers: [Int] = []
    for line in lines {
      if line.assignment?.name == name.text { numbers.append(number) }
      number += line.height
    }
    return numbers
  }

  func effectiveIndex(of name: VariableName) -> Int? { lines.lastIndex { $0.assignment?.name == name.text } }
}

extension EnvFile: CustomStringConvertible, CustomReflectable {
  /// The variables' names. Values may be secret, so they are not shown.
  public var description: String { "EnvFile(\(names.joined(separator: ", ")))" }
  public var customMirror: Mirror { Mirror(self, children: []) }
}
