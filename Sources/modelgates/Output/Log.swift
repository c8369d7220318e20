import JSON
import MCP
import Operations
import Projects

/// Lines on standard error for whoever operates the process: JSON, or text for a person. Never arguments, never a secret.
struct Log: Sendable {
  enum Format: String { case json, text }

  private let level: LogLevel
  private let format: Format

  /// - Throws: `UsageError` for unknown names.
  init(level: String, format: String) throws(UsageError) {
    guard let level = LogLevel(rawValue: level) else {
      throw UsageError("The log level is debug, info, warning or error.")
    }
    guard let format = Format(rawValue: format) else { throw UsageError("The log format is json or text.") }
    self.level = level
    self.format = format
  }

  /// - Parameter always: for what is more than a log line: an answer to whoever started the process.
  func write(
    _ level: LogLevel, _ event: String, _ fields: [(name: String, value: String)] = [], always: Bool = false
  ) {
    guard level >= self.level || always else { return }
    var line: [UInt8]
    switch format {
    case .json:
      var writer = JSONWriter()
      writer.beginObject()
      writer.member("ts", Timestamp.now.text)
      writer.member("level", level.rawValue)
      writer.member("event", event)
      for (name, value) in fields { writer.member(name, value) }
      writer.endObject()
      line = writer.bytes
    case .text:
      line = Array(
        TerminalText.clean(
          (["\(level.rawValue): \(event)"] + fields.map { "\($0.name)=\($0.value)" }).joined(separator: " ")
        ).utf8)
    }
    line.append(UInt8(ascii: "\n"))
    StandardError.write(line)
  }
}
