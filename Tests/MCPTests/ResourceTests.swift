import JSON
import MCP
import TestSupport
import Testing

@Suite(.timeLimit(.minutes(10)))
struct ResourceTests {
  private static let png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="

  @Test(arguments: [
    (
      "test://static-text",
      #"{"uri":"test://static-text","mimeType":"text/plain","text":"This is the content of the static text resource."}"#,
      #""ttlMs":3600000,"cacheScope":"public""#
    ),
    (
      "test://static-binary", #"{"uri":"test://static-binary","mimeType":"image/png","blob":"\#(png)"}"#,
      #""ttlMs":0,"cacheScope":"private""#
    ),
    (
      "test://template/a%20b/data",
      #"{"uri":"test://template/a%20b/data","mimeType":"application/json","text":"{\"id\":\"a b\",\"data\":\"Data of a b\"}"}"#,
      #""ttlMs":0,"cacheScope":"private""#
    ),
  ])
  func resourceIsRead(_ uri: String, as contents: String, cache: String) async throws {
    try await withClient(.inMemory) { client in
      let result = #""contents":[\#(contents)]"#
      let params = #""uri":"\#(uri)""#
      try await client.expect(Lines.modern(1, "resources/read", params), Lines.complete(1, result, cache: cache))
      try await client.initialize("2024-11-05")
      try await client.expect(Lines.request(2, "resources/read", params), Lines.response(2, "{\(result)}"))
    }
  }

  @Test(arguments: [
    "test://nowhere", "", "test://static-text ", "TEST://static-text", "test://template//data",
    "test://template/0/data",
    "test://template/1/2/data", "test://template/%zz/data", "test://template/%2/data", "test://template/%+f/data",
    "test://template/%ff/data", "test://template/1/data/", "test://template/1", "file:///etc/passwd",
  ])
  func addressOfNothingIsNotFound(_ uri: String) async throws {
    try await withClient(.inMemory) { client in
      let params = #""uri":"\#(uri)""#
      let data = #"{"uri":"\#(uri)"}"#
      try await client.expect(
        Lines.modern(1, "resources/read", params), Lines.error(1, -32602, "Resource not found", data: data))
      for version in ["2024-11-05", "2025-03-26", "2025-06-18", "2025-11-25"] {
        try await client.initialize(version)
        try await client.expect(
          Lines.request(1, "resources/read", params), Lines.error(1, -32002, "Resource not found", data: data))
      }
    }
  }

  @Test(arguments: ["", #""uri":5"#, #""uri":null"#, #""uri":["test://static-text"]"#])
  func addressMustBeText(_ params: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.expect(
        Lines.modern(1, "resources/read", params), Lines.error(1, -32602, "\"uri\" must be a string."))
    }
  }

  @Test(
    arguments: [
      ("a://{x}", "a://1", ["x": "1"]), ("a://{x}", "a://", nil), ("a://{x}", "a://1/2", nil),
      ("a://{x}", "b://1", nil),
      ("a://{x}/b/{y}", "a://1/b/2", ["x": "1", "y": "2"]), ("a://{x}/b/{y}", "a://1/b/", nil),
      ("a://{x}/b", "a://1/b", ["x": "1"]), ("a://{x}/b", "a://1/bc", nil), ("a://{x}/b", "a:///b", nil),
      ("a://{x}", "a://%41%2f%C3%A4", ["x": "A/ä"]), ("a://{x}", "a://%", nil), ("a://{x}", "a://%4", nil),
      ("a://{x}", "a://%g0", nil), ("a://{x}", "a://% 1", nil), ("a://{x}", "a://%-1", nil),
      ("a://{x}", "a://%C3", nil),
      ("a://{x}", "a://%00", ["x": "\0"]), ("a://b", "a://b", [:]), ("a://b", "a://bc", nil),
    ] as [(StaticString, String, [String: String]?)])
  func templateMatchesItsFamilyOnly(_ template: StaticString, _ uri: String, _ variables: [String: String]?) {
    #expect(URITemplate(template).match(uri) == variables)
  }

  @Test func hostileAddressTakesNoLongerThanAnother() {
    // Each of a million slashes would be a place to begin again for a matcher that goes back.
    let uri = "a://" + String(repeating: "x/", count: 1_000_000)
    #expect(URITemplate("a://{x}/b/{y}/c").match(uri) == nil)
  }
}
