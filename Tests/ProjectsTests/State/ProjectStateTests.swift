import JSON
import Testing

@testable import Projects

@Suite struct ProjectStateTests {
  static let sample = """
    {
      "version": 1,
      "project": {
        "id": "project_1",
        "name": "Demo",
        "future": {
          "deep": [
            1,
            {}
          ]
        }
      },
      "providers": {
        "modelgates": {
          "name": "ModelGates",
          "linked_at": "2026-01-02T03:04:05Z",
          "future": 1.50
        }
      },
      "resources": {
        "modelgates-api": {
          "provider": "modelgates",
          "service": "api",
          "plan": "free",
          "gateway": "sandbox",
          "key_hash": "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef",
          "variables": {
            "api_key": "MODELGATES_API_KEY",
            "type": "MODELGATES_TYPE"
          },
          "created_at": "2026-01-02T03:04:05Z",
          "future": [
            true
          ]
        }
      },
      "environments": {
        "default": {
          "output": ".env",
          "future": null
        }
      },
      "active_environment": "default",
      "future": {}
    }

    """

  static func state(_ text: String) throws -> ProjectState { try ProjectState(parsing: Array(text.utf8)) }
  static func text(_ state: ProjectState) -> String { String(decoding: state.bytes, as: UTF8.self) }

  @Test func aNewStateHasOneEnvironment() {
    let state = ProjectState(project: ProjectIdentity(id: "project_1", name: "Demo"))
    let expected = """
      {
        "version": 1,
        "project": {
          "id": "project_1",
          "name": "Demo"
        },
        "providers": {},
        "resources": {},
        "environments": {
          "default": {
            "output": ".env"
          }
        },
        "active_environment": "default"
      }

      """
    #expect(Self.text(state) == expected)
    #expect(state.output() == ".env")
  }

  @Test func whatWasReadIsWrittenUnchanged() throws {
    #expect(Self.text(try Self.state(Self.sample)) == Self.sample)
  }

  @Test func typedMembersAreRead() throws {
    let state = try Self.state(Self.sample)
    let resource = try #require(state.resources["modelgates-api"])
    #expect(resource.variables["api_key"] == "MODELGATES_API_KEY")
    #expect(resource.variables.names == ["MODELGATES_API_KEY", "MODELGATES_TYPE"])
    #expect(resource.createdAt == Timestamp("2026-01-02T03:04:05Z"))
    #expect(state.providers["modelgates"]?.accountId == nil)
  }

  @Test func aChangeKeepsWhatANewerVersionPutThere() throws {
    var state = try Self.state(Self.sample)
    state.resources["modelgates-api"]?.plan = "pay_as_you_go"
    state.providers["modelgates"]?.linkedAt = nil
    state.project.name = "Other"
    let expected = Self.sample.replacing("\"free\"", with: "\"pay_as_you_go\"").replacing("Demo", with: "Other")
      .replacing("      \"linked_at\": \"2026-01-02T03:04:05Z\",\n", with: "")
    #expect(Self.text(state) == expected)
  }

  @Test func aRemovedRecordTakesItsUnknownMembersAlong() throws {
    var state = try Self.state(Self.sample)
    let resource = state.resources["modelgates-api"]
    state.resources["modelgates-api"] = nil
    #expect(state.resources.isEmpty)
    state.resources["modelgates-api"] = resource
    #expect(!Self.text(state).contains("true"))
  }

  @Test func equalStatesHaveEqualBytesHoweverTheyWereBuilt() {
    func resource(_ name: String) -> ProjectResource {
      ProjectResource(provider: "modelgates", service: name, gateway: "sandbox", createdAt: Timestamp(milliseconds: 0))
    }
    let names: [LocalName] = ["c", "a", "b", "a-1", "z9"]
    var (first, second) = (
      ProjectState(project: ProjectIdentity(id: "p", name: "n")),
      ProjectState(project: ProjectIdentity(id: "p", name: "n"))
    )
    for name in names { first.resources[name] = resource(name.text) }
    for name in names.reversed() { second.resources[name] = resource(name.text) }
    #expect(first == second)
    #expect(first.resources.names == ["a", "a-1", "b", "c", "z9"])
  }

  @Test(arguments: [
    ("", "unexpected end"), ("[]", "not an object"), ("{}", "not an object with a version"),
    ("{\"version\":\"1\"}", "with a version"), ("{\"version\":0}", "with a version"),
    ("{\"version\":1}", "project: expected a value"),
    ("{\"version\":1,\"project\":{\"id\":\"p\"}}", "project.name: expected a value"),
    ("{\"version\":1,\"project\":{\"id\":\"p q\",\"name\":\"n\"}}", "project.id: expected only the characters"),
    ("{\"version\":1,\"project\":{\"id\":\"p\",\"name\":\"n\"},\"resources\":[]}", "resources: expected an object"),
    ("{\"version\":1,\"project\":{\"id\":\"p\",\"name\":\"n\"},\"resources\":{\"A\":{}}}", "resources: expected names"),
    (
      "{\"version\":1,\"project\":{\"id\":\"p\",\"name\":\"n\"},\"resources\":{\"a\":1}}",
      "resources.a: expected an object"
    ),
    (
      "{\"version\":1,\"project\":{\"id\":\"p\",\"name\":\"n\"},\"environments\":{\"a\":{\"output\":1}}}",
      "environments.a.output: expected a string"
    ),
    ("{\"version\":1,\"project\":{\"id\":\"p\",\"name\":\"n\"},\"active_environment\":\"A\"}", "active_environment"),
  ])
  func damageIsNamedWithItsPlace(text: String, reason: String) {
    let error = #expect(throws: ProjectFileError.self) { try Self.state(text) }
    #expect(error?.code == .damaged)
    #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
  }

  @Test func variablesAreNamesOfVariables() {
    let text = Self.sample.replacing("\"MODELGATES_TYPE\"", with: "\"PATH; rm\"")
    let error = #expect(throws: ProjectFileError.self) { try Self.state(text) }
    #expect(error?.message.contains("resources.modelgates-api.variables.type: expected the name") == true)
  }

  @Test func aNewerVersionIsRefused() {
    let error = #expect(throws: ProjectFileError.self) { try Self.state("{\"version\":2}") }
    #expect(error?.code == .newerVersion)
  }

  @Test func conflictMarkersAreNamed() {
    let text = "{\n<<<<<<< HEAD\n  \"version\": 1\n=======\n  \"version\": 1,\n>>>>>>> other\n}\n"
    let error = #expect(throws: ProjectFileError.self) { try Self.state(text) }
    #expect(error?.code == .conflictMarkers)
  }

  @Test(arguments: ["", "A", "a_b", "a b", "ä", String(repeating: "a", count: 65)])
  func localNamesOutsideTheRuleAreRefused(name: String) { #expect(LocalName(name) == nil) }

  @Test func noTruncationIsTaken() {
    let bytes = Array(Self.sample.utf8)
    // The last byte is the final newline, which JSON doesn't need.
    for length in 0..<(bytes.count - 1) {
      #expect(throws: ProjectFileError.self) { try ProjectState(parsing: Array(bytes.prefix(length))) }
    }
  }
}
