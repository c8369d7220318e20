import Gateway
import JSON
import Testing

struct HostileRequestTests {
  static let keyBodies: [(body: JSON, message: String)] = [
    ("name", "expected a JSON object as the body"),
    ([:], "name: expected a string, found nothing"),
    (["name": nil], "name: expected a string, found nothing"),
    (["name": 5], "name: expected a string, found an integer"),
    (["name": ""], "name: expected a string of 1 to 200 characters, without control characters"),
    (["name": "a\u{1B}[2J"], "name: expected a string of 1 to 200 characters, without control characters"),
    (
      ["name": .string(String(repeating: "x", count: 201))],
      "name: expected a string of 1 to 200 characters, without control characters"
    ),
    (["name": "x", "limit": "5"], "limit: expected a number of dollars of at most 1000000, found a string"),
    (["name": "x", "limit": -1], "limit: expected a number of dollars, 0 or more"),
    (["name": "x", "limit": 1_000_001], "limit: expected a number of dollars of at most 1000000, found an integer"),
    (
      ["name": "x", "limit": .decimal("1e400")],
      "limit: expected a number of dollars of at most 1000000, found a number"
    ),
    (
      ["name": "x", "limit_reset": "yearly"],
      #"limit_reset: expected one of "daily", "weekly", "monthly", found a string"#
    ),
    (["name": "x", "include_byok_in_limit": 1], "include_byok_in_limit: expected true or false, found an integer"),
    (
      ["name": "x", "expires_at": "tomorrow"],
      "expires_at: expected a time in the future such as 2030-01-31T12:00:00Z"
    ),
    (
      ["name": "x", "expires_at": "2026-08-05T12:00:00Z"],
      "expires_at: expected a time in the future such as 2030-01-31T12:00:00Z"
    ),
  ]

  @Test(arguments: keyBodies) func aMalformedKeyIsRefused(row: (body: JSON, message: String)) async throws {
    let gateway = try TestGateway()
    let error: JSON = ["error": ["code": 400, "message": .string(row.message)]]
    #expect(
      try await gateway.post("/keys", as: TestGateway.management, row.body) == Answer(400, error.description))
  }

  static let amounts: [(JSON, Int)] = [
    (["amount": nil], 400), (["amount": 0], 400), (["amount": "5"], 400), (["amount": 1_000_001], 400),
    (["amount": -1_000_000], 200), (["amount": 1_000_000], 200),
  ]

  @Test(arguments: amounts)
  func creditsComeInAmountsOfUpToAMillion(body: JSON, status: Int) async throws {
    #expect(try await TestGateway().post("/sandbox/credits", as: TestGateway.management, body).status == status)
  }

  @Test func creditsCannotOverflow() async throws {
    let gateway = try TestGateway()
    for _ in 0..<9 { try await gateway.addCredits(1_000_000) }
    let answer = try await gateway.post("/sandbox/credits", as: TestGateway.management, ["amount": 1_000_000])
    #expect(answer.status == 400)
    let credits = try await gateway.get("/credits", as: TestGateway.management)
    #expect(credits == Answer(200, #"{"data":{"total_credits":9000000,"total_usage":0}}"#))
  }

  @Test func aLargeBodyIsRefused() async throws {
    let gateway = try TestGateway()
    let tooLarge = Answer(413, #"{"error":{"code":413,"message":"The body is larger than 1048576 bytes"}}"#)
    let long: JSON = ["name": .string(String(repeating: "x", count: 1 << 20))]
    #expect(try await gateway.post("/keys", as: TestGateway.management, long) == tooLarge)
    let wide: JSON = ["name": "x", "more": .array(Array(repeating: .null, count: 600_000))]
    #expect(try await gateway.post("/keys", as: TestGateway.management, wide) == tooLarge)
  }

  @Test func aDeepBodyIsRefused() async throws {
    var deep = JSON.null
    for _ in 0..<5000 { deep = [deep] }
    let answer = try await TestGateway().post("/keys", as: TestGateway.management, ["name": "x", "more": deep])
    #expect(
      answer == Answer(400, #"{"error":{"code":400,"message":"the body nests more than 64 arrays and objects"}}"#))
  }

  @Test func aLargeFormIsRefused() async throws {
    let long = [(name: "code", value: String(repeating: "x", count: 5000))]
    let many = (0..<17).map { (name: "code\($0)", value: "x") }
    for form in [long, many] {
      #expect(try await TestGateway().post("/provisioning/oauth/token", form: form).status == 413)
    }
  }

  @Test(arguments: [
    ("", 404), ("/", 404), ("key", 200), ("/key/", 200), ("/keyring", 404), ("/provisioning", 404), ("/KEY", 404),
    ("/%6Bey", 200), ("/%", 400), ("/%E", 400), ("/%C3%28", 400), ("/../key", 404),
  ])
  func pathsAreTakenLiterally(path: String, status: Int) async throws {
    #expect(try await TestGateway().get(path, as: TestGateway.management).status == status)
  }

  @Test func aLongPathIsRefused() async throws {
    let path = "/model/openai/" + String(repeating: "x", count: 3000)
    #expect(try await TestGateway().get(path).status == 414)
  }

  @Test func anotherMethodIsRefused() async throws {
    let response = try await TestGateway().response(.patch, "/keys", as: TestGateway.management)
    #expect(Answer(response) == Answer(405, #"{"error":{"code":405,"message":"Method not allowed"}}"#))
    #expect(response[field: "Allow"] == "GET, POST")
  }

  @Test(arguments: [Int64.min, -1, 0, 253_402_300_799, Int64.max]) func anyClockWillDo(now: Int64) async throws {
    let gateway = try TestGateway()
    gateway.now.value = now
    try await gateway.addCredits(1)
    let key = try await gateway.mintKey()
    #expect(try await gateway.post("/chat/completions", as: key, CompletionTests.hello).status == 200)
    #expect(try await gateway.post("/chat/completions", as: key, CompletionTests.free).status == 200)
    #expect(try await gateway.get("/key", as: key).status == 200)
    let linked = try await gateway.post("/provisioning/account_requests", ProvisioningTests.accountRequest)
    #expect(linked.status == 200)
    let access = linked.json["credentials"]?["bearer"]?["access_token"]?.string
    #expect(try await gateway.post("/provisioning/deep_links", as: access, ["purpose": "dashboard"]).status == 200)
  }
}
