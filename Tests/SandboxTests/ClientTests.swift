import Gateway
import Sandbox
import Testing

/// The gateway's own client against the sandbox: what one writes, the other reads.
struct ClientTests {
  @Test func theClientReadsEveryReply() async throws {
    let gateway = try TestGateway()
    let client = GatewayClient(port: gateway.sandbox, managementKey: Secret(Array(Sandbox.managementKey.utf8)))
    #expect(try await client.models().count == 359)
    #expect(try await client.model(id: "deepseek/deepseek-r1:free").id.text == "deepseek/deepseek-r1:free")

    let provisioning = client.provisioning
    #expect(
      try await provisioning.services().map(\.reference) == [
        "modelgates/api", "modelgates/pay_as_you_go", "modelgates/free",
      ])
    guard case .credentials(let account) = try await provisioning.requestAccount(requestID: "r", email: "a@example.com")
    else {
      Issue.record("expected credentials")
      return
    }
    let new = NewResource(operationID: "op_1", serviceID: "api", plan: .free, projectID: "prj_1")
    let made = try await provisioning.createResource(new, accessToken: account.accessToken)
    let again = try await provisioning.createResource(new, accessToken: account.accessToken)
    #expect(made.status == .complete)
    let key = try #require(made.apiKey)
    #expect(again.apiKey == key)
    #expect(try await client.keys().count == 1)

    let answer = try await client.complete(
      model: "deepseek/deepseek-r1:free", messages: [ChatMessage(.user, "Hello!")], maxTokens: 16, key: key)
    #expect(answer.completionTokens == 16)
    try await provisioning.removeResource(id: made.id.text, accessToken: account.accessToken)
    #expect(try await client.keys().isEmpty)
  }

  @Test func aPaidPlanWithoutPaymentMethodIsThatError() async throws {
    let gateway = try await ProvisioningTests.linked()
    let provisioning = GatewayClient(port: gateway.sandbox, managementKey: nil).provisioning
    let error = await #expect(throws: GatewayError.self) {
      try await provisioning.createResource(
        NewResource(operationID: "op_1", serviceID: "api", plan: .payAsYouGo, projectID: "prj_1"),
        accessToken: Secret(Array(ProvisioningTests.access.utf8)))
    }
    #expect(error?.code == .paymentMethodRequired)
  }
}
