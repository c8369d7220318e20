import Gateway

/// What becomes of a request's reply.
struct Delivery: Sendable {
  enum Ending: Sendable {
    case whole(HTTPResponse)
    /// The reply breaks off in the middle of its body.
    case cut(HTTPResponse)
    /// The work is done, but no reply comes.
    case lost
    /// No reply comes, and nothing tells so.
    case hang
  }

  var delay = Duration.zero
  let ending: Ending

  init(_ ending: Ending, after delay: Duration = .zero) {
    self.ending = ending
    self.delay = delay
  }
}

extension Delivery.Ending {
  /// In process, where there is no connection that could break.
  func response() throws(HTTPFailure) -> HTTPResponse {
    switch self {
    case .whole(let response): response
    case .cut: throw HTTPFailure(.cutOff, "The reply broke off.", mayHaveArrived: true)
    case .lost: throw HTTPFailure(.cutOff, "The connection ended without a reply.", mayHaveArrived: true)
    case .hang: throw HTTPFailure(.timedOut, "No reply came in time.", mayHaveArrived: true)
    }
  }
}
