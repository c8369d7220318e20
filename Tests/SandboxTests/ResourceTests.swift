import Gateway
import JSON
import Testing

struct ResourceTests {
  static let access = ProvisioningTests.access
  static let free = ProvisioningTests.resource
  static let paid: JSON = ["service_id": "api", "configuration": ["plan": "pay_as_you_go"]]
  static let path = "/provisioning/resources/res_sandbox000004"

  static let needsPayment = Answer(
    200,
    """
    {"status":"error","error":{"code":"requires_payment_credentials",\
    "message":"The pay-as-you-go plan needs a payment method, and none is on file"}}
    """)

  static func provisioned() async throws -> (gateway: TestGateway, key: String) {
    let gateway = try await ProvisioningTests.linked()
    let answer = try await gateway.post("/provisioning/resources", as: access, key: "op_1", free).json
    return (gateway, answer["complete"]?["access_configuration"]?["api_key"]?.string ?? "")
  }

  @Test func aResourceComesWithItsKey() async throws {
    let (gateway, key) = try await Self.provisioned()
    let answer = try await gateway.post("/provisioning/resources", as: Self.access, key: "op_1", Self.free)
    #expect(
      answer
        == Answer(
          200,
          """
          {"status":"complete","id":"res_sandbox000004","service_id":"api","configuration":{"plan":"free"},\
          "complete":{"access_configuration":{"api_key":"\(key)","type":"bearer"}}}
          """))
    #expect(key.hasPrefix("sk-mg-v1-sandbox"))
    #expect(key.utf8.count == 64)
    let info = try await gateway.get("/key", as: key).json["data"]
    #expect(info?["label"] == "Provisioned by ModelGates")
    #expect(info?["is_free_tier"] == true)
    #expect(
      try await gateway.get(Self.path, as: Self.access)
        == Answer(
          200,
          """
          {"status":"complete","id":"res_sandbox000004","service_id":"api","configuration":{"plan":"free"}}
          """))
  }

  @Test func theManagementKeySeesProvisionedKeys() async throws {
    let (gateway, _) = try await Self.provisioned()
    let keys = try await gateway.get("/keys", as: TestGateway.management).json["data"]?.array
    #expect(keys?.map { $0["name"] } == ["Provisioned by ModelGates"])
  }

  @Test func theSameOperationMakesOneResourceForADay() async throws {
    let (gateway, key) = try await Self.provisioned()
    gateway.advance(by: 86_399)
    let again = try await gateway.post("/provisioning/resources", as: Self.access, key: "op_1", Self.free).json
    #expect(again["complete"]?["access_configuration"]?["api_key"]?.string == key)
    #expect(
      try await gateway.post("/provisioning/resources", as: Self.access, key: "op_1", ["service_id": "api"])
        == Answer(
          409,
          """
          {"status":"error","error":{"code":"conflict","message":"The idempotency key was used for another request"}}
          """))
    gateway.advance(by: 1)
    let later = try await gateway.post("/provisioning/resources", as: Self.access, key: "op_1", Self.free).json
    #expect(later["id"] != again["id"])
  }

  @Test func anOperationOfAnotherAccountIsAnotherOperation() async throws {
    let (gateway, key) = try await Self.provisioned()
    let other = try await gateway.post("/provisioning/account_requests", ["id": "b", "email": "bob@example.com"]).json
    let access = other["credentials"]?["bearer"]?["access_token"]?.string
    let answer = try await gateway.post("/provisioning/resources", as: access, key: "op_1", Self.free).json
    #expect(answer["complete"]?["access_configuration"]?["api_key"]?.string?.utf8.count == 64)
    #expect(answer["complete"]?["access_configuration"]?["api_key"]?.string != key)
    #expect(
      try await gateway.get(Self.path, as: access)
        == Answer(404, #"{"status":"error","error":{"code":"not_found","message":"Resource not found"}}"#))
  }

  @Test func rotationRefusesTheOldKeyAtOnce() async throws {
    let (gateway, old) = try await Self.provisioned()
    _ = try await gateway.patch(
      "/keys/" + (try #require(try await hash(gateway))), as: TestGateway.management, ["limit": 7])
    let rotated = try await gateway.post("\(Self.path)/rotate_credentials", as: Self.access, key: "op_2", [:])
    let key = try #require(rotated.json["complete"]?["access_configuration"]?["api_key"]?.string)
    #expect(key != old)
    #expect(try await gateway.get("/key", as: old) == KeyTests.invalid)
    #expect(try await gateway.get("/key", as: key).json["data"]?["limit"] == 7)
    #expect(
      try await gateway.post("\(Self.path)/rotate_credentials", as: Self.access, key: "op_2", [:]) == rotated)
    #expect(try await gateway.get("/key", as: key).status == 200)
  }

  private func hash(_ gateway: TestGateway) async throws -> String? {
    try await gateway.get("/keys", as: TestGateway.management).json["data"]?.array?.first?["hash"]?.string
  }

  @Test func twoResourcesMayOverlap() async throws {
    let (gateway, old) = try await Self.provisioned()
    let second = try await gateway.post("/provisioning/resources", as: Self.access, key: "op_2", Self.free).json
    let new = second["complete"]?["access_configuration"]?["api_key"]?.string
    #expect(try await gateway.get("/key", as: old).status == 200)
    #expect(try await gateway.get("/key", as: new).status == 200)
    _ = try await gateway.post("\(Self.path)/remove", as: Self.access, [:])
    #expect(try await gateway.get("/key", as: old) == KeyTests.invalid)
    #expect(try await gateway.get("/key", as: new).status == 200)
  }

  @Test func removingTwiceIsFine() async throws {
    let (gateway, key) = try await Self.provisioned()
    let removed = Answer(200, #"{"status":"removed","id":"res_sandbox000004"}"#)
    #expect(try await gateway.post("\(Self.path)/remove", as: Self.access) == removed)
    #expect(try await gateway.post("\(Self.path)/remove", as: Self.access, [:]) == removed)
    #expect(try await gateway.get("/key", as: key) == KeyTests.invalid)
    #expect(try await gateway.get(Self.path, as: Self.access).json["status"] == "removed")
    for action in ["rotate_credentials", "update_service"] {
      #expect(
        try await gateway.post("\(Self.path)/\(action)", as: Self.access, [:])
          == Answer(409, #"{"status":"error","error":{"code":"invalid_state","message":"The resource was removed"}}"#))
    }
  }

  @Test func thePaidPlanNeedsAPaymentMethod() async throws {
    let gateway = try await ProvisioningTests.linked()
    #expect(
      try await gateway.post("/provisioning/resources", as: Self.access, key: "op_1", Self.paid) == Self.needsPayment)
    #expect(
      try await gateway.post("/sandbox/payment_method", as: TestGateway.management)
        == Answer(200, #"{"data":{"on_file":true,"email":"ada@example.com"}}"#))
    // The refused operation was not remembered.
    let answer = try await gateway.post("/provisioning/resources", as: Self.access, key: "op_1", Self.paid).json
    #expect(answer["status"] == "complete")
    #expect(answer["configuration"]?["plan"] == "pay_as_you_go")
  }

  @Test(
    arguments: [
      ["service_id": "pay_as_you_go"], ["service_id": "pay-as-you-go"], ["configuration": ["plan": "pay-as-you-go"]],
      ["service_id": "api", "configuration": ["plan": "pay_as_you_go"]],
    ] as [JSON])
  func aPlanChangesBothWays(update: JSON) async throws {
    let (gateway, key) = try await Self.provisioned()
    let path = "\(Self.path)/update_service"
    #expect(try await gateway.post(path, as: Self.access, update) == Self.needsPayment)
    _ = try await gateway.post("/sandbox/payment_method", as: TestGateway.management, ["on_file": true])
    #expect(
      try await gateway.post(path, as: Self.access, update)
        == Answer(
          200,
          """
          {"status":"complete","id":"res_sandbox000004","service_id":"api","configuration":{"plan":"pay_as_you_go"}}
          """))
    let down = try await gateway.post(path, as: Self.access, ["service_id": "free"]).json
    #expect(down["configuration"]?["plan"] == "free")
    #expect(try await gateway.get("/key", as: key).status == 200)
  }

  @Test func aPaymentTokenPaysForItsUpgradeAlone() async throws {
    let (gateway, _) = try await Self.provisioned()
    var update = Self.paid.object ?? [:]
    update["payment_credentials"] = ["type": "shared_payment_token", "shared_payment_token": "spt_1"]
    let path = "\(Self.path)/update_service"
    let up = try await gateway.post(path, as: Self.access, .object(update)).json
    #expect(up["configuration"]?["plan"] == "pay_as_you_go")
    _ = try await gateway.post(path, as: Self.access, ["service_id": "free"])
    #expect(try await gateway.post(path, as: Self.access, Self.paid) == Self.needsPayment)
  }

  static let malformed: [(JSON, String, String)] = [
    ([], "invalid_request", "expected a JSON object as the body"),
    ([:], "invalid_request", "service_id: expected a string, found nothing"),
    (
      ["service_id": "free"], "unknown_service",
      #"service_id: expected "api"; plans belong into configuration.plan"#
    ),
    (["service_id": ["api"]], "invalid_request", "service_id: expected a string, found an array"),
    (
      ["service_id": "api", "configuration": "free"], "invalid_request",
      "configuration: expected an object, found a string"
    ),
    (
      ["service_id": "api", "configuration": ["plan": "gold"]], "invalid_request",
      #"configuration.plan: expected one of "free", "pay_as_you_go", found a string"#
    ),
    (["service_id": "api", "project_id": 5], "invalid_request", "project_id: expected a string, found an integer"),
    (
      ["service_id": "api", "payment_credentials": "spt"], "invalid_request",
      "payment_credentials: expected an object, found a string"
    ),
    (
      ["service_id": "api", "payment_credentials": ["type": "card"]], "invalid_request",
      "payment_credentials.card: expected a string, found nothing"
    ),
  ]

  @Test(arguments: malformed)
  func aMalformedResourceIsRefused(body: JSON, code: String, message: String) async throws {
    let gateway = try await ProvisioningTests.linked()
    let error: JSON = ["status": "error", "error": ["code": .string(code), "message": .string(message)]]
    #expect(
      try await gateway.post("/provisioning/resources", as: Self.access, key: "op_1", body)
        == Answer(400, error.description))
  }

  @Test(arguments: ["", "a b", "a\nb", "é", String(repeating: "x", count: 256)])
  func aMalformedIdempotencyKeyIsRefused(key: String) async throws {
    let gateway = try await ProvisioningTests.linked()
    let answer = try await gateway.post("/provisioning/resources", as: Self.access, key: key, Self.free)
    #expect(answer.status == 400)
  }
}
