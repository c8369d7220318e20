import JSON
import MCP

struct Echo: ComputedTool {
  static let name = "echo"
  static let title = "Echo"
  static let description = "Sends a text back."
  static let annotations = Annotations(readOnly: true, destructive: false, idempotent: true, openWorld: false)

  @Field("What to send back.") var text: String

  struct Output: Record {
    @Field("What was sent.") var text: String
  }

  func call(in context: RequestContext) throws -> Output {
    var output = Output()
    output.text = text
    return output
  }
}
