import HTTP
import Synchronization

/// What a handler does with its response.
final class RecordingWriter: ResponseWriter {
  enum Step: Equatable {
    case sent(OutgoingResponse)
    case started(Int)
    case wrote([UInt8])
    case finished, cut
  }

  private let list = Mutex<[Step]>([])
  var steps: [Step] { list.withLock { $0 } }

  /// The whole response, if that is what was sent.
  var response: OutgoingResponse? {
    guard steps.count == 1, case .sent(let response)? = steps.first else { return nil }
    return response
  }

  func send(_ response: OutgoingResponse) { add(.sent(response)) }
  func start(status: Int, fields: HTTPFields) { add(.started(status)) }
  func write(_ bytes: [UInt8]) { add(.wrote(bytes)) }
  func finish() { add(.finished) }
  func cut() { add(.cut) }

  private func add(_ step: Step) { list.withLock { $0.append(step) } }
}
