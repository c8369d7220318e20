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
  let isErrorTerminal: Bool
  /// Whether what is under way may be shown on standard error: a terminal, and nobody who wants quiet.
  let showsProgress: Bool
  /// Whether a line can be taken back: the terminal knows control sequences.
  let canErase: Bool
  /// How results are written: for people on a terminal, else for programs.
  let form: TextRendering.Form
  /// Columns for running text, also where no terminal says how many it has.
  let textWidth: Int

  /// Lines of text that are longer are hard to read.
  private static let widestText = 100
  /// In fewer columns a terminal breaks lines as well as we do.
  private static let narrowestText = 40

  init(_ options: GlobalOptions, environment: [String: String]) {
    let noColor = environment["NO_COLOR"].map { !$0.isEmpty } ?? false
    let mayColor = !noColor && environment["TERM"] != "dumb"
    hasColor = isatty(STDOUT_FILENO) == 1 && mayColor
    hasErrorColor = isatty(STDERR_FILENO) == 1 && mayColor
    isInteractive =
      isatty(STDIN_FILENO) == 1 && isatty(STDERR_FILENO) == 1 && !options.has("--json") && !options.has("--no-input")
    isErrorTerminal = isatty(STDERR_FILENO) == 1
    showsProgress = isErrorTerminal && !options.has("--quiet") && !options.has("--json")
    canErase = environment["TERM"].map { $0 != "dumb" && !$0.isEmpty } ?? false
    guard isatty(STDOUT_FILENO) == 1 else {
      form = .plain
      // A pipe has no width of its own; whoever says one is believed.
      textWidth = Self.textWidth(Self.columns(environment) ?? 80)
      return
    }
    let width = Self.columns(environment) ?? Self.columnsOfTerminal() ?? 80
    form = options.has("--plain") ? .plain : .aligned(width: width)
    textWidth = Self.textWidth(width)
  }

  private static func textWidth(_ width: Int) -> Int { min(max(width, narrowestText), widestText) }

  private static func columns(_ environment: [String: String]) -> Int? {
    environment["COLUMNS"].flatMap { Int($0) }.flatMap { (1...10_000).contains($0) ? $0 : nil }
  }

  private static func columnsOfTerminal() -> Int? {
    var size = winsize()
    guard ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return nil }
    return Int(size.ws_col)
  }

  func bold(_ text: String) -> String { hasColor ? "\u{1B}[1m\(text)\u{1B}[0m" : text }

  func red(_ text: String) -> String { hasColor ? "\u{1B}[31m\(text)\u{1B}[0m" : text }

  func error(_ text: String) -> String { hasErrorColor ? "\u{1B}[31m\(text)\u{1B}[0m" : text }

  func green(_ text: String) -> String { hasColor ? "\u{1B}[32m\(text)\u{1B}[0m" : text }
}

/// A person at the terminal, asked on standard error.
struct TerminalAsker: ConsentAsker {
  let terminal: Terminal
  let progress: Progress

  func spelling(of consent: Consent) -> String { consent.flag }

  let asksCaller = true
  var canAsk: Bool { terminal.isInteractive }

  func ask(_ consent: Consent, _ question: String) async throws -> Bool? {
    guard canAsk else { return nil }
    progress.pause()
    StandardError.write("\(TerminalText.clean(question)) [y/N] ")
    guard let answer = readLine(strippingNewline: true) else {
      StandardError.write("\n")
      return false
    }
    return ["y", "yes"].contains(answer.lowercased())
  }
}
