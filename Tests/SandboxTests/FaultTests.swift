import Files
import Gateway
import JSON
import Sandbox
import Synchronization
import TestSupport
import Testing

/// What goes wrong on demand, in process.
struct FaultTests {
  private let gateway: TestGateway

  init() throws { gateway = try TestGateway() }

  /// What became of a request: the status and body, or the failure's code.
  private func outcome(
    _ method: HTTPRequest.Method = .get, _ path: String = "/models/count", fault: String? = nil,
    as bearer: String? = nil,
    _ body: JSON? = nil
  ) async throws -> String {
    let fields = fault.map { [(name: "Sandbox-Fault", value: $0)] } ?? []
    do {
      let response = try await gateway.response(method, path, as: bearer, fields: fields, body.map { .json($0) })
      return Answer(response).description
    } catch let failure as HTTPFailure {
      return failure.code.name + (failure.mayHaveArrived ? " arrived" : "")
    }
  }

  @Test(arguments: [
    ("status=503", #"503 {"error":{"code":503,"message":"The sandbox was told to fail"}}"#),
    ("error-in-200", #"200 {"error":{"code":500,"message":"The sandbox was told to fail"}}"#),
    ("garbage", "200 <<garbage\u{0}{\"data\":"), ("hang", "timed_out arrived"), ("cut", "cut_off arrived"),
    ("lost", "cut_off arrived"), ("drop", "cut_off arrived"), ("empty", "200 "), ("redirect", "307 "),
    ("html", "200 <!doctype html><title>Log in</title>"),
    ("wrong-json", #"200 {"data":[[null,-1]],"status":7,"id":{}}"#),
    ("wrong-type", #"200 {"data":{"count":359}}"#),
    ("status-after=500", #"500 {"error":{"code":500,"message":"The sandbox was told to fail"}}"#),
    ("delay=1", #"200 {"data":{"count":359}}"#),
    ("delay=1;status=400", #"400 {"error":{"code":400,"message":"The sandbox was told to fail"}}"#),
  ])
  func aHeaderFailsItsOwnRequest(fault: String, expected: String) async throws {
    #expect(try await outcome(fault: fault) == expected)
    #expect(try await outcome() == #"200 {"data":{"count":359}}"#)
  }

  @Test func retryAfterIsTold() async throws {
    let response = try await gateway.response(
      .get, "/models/count", fields: [(name: "sandbox-fault", value: "status=429; retry-after=7")])
    #expect(response.status == 429 && response[field: "Retry-After"] == "7")
  }

  @Test(arguments: [
    "", ";", "status=200", "status=600", "status", "status=503;hang", "hang=1", "retry-after=1", "delay=60001",
    "delay=-1", "status-after", "status-after=200", "html=1", "empty;html", "status=9999999999999999999999", "explode",
  ])
  func whatIsNoFaultIsRefused(fault: String) async throws {
    #expect(try await outcome(fault: fault).hasPrefix("400 "))
    let planned = try await outcome(
      .post, "/sandbox/faults", as: TestGateway.management, ["fault": .string(fault)])
    #expect(planned.hasPrefix("400 "))
  }

  @Test(arguments: [
    ("cut", 1), ("lost", 1), ("wrong-type", 1), ("status-after=500", 1), ("hang", 0), ("status=500", 0), ("garbage", 0),
    ("error-in-200", 0), ("html", 0), ("empty", 0), ("wrong-json", 0), ("huge", 0), ("redirect", 0), ("drop", 0),
  ])
  func theWorkIsDoneOrNot(fault: String, keys: Int) async throws {
    _ = try await outcome(.post, "/keys", fault: fault, as: TestGateway.management, ["name": "x"])
    let list = try await gateway.get("/keys", as: TestGateway.management).json["data"]?.array
    #expect(list?.count == keys)
  }

  @Test func delaysPassOnTheClockThatIsGiven() async throws {
    let waits = Waits()
    let sandbox = Sandbox(directory: gateway.folder.path, wait: { waits.add($0) }, clock: { TestGateway.start })
    _ = try await sandbox.send(
      HTTPRequest(.get, "/models/count", fields: [(name: "Sandbox-Fault", value: "delay=250")]))
    #expect(waits.all == [.milliseconds(250)])
  }

  @Test func plannedFaultsMeetTheRequestsThatTheyFit() async throws {
    let admin = TestGateway.management
    let plan: JSON = ["fault": "status=503;retry-after=2", "method": "GET", "path": "/models/*", "count": 2]
    let listed =
      #"{"data":[{"fault":"status=503;retry-after=2","method":"GET","path":"/models/*","after":null,"count":2}]}"#
    #expect(try await gateway.post("/sandbox/faults", as: admin, plan) == Answer(200, listed))
    #expect(try await gateway.get("/providers").status == 200)
    #expect(try await gateway.get("/models/count").status == 503)
    #expect(try await gateway.get("/models").status == 503)
    #expect(try await gateway.get("/models/count").status == 200)
    #expect(try await gateway.get("/sandbox/faults", as: admin) == Answer(200, #"{"data":[]}"#))
  }

  @Test func aPlannedFaultMayLetRequestsPassFirst() async throws {
    let plan: JSON = ["fault": "status=503", "path": "/models/count", "after": 2, "count": 1]
    #expect(try await gateway.post("/sandbox/faults", as: TestGateway.management, plan).status == 200)
    for expected in [200, 200, 503, 200] { #expect(try await gateway.get("/models/count").status == expected) }
  }

  @Test func theLogTellsWhatWasDoneInWhichOrder() async throws {
    _ = try await outcome(.post, "/keys", fault: "lost", as: TestGateway.management, ["name": "x"])
    _ = try await outcome(.get, "/key", fault: "hang")
    _ = try await outcome(.delete, "/keys/none", as: TestGateway.management)
    let answer = try await gateway.get("/sandbox/requests", as: TestGateway.management)
    let entries = try #require(answer.json["data"]?.array)
    #expect(entries.compactMap { $0["path"]?.string } == ["/keys", "/key", "/keys/none"])
    #expect(entries.map { $0["status"] } == [201, .null, 404])
    #expect(entries.map { $0["fault"] } == ["lost", "hang", .null])
    #expect(entries[0]["bearer"]?.string?.utf8.count == 64 && entries[1]["bearer"] == .null)
    #expect(!answer.body.contains(TestGateway.management))
    #expect(try await gateway.get("/sandbox/requests").status == 401)
  }

  @Test func aFaultForAllStaysUntilItIsTakenBackAndSparesTheAdmin() async throws {
    let admin = TestGateway.management
    #expect(try await gateway.post("/sandbox/faults", as: admin, ["fault": "status=502"]).status == 200)
    for _ in 1...3 { #expect(try await gateway.get("/models/count").status == 502) }
    #expect(try await gateway.delete("/sandbox/faults", as: admin) == Answer(200, #"{"data":[]}"#))
    #expect(try await gateway.get("/models/count").status == 200)
  }

  @Test func otherProcessesOfTheSameFolderMeetThem() async throws {
    _ = try await gateway.post("/sandbox/faults", as: TestGateway.management, ["fault": "status=502", "count": 1])
    let other = Sandbox(directory: gateway.folder.path, clock: { TestGateway.start })
    #expect(try await other.send(HTTPRequest(.get, "/models/count")).status == 502)
    #expect(try await gateway.get("/models/count").status == 200)
  }

  @Test(arguments: ["after", "remaining"]) func damagedPlanIsNamedAndLeftAlone(member: String) async throws {
    let plan = #"{"version":1,"faults":[{"fault":"drop","\#(member)":-9223372036854775808}]}"#
    try File.create(gateway.folder.path / "faults.json", Array(plan.utf8), mode: 0o600)
    let answer = try await gateway.get("/models/count")
    #expect(answer.status == 500 && answer.body.contains("a count of requests is out of range"), "\(answer)")
    #expect(try File.read(gateway.folder.path / "faults.json", limit: 1000) == Array(plan.utf8))
  }

  @Test func planningNeedsAManagementKey() async throws {
    #expect(try await gateway.post("/sandbox/faults", ["fault": "hang"]).status == 401)
    let key = try await gateway.mintKey()
    #expect(try await gateway.post("/sandbox/faults", as: key, ["fault": "hang"]).status == 403)
    #expect(try await gateway.get("/sandbox/faults").status == 401)
    #expect(try await gateway.delete("/sandbox/faults").status == 401)
  }

  @Test(arguments: ["/provisioning/resources/res_1", "/provisioning/account_requests"])
  func aFaultHasTheErrorsOfItsEndpoint(path: String) async throws {
    let method: HTTPRequest.Method = path.hasSuffix("requests") ? .post : .get
    let answer = try await outcome(method, path, fault: "status=503", method == .post ? [:] : nil)
    #expect(answer.contains(method == .post ? #"{"type":"error","error":"# : #"{"status":"error","error":"#))
  }
}

/// The waits that were asked for.
private final class Waits: Sendable {
  private let list = Mutex<[Duration]>([])
  var all: [Duration] { list.withLock { $0 } }
  func add(_ duration: Duration) { list.withLock { $0.append(duration) } }
}
