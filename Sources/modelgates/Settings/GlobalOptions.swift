import Files
import JSON
import Operations

/// The options that every command takes, wherever on its line they stand.
struct GlobalOptions: Equatable {
  var values: [String: String] = [:]
  var switches: Set<String> = []
  /// What is left: the command's words, arguments and own flags.
  var rest: [String] = []

  /// Options that take a value, with what they mean.
  static let valued: [(flag: String, meaning: String)] = [
    ("--project", "Folder of the project. Default: found from the working directory."),
    ("--gateway", "sandbox (embedded), live, or the address of a gateway: https://..."),
    ("--ca-file", "File of certificates to trust instead of the system's."),
    ("--email", "E-mail address of the account."),
    ("--management-key-file", "File with a management key; - reads standard input."),
    ("--payment-token-file", "File with a payment token for one change to a paid plan; - reads standard input."),
    ("--vault-passphrase-file", "File with the passphrase that seals the vault."),
    ("--log-level", "debug, info, warning or error. Default: warning."),
    ("--log-format", "json or text. Default: json for servers, text for commands."),
  ]

  /// Options that are just there or not, with what they mean.
  static let plain: [(flag: String, meaning: String)] = [
    ("--json", "Print one JSON object."),
    ("--yes", "Don't ask whether to go on."),
    ("--accept-tos", "Accept the provider's terms."),
    ("--confirm-paid-service", "Agree to spend money."),
    ("--no-input", "Never ask anything."),
    ("--quiet", "Print results only, no progress."),
    ("--help", "Show how a command is used."),
    ("--version", "Print the version."),
  ]

  private static let short = ["-h": "--help", "-y": "--yes", "-q": "--quiet", "-v": "--version"]
  /// Consents belong to the commands that declare them, and are accepted by all others.
  static let consents = ["--yes", "--accept-tos", "--confirm-paid-service"]

  /// All of them, for suggestions.
  static let flags = valued.map(\.flag) + plain.map(\.flag)

  init(_ arguments: [String]) throws(UsageError) {
    var remaining = arguments[...]
    while let written = remaining.popFirst() {
      if written == "--" {
        rest += [written] + remaining
        return
      }
      let argument = Self.short[written] ?? written
      let parts = argument.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
      if Self.plain.contains(where: { $0.flag == argument }) {
        switches.insert(argument)
        if Self.consents.contains(argument) { rest.append(argument) }
      } else if let flag = parts.first, Self.valued.contains(where: { $0.flag == flag }) {
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
