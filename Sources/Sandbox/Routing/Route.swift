import Gateway

/// An endpoint: its method and path, the shape of its errors, and what answers.
struct Route: Sendable {
  enum Handler: Sendable {
    /// Needs no state: takes no lock and reads no file.
    case fixed(@Sendable (Call) throws(Refusal) -> Reply)
    /// Reads the state and changes nothing.
    case reading(@Sendable (SandboxState, Call) throws(Refusal) -> Reply)
    /// May change the state. What a refused request has changed is dropped.
    case changing(@Sendable (inout SandboxState, Call) throws(Refusal) -> Reply)
    /// Reads the state and the log of requests.
    case looking(@Sendable ([RequestLog.Entry], SandboxState, Call) throws(Refusal) -> Reply)
    /// Reads the state and may change the list of faults.
    case planning(@Sendable (inout FaultPlan, SandboxState, Call) throws(Refusal) -> Reply)
  }

  let method: HTTPRequest.Method
  /// The parts between the slashes; `*` is an open place.
  let pattern: [Substring]
  let errors: ErrorEnvelope
  let needsVersion: Bool
  /// Whether faults are for it: not for what only the sandbox has.
  let canFail: Bool
  let handler: Handler

  init(
    _ method: HTTPRequest.Method, _ pattern: String, _ handler: Handler, errors: ErrorEnvelope = .api,
    needsVersion: Bool = false, canFail: Bool = true
  ) {
    self.method = method
    self.pattern = pattern.split(separator: "/")
    self.errors = errors
    self.needsVersion = needsVersion
    self.canFail = canFail
    self.handler = handler
  }

  /// What a path has in the open places; nil where the path is another one.
  func arguments(in path: [String]) -> [String]? {
    guard path.count == pattern.count else { return nil }
    var arguments: [String] = []
    for (part, expected) in zip(path, pattern) {
      if expected == "*" {
        arguments.append(part)
      } else if part != expected {
        return nil
      }
    }
    return arguments
  }
}
