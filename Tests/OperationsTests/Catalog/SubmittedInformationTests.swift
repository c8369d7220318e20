import JSON
import Projects
import Testing

@testable import Operations

struct SubmittedInformationTests {
  @Test func anObjectAndItsTextAreTheSame() throws {
    let object: JSON = ["country": "DE", "size": 5]
    #expect(try SubmittedInformation.read(object) == object.object)
    #expect(try SubmittedInformation.read(.string(object.description)) == object.object)
    #expect(try SubmittedInformation.read(nil) == nil)
  }

  @Test(arguments: [
    "", "x", #""x""#, "[]", "null", #"{"a":1,}"#, #"{"a":{"b":{"c":{"d":{}}}}}"#,
    #"{"a":"\#(String(repeating: "x", count: 1000))"}"#,
  ])
  func whatIsNoSmallObjectIsRefused(text: String) {
    #expect(throws: ProjectError.self) { try SubmittedInformation.read(.string(text)) }
    guard let json = try? JSON(parsing: Array(text.utf8), limits: JSONLimits(depth: 8, bytes: 10_000)) else { return }
    #expect(throws: ProjectError.self) { try SubmittedInformation.read(json) }
  }
}
