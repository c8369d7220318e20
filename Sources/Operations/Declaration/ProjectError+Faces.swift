public import Projects

/// Errors of the faces themselves: of a command line, of consents.
extension ProjectError {
  /// - Parameter command: whose help shows how it is done.
  public static func usage(_ message: String, of command: String? = nil) -> ProjectError {
    ProjectError(
      Code(name: "usage"), message,
      hint: command.map { "modelgates \($0) --help shows arguments and examples." }
        ?? "modelgates --help shows the commands, modelgates <command> --help their options.")
  }

  /// A flag, variable or configuration file that can't be used.
  public static func settings(_ message: String) -> ProjectError { ProjectError(Code(name: "usage"), message) }

  /// Says nothing of the cause, which is in the log.
  public static let internalFailure = ProjectError(
    Code(name: "internal_error"), "Something went wrong that should not.", hint: "The log on standard error says more.")

  /// - Parameter question: nil when who called has just read it.
  static func consentRefused(_ question: String?) -> ProjectError {
    let code = Code(name: "consent_refused")
    guard let question else { return ProjectError(code, "The answer was no, so nothing was changed.") }
    return ProjectError(
      code, "The answer was no, so nothing was changed. The question was: \(question)",
      hint: "Ask the user what to do instead. The same call asks again.")
  }

  static func confirmationRequired(_ question: String, spelling: String) -> ProjectError {
    ProjectError(
      .confirmationRequired, question,
      hint: "Nothing was changed. If the user agrees, repeat with \(spelling).")
  }
}
