import Gateway
import JSON

extension ProjectError {
  static let notInitialized = ProjectError(
    .projectNotInitialized, "There is no ModelGates project here.",
    hint: "Run init_project (`modelgates init`), or add_service (`modelgates add modelgates/api`), which does both.")

  static func invalidArgument(_ message: String, hint: String? = nil) -> ProjectError {
    ProjectError(.invalidArgument, message, hint: hint)
  }

  /// - Parameter candidates: What could have been meant.
  static func resourceNotFound(_ reference: String, candidates: [String]) -> ProjectError {
    ProjectError(
      .resourceNotFound,
      candidates.isEmpty
        ? "This project has no services yet." : "This project has no service \"\(reference.prefix(80))\".",
      hint: candidates.isEmpty
        ? "Add one by add_service (`modelgates add modelgates/api`)."
        : "It has: \(candidates.joined(separator: ", ")). See list_services (`modelgates services list`).",
      details: ["candidates": .array(candidates.map { .string($0) })])
  }

  static func ambiguousReference(_ reference: String, candidates: [String]) -> ProjectError {
    ProjectError(
      .ambiguousReference,
      reference.isEmpty
        ? "This project has more than one service." : "\"\(reference.prefix(80))\" is more than one service here.",
      hint: "Use one of the local names: \(candidates.joined(separator: ", ")).",
      details: ["candidates": .array(candidates.map { .string($0) })])
  }

  static func otherGateway(_ name: String, of gateway: String, using current: String) -> ProjectError {
    ProjectError(
      .conflict, "The key of \(name) belongs to the gateway \(gateway), but \(current) is in use.",
      hint:
        "Give the gateway of the key (`--gateway \(Project.gatewayOption(gateway))`). Where that is gone for good, remove_service with "
        + "only_credentials (`modelgates remove \(name) --only-credentials`) forgets the key here.")
  }

  static func keyNotInVault(_ name: String) -> ProjectError {
    ProjectError(
      .keyNotInVault, "The key of \(name) isn't in this computer's vault.",
      hint: "rotate_key (`modelgates rotate \(name)`) makes a new one for it, which ends the old one for everybody.")
  }

  static func rotationInProgress(_ message: String) -> ProjectError {
    ProjectError(
      .rotationInProgress, message, hint: "Wait until it is done; see project_status (`modelgates status`).",
      retryable: true)
  }
}

extension ProjectError {
  /// Whether the gateway has said no for good: asking the same again would be refused again.
  var isRefusal: Bool {
    let refusals: [GatewayError.Code] = [
      .permissionDenied, .invalidRequest, .conflict, .insufficientCredits, .paymentMethodRequired, .unauthenticated,
      .termsNotAccepted,
    ]
    return !mayHaveTakenEffect
      && (refusals.contains { $0.name == code.name } || [.verificationFailed, .informationRequired].contains(code))
  }

  /// Whether asking again is of no use: a refusal, or a reply that makes no sense.
  var isHopeless: Bool { isRefusal || code.name == GatewayError.Code.invalidResponse.name }
}

extension ProjectError.Code {
  static let conflict = Self(name: "conflict")
}
