import Operations

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What kind of place standard output and error lead to.
struct Terminal: Sendable {
  let isInteractive: Bool
  /// Whether results may have colours: only on a terminal, never with NO_COLOR or TERM=dumb.
  let hasColor: Bool
  /// The same for errors, which may go elsewhere than results.
  let hasErrorColor: Bool

  init(_ options: GlobalOptions, environment: [String: String]) {
    let noColor = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    let mayColor = !noColor && environment["TERM"] != "dumb"
    hasColor = isatty(STDOUT_FILENO) == 1 && mayColor
    hasErrorColor = isatty(STDERR_FILENO) == 1 && mayColor
    isInteractive =
      isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 && !options.has("--json") && !options.has("--no-input")
  }

  func bold(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  func red(_ text: String) -> String { hasColor ? "\u{1B}[31m\(text)\u{1B}[0m" : text }

  func error(_ text: String) -> String { hasErrorColor ? "\u{1B}[31m\(text)\u{1B}[0m" : text }

  func green(_ text: String) -> String { hasColor ? "\u{1B}[32m\(text)\u{1B}[0m" : text }
}

/// A person at the terminal, asked on standard error.
struct TerminalAsker: ConsentAsker {
  let terminal: Terminal

  func spelling(of consent: Consent) -> String { consent.flag }

  var canAsk: Bool { terminal.isInteractive }

  func ask(_ consent: Consent, _ question: String) async throws -> Bool? {
    guard canAsk else { return nil }
    StandardError.write("\(TerminalText.clean(question)) [y/N] ")
    guard let answer = readLine(strippingNewline: true) else {
      StandardError.write("\n")
      return false
    }
    return ["y", "yes"].contains(answer.lowercased())
  }
}
