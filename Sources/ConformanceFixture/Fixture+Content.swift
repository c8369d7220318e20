import JSON
import MCP

extension Fixture {
  static let contentTools: [Tool] = [
    .fixture("test_simple_text", "Simple text", "Returns a text.") { _, _ in
      .text("This is a simple text response for testing.")
    },
    .fixture("test_image_content", "Image", "Returns an image.") { _, _ in
      ToolResult(content: [.image(base64: png, mimeType: "image/png")])
    },
    .fixture("test_audio_content", "Audio", "Returns a sound.") { _, _ in
      ToolResult(content: [.audio(base64: wav, mimeType: "audio/wav")])
    },
    .fixture("test_embedded_resource", "Embedded resource", "Returns a resource inside its result.") { _, _ in
      ToolResult(content: [
        .resource(
          ResourceContents(
            uri: "test://embedded-resource", mimeType: "text/plain", body: .text("An embedded resource.")))
      ])
    },
    .fixture("test_multiple_content_types", "Several kinds", "Returns a text, an image and a resource.") { _, _ in
      ToolResult(content: [
        .text("Several kinds of content:"), .image(base64: png, mimeType: "image/png"),
        .resource(
          ResourceContents(
            uri: "test://mixed-content-resource", mimeType: "application/json", body: .text(#"{"value":123}"#))),
      ])
    },
    .fixture("test_resource_link", "Link", "Returns a link to a resource.") { _, _ in
      ToolResult(content: [
        .resourceLink(uri: "test://static-text", name: "static-text", description: "A text.", mimeType: "text/plain")
      ])
    },
    .fixture("test_error_handling", "Error", "Always fails.") { _, _ in .failure("This tool always fails.") },
    Tool(Add.self),
  ]

  /// Checks its arguments, and returns a record.
  struct Add: TypedTool {
    static let name = "test_add"
    static let title = "Add"
    static let description = "Adds two integers."
    static let annotations = harmless

    @Field("The first.", [.range(-1000...1000)]) var first: Int
    @Field("The second.", [.range(-1000...1000)]) var second: Int = 1

    struct Output: Record {
      @Field("The sum.") var sum: Int
    }

    func call(in context: RequestContext) async throws -> Output {
      var output = Output()
      output.sum = first + second
      return output
    }
  }

  static let schemaTools: [Tool] = [
    .fixture(
      "json_schema_2020_12_tool", "Schema", "Has a schema with what JSON Schema 2020-12 offers.",
      input: """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","$defs":{"address":{"$anchor":"addressDef",\
        "type":"object","properties":{"street":{"type":"string"},"city":{"type":"string"}}}},"properties":{"name":{"type":\
        "string"},"address":{"$ref":"#/$defs/address"},"contactMethod":{"type":"string","enum":["phone","email"]},"phone":{\
        "type":"string"},"email":{"type":"string"}},"allOf":[{"anyOf":[{"required":["phone"]},{"required":["email"]}]}],\
        "if":{"properties":{"contactMethod":{"const":"phone"}},"required":["contactMethod"]},"then":{"required":["phone"]},\
        "else":{"required":["email"]},"additionalProperties":false}
        """
    ) { arguments, _ in .text("Got \(arguments.count) arguments.") },
    .fixture(
      "test_x_mcp_header", "Header", "Has a parameter that HTTP clients repeat in a header.",
      input: """
        {"type":"object","properties":{"region":{"type":"string","description":"A region.","x-mcp-header":"Region"}},\
        "additionalProperties":false}
        """
    ) { arguments, _ in .text("Region: \(arguments["region"]?.string ?? "none")") },
  ]
}
