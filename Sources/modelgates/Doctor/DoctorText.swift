import Operations

/// A report for people: a line for each finding, as wide as the terminal, then the remedies, which are never broken.
struct DoctorText {
  private static let nameWidth = 13

  private let report: DoctorReport
  private let terminal: Terminal

  init(_ report: DoctorReport, _ terminal: Terminal) {
    self.report = report
    self.terminal = terminal
  }

  var text: String {
    let lines = report.findings.map { line($0) }
    let fixed = report.fixed.map { "fixed \(name($0.check))\(wrapped($0.fix + "."))" }
    let failed = report.notFixed.map { "      \(name($0.check))\(wrapped("\($0.fix): \($0.error ?? "")"))" }
    let remedies = report.findings.compactMap { finding in
      finding.remedy.map { "  \(TerminalText.clean($0))" }
    }
    var parts = [lines.joined(separator: "\n")]
    if !fixed.isEmpty { parts.append(fixed.joined(separator: "\n")) }
    if !failed.isEmpty { parts.append("Not fixed:\n" + failed.joined(separator: "\n")) }
    if !remedies.isEmpty { parts.append("Remedies:\n" + Self.unique(remedies).joined(separator: "\n")) }
    return (parts + [summary]).joined(separator: "\n\n") + "\n"
  }

  private func line(_ finding: FindingReport) -> String {
    let word =
      switch finding.verdict {
      case .pass: terminal.green("ok   ")
      case .warning: terminal.bold("warn ")
      case .failure: terminal.red("fail ")
      }
    return "\(word) \(name(finding.check))\(wrapped(finding.detail))"
  }

  private func name(_ check: String) -> String {
    check + String(repeating: " ", count: max(1, Self.nameWidth - check.count))
  }

  private var summary: String {
    func count(_ verdict: FindingReport.Verdict) -> Int { report.findings.count { $0.verdict == verdict } }
    let (failures, warnings) = (count(.failure), count(.warning))
    guard failures + warnings > 0 else { return "Everything is as it should be." }
    let fixable = report.findings.count { $0.fixable }
    let first = "\(failures) failed, \(warnings) \(warnings == 1 ? "warning" : "warnings"), \(count(.pass)) ok."
    let all = fixable == 0 ? first : "\(first) modelgates doctor --fix mends \(fixable)."
    return CommandHelp.paragraph(all, width: terminal.textWidth)
  }

  /// Broken between words so that it fits behind verdict and name.
  private func wrapped(_ text: String) -> String {
    let indent = 6 + Self.nameWidth
    let words = TerminalText.clean(text).split(whereSeparator: \.isWhitespace).joined(separator: " ")
    let lines = CommandHelp.paragraph(words, width: terminal.textWidth - indent).split(separator: "\n")
    return lines.joined(separator: "\n" + String(repeating: " ", count: indent))
  }

  private static func unique(_ lines: [String]) -> [String] {
    var seen: Set<String> = []
    return lines.filter { seen.insert($0).inserted }
  }
}
