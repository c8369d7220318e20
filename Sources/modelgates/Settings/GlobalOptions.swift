import Files
import JSON
import Operations

/// The options that every command takes, wherever on its line they stand.
struct GlobalOptions: Equatable {
  var values: [String: String] = [:]
  var switches: Set<String> = []
  /// What is left: the command's words, arguments and own flags.
  var rest: [String] = []

  /// As they are declared, without their dashes.
  private static let properties = CommonOptions.recordSchema.properties
  private static let valued = Set(properties.filter { !$0.isSwitch }.map { "--\($0.flag)" })
  private static let plain = Set(properties.filter(\.isSwitch).map { "--\($0.flag)" })

  private static let short = ["-h": "--help", "-y": "--yes", "-q": "--quiet", "-v": "--version"]
  /// Consents belong to the commands that declare them, and are accepted by all others.
  static let consents = ["--yes", "--accept-tos", "--confirm-paid-service"]

  /// All of them, for suggestions.
  static let flags = properties.map { "--\($0.flag)" }

  init(_ arguments: [String]) throws(UsageError) {
    var remaining = arguments[...]
    while let written = remaining.popFirst() {
      if written == "--" {
        rest += [written] + remaining
        return
      }
      let argument = Self.short[written] ?? written
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if !argument.hasPrefix("-") {
        rest.append(argument)
      } else if Self.plain.contains(argument) {
        switches.insert(argument)
        if Self.consents.contains(argument) { rest.append(argument) }
      } else if let flag = parts.first, Self.valued.contains(flag) {
        guard let value = parts.count == 2 ? parts[1] : remaining.popFirst(), !value.isEmpty else {
          throw UsageError("\(flag) needs a value.")
        }
        guard values.updateValue(value, forKey: flag) == nil else { throw UsageError("\(flag) is given twice.") }
      } else {
        rest.append(argument)
      }
    }
  }

  func has(_ flag: String) -> Bool { switches.contains(flag) }
}

extension RecordSchema.Property {
  fileprivate var isSwitch: Bool { if case .boolean = schema.unwrapped { true } else { false } }
}
