import JSON
import MCP
import Operations
import Projects

/// What `--json` prints: one object of always the same form.
struct Envelope {
  enum Content {
    case answer(AnyOperation.Answer)
    case error(ProjectError)
  }

  let command: String
  let content: Content
  /// Absent when the settings could not be read.
  let gateway: String?
  let project: String?

  /// With a line end.
  var bytes: [UInt8] {
    var writer = JSONWriter(capacity: 1024)
    writer.beginObject()
    switch content {
    case .answer(let answer):
      writer.member("ok", true)
      writeHead(to: &writer)
      writer.member("data", raw: answer.data)
      write(answer.notes, to: &writer)
    case .error(let error):
      writer.member("ok", false)
      writeHead(to: &writer)
      writer.key("error")
      OperationFailure(error).write(to: &writer)
      write(Notes(), to: &writer)
    }
    writer.key("meta")
    writer.beginObject()
    if let gateway { writer.member("gateway", gateway) }
    if let project { writer.member("project", project) }
    writer.endObject()
    writer.endObject()
    return writer.bytes + [UInt8(ascii: "\n")]
  }

  private func writeHead(to writer: inout JSONWriter) {
    writer.member("command", command)
    writer.member("version", Product.version)
  }

  private func write(_ notes: Notes, to writer: inout JSONWriter) {
    writer.member("warnings", raw: (notes.warnings ?? []).jsonBytes)
    writer.member("next_steps", raw: (notes.nextSteps ?? []).jsonBytes)
  }
}
