import HTTP
import TestSupport

/// The client's end of one answer, as the lines that arrive.
///
/// ```
/// 200 application/json
/// Mcp-Session-Id: …           other fields, if there are
/// {"jsonrpc":"2.0", …}        the body's lines; empty ones are left out
/// end
/// ```
final class RecordingWriter: ResponseWriter {
  let lines = Mailbox<String>()

  func send(_ response: OutgoingResponse) {
    head(response.status, response.fields)
    write(response.body)
    finish()
  }

  func start(status: Int, fields: HTTPFields) { head(status, fields) }

  func write(_ bytes: [UInt8]) {
    for line in String(decoding: bytes, as: UTF8.self).split(separator: "\n") { lines.put(String(line)) }
  }

  func finish() {
    lines.put("end")
    lines.close()
  }

  /// Those of streams say nothing new each time, and are looked at once, elsewhere.
  private func head(_ status: Int, _ fields: HTTPFields) {
    let type = fields["content-type"].map { " \($0)" } ?? ""
    lines.put("\(status)\(type)")
    for (name, value) in fields.all where !["Content-Type", "Cache-Control", "X-Accel-Buffering"].contains(name) {
      lines.put("\(name): \(value)")
    }
  }
}
