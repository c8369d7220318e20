import JSON
import MCP

/// Answers with 300 records, about 100 KB of JSON, serialised at each call.
enum ListModels {
  static let tool = Tool(
    name: "list_models", title: "List models", description: "Lists 300 models as JSON text.",
    annotations: Annotations(readOnly: true, destructive: false, idempotent: true, openWorld: false),
    inputSchema: { Array(#"{"type":"object","additionalProperties":false}"#.utf8) },
    compute: { _, _ in
      var listing = Listing()
      listing.models = models
      return ToolResult(content: [.text(listing.jsonBytes)])
    })

  struct Listing: Record {
    @Field("The models.") var models: [Model]
  }

  struct Model: Record {
    @Field("Id.") var id: String
    @Field("Name.") var name: String
    @Field("What it is good for.") var description: String
    @Field("Tokens it reads at most.") var contextLength: Int
    @Field("USD per million tokens read.") var promptPrice: Double
    @Field("USD per million tokens written.") var completionPrice: Double
    @Field("What it takes.") var modalities: [String]
    @Field("Whether it calls tools.") var tools: Bool
  }

  private static let models: [Model] = (0..<300).map { number in
    var model = Model()
    model.id = "vendor-\(number % 17)/model-\(number)"
    model.name = "Vendor \(number % 17): Model \(number)"
    model.description =
      "A general model of generation \(number), for conversation, code and long documents; it keeps to instructions, "
      + "answers in many languages and calls tools in parallel."
    model.contextLength = 8192 << (number % 8)
    model.promptPrice = Double(number) / 100
    model.completionPrice = Double(number) / 20
    model.modalities = ["text", "image"]
    model.tools = number.isMultiple(of: 2)
    return model
  }
}
