import Projects

extension OperationContext {
  /// Lets a browser show the address, if there is a person at a terminal.
  func showing(_ outcome: Outcome<AddressReport>) -> Outcome<AddressReport> {
    guard let browser else { return outcome }
    var report = outcome.result
    let isOpened = browser(report.url)
    report.opened = isOpened
    let failure = isOpened ? [] : ["No browser could be started here: open the address by hand."]
    return Outcome(report, warnings: outcome.warnings + failure, nextSteps: outcome.nextSteps)
  }
}
