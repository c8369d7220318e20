import JSON

/// Why a request isn't answered with what it asks for. `ErrorEnvelope` makes the response of it.
struct Refusal: Error, Sendable {
  let status: Int
  /// A stable word for programs, as in the provisioning protocol's errors.
  let code: String
  let message: String
  var metadata = JSONObject()
  var fields: [(name: String, value: String)] = []
  /// About the request as such (authentication, version, state), so that the provisioning protocol reports it flat
  /// whatever the endpoint's own error shape is.
  var isGeneral = false

  init(_ status: Int, _ code: String, _ message: String) {
    self.status = status
    self.code = code
    self.message = message
  }
}

extension Refusal {
  static func invalid(_ message: String) -> Refusal { Refusal(400, "invalid_request", message) }

  static let notFound = Refusal(404, "not_found", "Resource not found")

  static func unauthorized(_ message: String) -> Refusal {
    var refusal = Refusal(401, "unauthorized", message)
    refusal.isGeneral = true
    return refusal
  }

  static let managementOnly = Refusal(403, "forbidden", "Only management keys can perform this operation")

  static func conflict(_ message: String) -> Refusal { Refusal(409, "conflict", message) }

  static func full(_ things: String, limit: Int) -> Refusal {
    Refusal(403, "sandbox_full", "The sandbox holds at most \(limit) \(things)")
  }

  /// What the sandbox can't do although nothing is wrong with the request.
  static func internalError(_ message: String = "Internal Server Error") -> Refusal {
    var refusal = Refusal(500, "server_error", message)
    refusal.isGeneral = true
    return refusal
  }

  /// What a fault asks for.
  static func ordered(_ status: Int, retryAfter: Int? = nil) -> Refusal {
    var refusal = Refusal(status, "sandbox_fault", "The sandbox was told to fail")
    refusal.fields = retryAfter.map { [(name: "Retry-After", value: String($0))] } ?? []
    return refusal
  }

  static let amountOutOfRange = Refusal.invalid("the amount leaves the range that the sandbox can count")
}
