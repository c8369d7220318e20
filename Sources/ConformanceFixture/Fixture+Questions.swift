import JSON
import JSONRPC
import MCP

extension Fixture {
  /// Ask by the means that existed since 2024-11-05; in the modern era they end with questions as all others do.
  static let questionTools: [Tool] = [
    .fixture(
      "test_sampling", "Sampling", "Asks the client's model.",
      input: """
        {"type":"object","properties":{"prompt":{"type":"string","description":"What to ask."}},"required":["prompt"],\
        "additionalProperties":false}
        """
    ) { arguments, context in
      let prompt = arguments["prompt"]?.string ?? ""
      let answer = try await context.ask([("prompt", .sampling(params: sampling(prompt)))])["prompt"]
      return .text("LLM response: \(answer?["content"]?["text"]?.string ?? "none")")
    },
    .fixture(
      "test_elicitation", "Elicitation", "Asks the user for a name and an address.",
      input: """
        {"type":"object","properties":{"message":{"type":"string","description":"What to say."}},"required":["message"],\
        "additionalProperties":false}
        """
    ) { arguments, context in
      let schema = """
        {"type":"object","properties":{"username":{"type":"string","description":"A name."},"email":{"type":"string",\
        "format":"email","description":"An address."}},"required":["username","email"]}
        """
      let message = arguments["message"]?.string ?? ""
      return describe(try await context.elicit("user", message: message, schema: Array(schema.utf8)))
    },
    .fixture("test_elicitation_sep1034_defaults", "Defaults", "Asks with a default for each kind of field.") {
      _, context in
      describe(try await context.elicit("defaults", message: "Please check.", schema: Array(defaults.utf8)))
    },
    .fixture("test_elicitation_sep1330_enums", "Choices", "Asks with each kind of choice.") { _, context in
      describe(try await context.elicit("choices", message: "Please choose.", schema: Array(choices.utf8)))
    },
    .fixture("test_elicitation_url", "Address", "Asks the user to visit an address.") { _, context in
      let request = InputRequest.url(message: "Please visit.", url: "https://example.com/visit")
      return describe(try await context.ask([("visit", request)])["visit"].flatMap(ElicitationResult.init))
    },
    .fixture("test_streaming_elicitation", "Streaming", "Reports progress, then asks the user.") { _, context in
      context.reportProgress(1, of: 2)
      return describe(try await context.elicit("user_name", message: "What is your name?", schema: nameForm))
    },
    .fixture("test_missing_capability", "Missing capability", "Needs a client that can sample.") { _, context in
      guard context.client.canSample else { throw RPCError.missingClientCapability(["sampling": [:]]) }
      return .text("The client can sample.")
    },
  ]

  static func sampling(_ prompt: String) -> JSON {
    ["messages": [["role": "user", "content": ["type": "text", "text": .string(prompt)]]], "maxTokens": 100]
  }

  static let nameForm = Array(
    #"{"type":"object","properties":{"name":{"type":"string"}},"required":["name"]}"#.utf8)

  static func describe(_ result: ElicitationResult?) -> ToolResult {
    guard let result else { return .failure("That was no answer to a form.") }
    return .text("User response: action=\(result.action.rawValue), content=\(JSON.object(result.content))")
  }

  private static let defaults = """
    {"type":"object","properties":{"name":{"type":"string","default":"John Doe"},"age":{"type":"integer","default":30},\
    "score":{"type":"number","default":95.5},"status":{"type":"string","enum":["active","inactive","pending"],"default":\
    "active"},"verified":{"type":"boolean","default":true}},"required":[]}
    """

  private static let choices = """
    {"type":"object","properties":{"untitledSingle":{"type":"string","enum":["option1","option2","option3"]},"titledSingle":\
    {"type":"string","oneOf":[{"const":"value1","title":"First"},{"const":"value2","title":"Second"}]},"legacyEnum":{"type":\
    "string","enum":["opt1","opt2"],"enumNames":["Option One","Option Two"]},"untitledMulti":{"type":"array","items":{"type":\
    "string","enum":["option1","option2"]}},"titledMulti":{"type":"array","items":{"anyOf":[{"const":"value1","title":\
    "First"},{"const":"value2","title":"Second"}]}}},"required":[]}
    """
}
