import Files
import Gateway
import JSON
import Sandbox
import Synchronization
import TestSupport

/// A sandbox in a folder of its own, with a clock that stands still until it is set, and a fixed seed, so that every key and token is known beforehand.
final class TestGateway: Sendable {
  /// Wednesday, 5 August 2026, 12:00:00 UTC.
  static let start: Int64 = 1_785_931_200

  let folder: TemporaryDirectory
  let sandbox: Sandbox
  let now: Clock

  final class Clock: Sendable {
    private let seconds = Mutex(TestGateway.start)
    var value: Int64 {
      get { seconds.withLock { $0 } }
      set { seconds.withLock { $0 = newValue } }
    }
  }

  var stateFile: FilePath { folder.path / "state.json" }

  init(state: String = TestGateway.emptyState) throws {
    folder = try TemporaryDirectory()
    let clock = Clock()
    now = clock
    sandbox = Sandbox(directory: folder.path) { clock.value }
    try File.create(stateFile, Array(state.utf8), mode: 0o600)
  }

  func advance(by seconds: Int64) { now.value += seconds }

  /// What a new sandbox begins with.
  static let emptyState = """
    {"version":1,"seed":"0000000000000000000000000000000000000000000000000000000000000000","serial":1,\
    "accounts":[{"id":"acct_sandbox000001","purchased":0,"used":0,"has_payment_method":false,\
    "created_at":1785931200,"free_minute":0,"free_minute_count":0,"free_day":0,"free_day_count":0}],\
    "keys":[{"hash":"829a9b772f2951c620e43b2bb897410ad5b41da29a7d92bbb16d9b7eca99f866","label":"sk-mg-sandbo...ent","name":"Sandbox management",\
    "account":"acct_sandbox000001","is_management":true,"disabled":false,"include_byok_in_limit":false,\
    "created_at":1785931200,"usage":0,"usage_daily":0,"usage_weekly":0,"usage_monthly":0,"used_at":0}],\
    "resources":[],"sessions":[],"codes":[],"replays":[],"generations":[]}
    """
}

/// What came back: the status and the body's text.
struct Answer: Equatable, CustomStringConvertible {
  let status: Int
  let body: String

  init(_ status: Int, _ body: String) {
    self.status = status
    self.body = body
  }

  init(_ response: HTTPResponse) {
    self.init(response.status, String(decoding: response.body, as: UTF8.self))
  }

  var description: String { "\(status) \(body)" }

  /// The body, parsed.
  var json: JSON { (try? JSON(parsing: Array(body.utf8), limits: JSONLimits(depth: 32, bytes: 1 << 24))) ?? .null }
}

extension TestGateway {
  static let management = Sandbox.managementKey

  func response(
    _ method: HTTPRequest.Method, _ path: String, query: [(name: String, value: String)] = [], as bearer: String? = nil,
    fields: [(name: String, value: String)] = [], _ body: HTTPRequest.Body? = nil
  ) async throws -> HTTPResponse {
    let versioned = path.hasPrefix("/provisioning/") ? [(name: "API-Version", value: "0.1d")] : []
    return try await sandbox.send(
      HTTPRequest(
        method, path, query: query, bearer: bearer.map { Secret(Array($0.utf8)) }, fields: versioned + fields,
        body: body))
  }

  func get(_ path: String, _ query: [(name: String, value: String)] = [], as bearer: String? = nil) async throws
    -> Answer
  {
    Answer(try await response(.get, path, query: query, as: bearer))
  }

  func post(
    _ path: String, as bearer: String? = nil, key: String? = nil, _ body: JSON? = nil
  ) async throws -> Answer {
    let fields = key.map { [(name: "Idempotency-Key", value: $0)] } ?? []
    return Answer(try await response(.post, path, as: bearer, fields: fields, body.map { .json($0) }))
  }

  func post(_ path: String, form: [(name: String, value: String)]) async throws -> Answer {
    Answer(try await response(.post, path, .form(form.map { (name: $0.name, value: Secret(Array($0.value.utf8))) })))
  }

  func patch(_ path: String, as bearer: String? = nil, _ body: JSON) async throws -> Answer {
    Answer(try await response(.patch, path, as: bearer, .json(body)))
  }

  func delete(_ path: String, as bearer: String? = nil) async throws -> Answer {
    Answer(try await response(.delete, path, as: bearer))
  }

  /// A new API key of the first account.
  func mintKey(_ body: JSON = ["name": "test"]) async throws -> String {
    try await post("/keys", as: Self.management, body).json["key"]?.string ?? ""
  }

  func addCredits(_ amount: JSON) async throws {
    _ = try await post("/sandbox/credits", as: Self.management, ["amount": amount])
  }

  func stateText() throws -> String {
    String(decoding: try File.read(stateFile, limit: 1 << 24), as: UTF8.self)
  }
}

extension JSON {
  /// A number that isn't an integer; the language has no literal that keeps its digits.
  static func decimal(_ text: String) -> JSON {
    (try? JSON(parsing: Array(text.utf8), limits: JSONLimits(depth: 1, bytes: 64))) ?? .null
  }
}
