import JSON
import MCP

extension Fixture {
  static let prompts: [Prompt] = [
    Prompt(name: "test_simple_prompt", title: "Simple", description: "A prompt without arguments.") { _, _ in
      [Prompt.Message(.user, .text("This is a simple prompt for testing."))]
    },
    Prompt(
      name: "test_prompt_with_arguments", title: "With arguments", description: "A prompt with two arguments.",
      arguments: [
        Prompt.Argument(name: "arg1", description: "The first.", isRequired: true) { prefix, known in
          if prefix == "all" { return (0..<150).map(String.init) }
          let all = ["paris", "park", "party"] + (known["arg2"].map { ["par-\($0)"] } ?? [])
          return all.filter { $0.hasPrefix(prefix) }
        },
        Prompt.Argument(name: "arg2", description: "The second.", isRequired: true),
      ]
    ) { arguments, _ in
      let text = "Prompt with arguments: arg1='\(arguments["arg1"] ?? "")', arg2='\(arguments["arg2"] ?? "")'"
      return [Prompt.Message(.user, .text(text))]
    },
    Prompt(
      name: "test_prompt_with_embedded_resource", title: "With a resource",
      description: "A prompt that carries a resource.",
      arguments: [Prompt.Argument(name: "resourceUri", description: "Its address.", isRequired: true)]
    ) { arguments, _ in
      let uri = arguments["resourceUri"] ?? ""
      let contents = ResourceContents(uri: uri, mimeType: "text/plain", body: .text("An embedded resource."))
      return [Prompt.Message(.user, .resource(contents)), Prompt.Message(.user, .text("Please read it."))]
    },
    Prompt(name: "test_prompt_with_image", title: "With an image", description: "A prompt that carries an image.") {
      _, _ in
      [
        Prompt.Message(.user, .image(base64: png, mimeType: "image/png")),
        Prompt.Message(.user, .text("What is in the image?")),
      ]
    },
    Prompt(
      name: "test_input_required_result_prompt", title: "Asks",
      description: "A prompt that asks the user for its context."
    ) { _, context in
      let form = #"{"type":"object","properties":{"context":{"type":"string"}},"required":["context"]}"#
      let answer = try await context.elicit("user_context", message: "What is it about?", schema: Array(form.utf8))
      return [Prompt.Message(.user, .text("Context: \(answer?.content["context"]?.string ?? "none")"))]
    },
  ]
}
