import JSON

/// What has to hold for an operation. All of it is checked at once, so that nobody finds one obstacle behind the other.
struct Preflight {
  /// What was checked, in order.
  private(set) var checks: [PreflightCheck] = []
  private var firstError: ProjectError?

  var isReady: Bool { firstError == nil }

  /// Adds a condition, which holds unless `body` throws.
  mutating func require(_ label: String, _ body: () throws(ProjectError) -> Void) {
    do throws(ProjectError) {
      try body()
      checks.append(PreflightCheck(label))
    } catch {
      add(label, error)
    }
  }

  /// The same for what has to be asked of the gateway.
  mutating func require(_ label: String, _ body: () async throws(ProjectError) -> Void) async {
    do throws(ProjectError) {
      try await body()
      checks.append(PreflightCheck(label))
    } catch {
      add(label, error)
    }
  }

  private mutating func add(_ label: String, _ error: ProjectError) {
    checks.append(PreflightCheck(label, failing: error))
    firstError = firstError ?? error
  }

  /// - Throws: the first error, with all checks as `preflight` in its details.
  func requireAll() throws(ProjectError) {
    guard let error = firstError else { return }
    let checks = checks.map { check in
      (try? JSON(parsing: check.jsonBytes, limits: JSONLimits(depth: 4, bytes: 65_536))) ?? .null
    }
    var details = error.details?.object ?? JSONObject()
    details["preflight"] = .array(checks)
    throw ProjectError(
      error.code, error.message, hint: error.hint, retryable: error.retryable, retryAfterMs: error.retryAfterMs,
      details: .object(details))
  }

  /// What a dry run says to do next.
  var nextSteps: [String] {
    isReady ? ["Nothing stands in the way: call it again without dry_run (--dry-run)."] : []
  }
}
