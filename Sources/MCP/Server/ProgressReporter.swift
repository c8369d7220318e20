import JSON
import Synchronization

/// The progress of one request whose client asked to hear of it. Progress must increase with each notification.
final class ProgressReporter: Sendable {
  let token: JSON
  private let last = Mutex(-Double.infinity)

  init?(token: JSON) {
    switch token {
    case .string, .integer: self.token = token
    default: return nil
    }
  }

  func advance(to value: Double) -> Bool {
    last.withLock { last in
      guard value > last else { return false }
      last = value
      return true
    }
  }
}
