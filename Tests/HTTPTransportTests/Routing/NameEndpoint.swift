import HTTP
import Synchronization

/// Answers with a name and the body it got: at once for POST, in a stream otherwise.
struct NameEndpoint: RequestHandler {
  let name: String

  func admission(of head: RequestHead) -> any RequestAdmission { NameAdmission(name: name, head: head) }

  private final class NameAdmission: RequestAdmission {
    let name: String
    let head: RequestHead

    init(name: String, head: RequestHead) {
      self.name = name
      self.head = head
    }

    func refusal() -> OutgoingResponse? {
      head.fields["x-refuse"] == nil ? nil : OutgoingResponse(status: 406)
    }

    func answer(_ body: borrowing Span<UInt8>) -> Handling {
      let body = Array("\(name): ".utf8) + body.withUnsafeBufferPointer { Array($0) }
      if head.method == "POST" { return .now(OutgoingResponse(status: 200, body: body)) }
      return .later { writer in
        writer.start(status: 200, fields: ["Content-Type": "text/event-stream"])
        writer.write(body)
        writer.finish()
      }
    }
  }
}

/// Keeps what is written to it.
final class KeptAnswer: ResponseWriter {
  struct Answer: Equatable {
    var status = 0
    var fields: HTTPFields = [:]
    var body: [UInt8] = []
    var isFinished = false
    var isCut = false
  }
  private let answer = Mutex(Answer())
  var value: Answer { answer.withLock { $0 } }

  func send(_ response: OutgoingResponse) {
    answer.withLock {
      $0 = Answer(status: response.status, fields: response.fields, body: response.body, isFinished: true)
    }
  }

  func start(status: Int, fields: HTTPFields) {
    answer.withLock {
      $0.status = status
      $0.fields = fields
    }
  }

  func write(_ bytes: [UInt8]) { answer.withLock { $0.body += bytes } }
  func finish() { answer.withLock { $0.isFinished = true } }
  func cut() { answer.withLock { $0.isCut = true } }
}

extension RequestHandler {
  /// What a connection would do with a request.
  func respond(to request: IncomingRequest) async -> KeptAnswer.Answer {
    let kept = KeptAnswer()
    if let refusal = refusal(of: request.head) {
      kept.send(refusal)
    } else {
      switch answer(request) {
      case .now(let response): kept.send(response)
      case .later(let body): await body(kept)
      }
    }
    return kept.value
  }
}
