import JSON
import TestSupport
import Testing

/// Prompts and completion.
@Suite(.timeLimit(.minutes(10)))
struct PromptTests {
  @Test(arguments: [
    (#""name":"none""#, "Unknown prompt: none."),
    (#""name":1"#, "\"name\" must be a string."),
    ("", "\"name\" must be a string."),
    (#""name":"test_prompt_with_arguments""#, "The argument \"arg1\" is required."),
    (#""name":"test_prompt_with_arguments","arguments":{"arg1":"x"}"#, "The argument \"arg2\" is required."),
    (
      #""name":"test_prompt_with_arguments","arguments":{"arg1":"x","arg2":2}"#,
      "\"arg2\" is no argument of this prompt, or not a string."
    ),
    (
      #""name":"test_simple_prompt","arguments":{"arg1":"x"}"#,
      "\"arg1\" is no argument of this prompt, or not a string."
    ),
    (#""name":"test_simple_prompt","arguments":[]"#, "\"arguments\" must be an object, not an array."),
    (#""name":"test_simple_prompt","arguments":"x""#, "\"arguments\" must be an object, not a string."),
  ])
  func promptThatCannotBeMadeIsRefused(_ params: String, saying message: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.expect(Lines.modern(1, "prompts/get", params), Lines.error(1, -32602, message))
      try await client.initialize("2025-03-26")
      try await client.expect(Lines.request(1, "prompts/get", params), Lines.error(1, -32602, message))
    }
  }

  @Test func promptIsMade() async throws {
    try await withClient(.inMemory) { client in
      let params = #""name":"test_prompt_with_arguments","arguments":{"arg1":"a'b","arg2":""}"#
      let result =
        #""description":"A prompt with two arguments.","messages":[{"role":"user","content":{"type":"text","#
        + #""text":"Prompt with arguments: arg1='a'b', arg2=''"}}]"#
      try await client.expect(Lines.modern(1, "prompts/get", params), Lines.complete(1, result))
      try await client.initialize("2025-11-25")
      try await client.expect(Lines.request(2, "prompts/get", params), Lines.response(2, "{\(result)}"))
    }
  }

  private static let prompt = #""ref":{"type":"ref/prompt","name":"test_prompt_with_arguments"}"#
  private static let template = #""ref":{"type":"ref/resource","uri":"test://template/{id}/data"}"#

  @Test(arguments: [
    (#"\#(prompt),"argument":{"name":"arg1","value":"par"}"#, #"["paris","park","party"],"total":3,"hasMore":false"#),
    (#"\#(prompt),"argument":{"name":"arg1","value":"zzz"}"#, #"[],"total":0,"hasMore":false"#),
    (#"\#(prompt),"argument":{"name":"arg2","value":""}"#, #"[],"total":0,"hasMore":false"#),
    (
      #"\#(prompt),"argument":{"name":"arg1","value":"par-"},"context":{"arguments":{"arg2":"x"}}"#,
      #"["par-x"],"total":1,"hasMore":false"#
    ),
    (#"\#(template),"argument":{"name":"id","value":"12"}"#, #"["12","123"],"total":2,"hasMore":false"#),
  ])
  func valuesAreSuggested(_ params: String, as values: String) async throws {
    try await withClient(.inMemory) { client in
      let result = #""completion":{"values":\#(values)}"#
      try await client.expect(Lines.modern(1, "completion/complete", params), Lines.complete(1, result))
      try await client.initialize("2025-06-18")
      try await client.expect(Lines.request(1, "completion/complete", params), Lines.response(1, "{\(result)}"))
    }
  }

  @Test func noMoreThanOneHundredValuesAreSuggested() async throws {
    try await withClient(.inMemory) { client in
      let params = #"\#(Self.prompt),"argument":{"name":"arg1","value":"all"}"#
      let completion = try await client.result(of: Lines.modern(1, "completion/complete", params))?["completion"]
      #expect(completion?["values"]?.array?.count == 100)
      #expect(completion?["total"] == 150)
      #expect(completion?["hasMore"] == true)
    }
  }

  private static let incomplete = "\"argument\" must have a \"name\" and a \"value\"."

  @Test(arguments: [
    ("", incomplete), (#"\#(prompt)"#, incomplete), (#"\#(prompt),"argument":{"name":"arg1"}"#, incomplete),
    (#"\#(prompt),"argument":{"name":"arg1","value":1}"#, incomplete),
    (#""argument":{"name":"a","value":""}"#, "\"ref\" must be a \"ref/prompt\" or a \"ref/resource\"."),
    (
      #""ref":{"type":"ref/tool"},"argument":{"name":"a","value":""}"#,
      "\"ref\" must be a \"ref/prompt\" or a \"ref/resource\"."
    ),
    (#""ref":{"type":"ref/prompt","name":"x"},"argument":{"name":"a","value":""}"#, "Unknown prompt: x."),
    (#"\#(prompt),"argument":{"name":"arg3","value":""}"#, "The prompt has no argument \"arg3\"."),
    (#""ref":{"type":"ref/resource","uri":"x"},"argument":{"name":"a","value":""}"#, "Unknown resource template."),
    (#"\#(template),"argument":{"name":"x","value":""}"#, "The template has no variable \"x\"."),
  ])
  func nothingIsSuggestedForTheUnknown(_ params: String, saying message: String) async throws {
    try await withClient(.inMemory) { client in
      try await client.expect(Lines.modern(1, "completion/complete", params), Lines.error(1, -32602, message))
    }
  }
}
