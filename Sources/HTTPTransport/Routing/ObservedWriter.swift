import HTTP
import Synchronization

/// Passes an answer on, with CORS fields where they belong, and remembers its status.
final class ObservedWriter: ResponseWriter {
  private let writer: any ResponseWriter
  private let origin: String?
  private let sentStatus = Atomic(0)

  init(_ writer: any ResponseWriter, origin: String?) {
    self.writer = writer
    self.origin = origin
  }

  /// 0 while nothing was sent.
  var status: Int { sentStatus.load(ordering: .acquiring) }

  func send(_ response: OutgoingResponse) {
    sentStatus.store(response.status, ordering: .releasing)
    var response = response
    if let origin { CORS.append(origin: origin, to: &response.fields) }
    writer.send(response)
  }

  func start(status: Int, fields: HTTPFields) {
    sentStatus.store(status, ordering: .releasing)
    var fields = fields
    if let origin { CORS.append(origin: origin, to: &fields) }
    writer.start(status: status, fields: fields)
  }

  func write(_ bytes: [UInt8]) { writer.write(bytes) }

  func finish() { writer.finish() }

  func cut() { writer.cut() }
}
