import Gateway
import Testing

@testable import Projects

/// What the gateway refuses is said under the same code by every operation, with what to do next.
struct GatewayErrorConversionTests {
  @Test(arguments: [
    (GatewayError.Code.unauthenticated, "rotate_key (`modelgates rotate`)"),
    (.unauthenticated, "--management-key-file"), (.managementKeyRequired, "MODELGATES_MANAGEMENT_KEY"),
    (.insufficientCredits, "list_models"), (.paymentMethodRequired, "free plan"), (.notFound, "list_services"),
    (.permissionDenied, "general"), (.conflict, "general"), (.rateLimited, "general"), (.invalidRequest, "general"),
    (.gatewayUnavailable, "general"), (.gatewayError, "general"), (.invalidResponse, "general"),
    (.missingLibrary, "general"),
  ])
  func everyCodeKeepsItsNameAndSaysWhatToDo(code: GatewayError.Code, hint: String) {
    let error = ProjectError(
      converting: GatewayError(
        code, "message", hint: "general", retryable: true, retryAfterMs: 7, status: 418, mayHaveTakenEffect: true))
    #expect(error.code.name == code.name && error.message == "message")
    #expect(error.retryable && error.retryAfterMs == 7 && error.mayHaveTakenEffect)
    #expect(error.hint?.contains(hint) == true)
  }
}
