/// Shows the steps of a command on standard error, once it takes longer than a moment.
final class StepReporter: Sendable {
  private let isQuiet: Bool
  private let start = ContinuousClock.now
  private static let moment = Duration.milliseconds(700)

  init(isQuiet: Bool) { self.isQuiet = isQuiet }

  func report(_ step: String) {
    guard !isQuiet, ContinuousClock.now - start > Self.moment else { return }
    StandardError.write("\(step)…\n")
  }
}
