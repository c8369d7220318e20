import JSON
import JSONRPC
import TestSupport

/// A peer with a handful of methods, and the other side's way to talk to it.
struct EchoPeer: Sendable {
  let peer: Peer
  let gates = Gates()
  let sent = Mailbox<[UInt8]>()
  private let input = Mailbox<[UInt8]>()
  private let acceptsBatches: Bool

  init(requestLimit: Int = 1024, acceptsBatches: Bool = true) {
    peer = Peer(requestLimit: requestLimit)
    self.acceptsBatches = acceptsBatches
  }

  func send(_ line: String) { input.put(Array(line.utf8)) }

  /// What the peer sends next.
  func next() async -> String {
    await sent.next().map { String(decoding: $0, as: UTF8.self) } ?? "nothing any more"
  }

  /// A task takes the lines that are sent while `body` runs; afterwards what is still in flight is cancelled.
  func use(_ body: (EchoPeer) async throws -> Void) async throws {
    async let _ = takeLines()
    try await body(self)
  }

  private func takeLines() async {
    let sink = MailboxSink(mailbox: sent)
    let handler = EchoHandler(peer: peer, gates: gates, acceptsBatches: acceptsBatches)
    await withDiscardingTaskGroup { group in
      while let line = await input.next() {
        peer.receive(line.span, limits: .testing, handler: handler, on: sink, in: &group)
        await peer.room()
      }
      group.cancelAll()
    }
  }
}

private struct MailboxSink: MessageSink {
  let mailbox: Mailbox<[UInt8]>
  func send(_ message: [UInt8]) { mailbox.put(message) }
}

private struct EchoHandler: MessageHandler {
  let peer: Peer
  let gates: Gates
  let acceptsBatches: Bool

  func answer(_ request: Request, on sink: any MessageSink) -> Answer {
    let params = JSON.object(request.params ?? [:])
    let id = request.id
    switch request.method {
    case "now": return .now(.result(params.bytes, to: id))
    case "later": return .later { .result(params.bytes, to: id) }
    case "wait":
      let gate = params["gate"]?.string ?? ""
      return .later {
        gates.open("started \(gate)")
        return (try? await gates.pass(gate)).map { .result(params.bytes, to: id) }
      }
    case "stubborn":
      // Answers although it was cancelled.
      return .later {
        gates.open("started stubborn")
        try? await gates.pass("never")
        return .result(params.bytes, to: id)
      }
    case "look":
      // Asks the peer while it is being cancelled.
      return .later {
        await withTaskCancellationHandler {
          gates.open("started look")
          try? await gates.pass("never")
        } onCancel: {
          if !peer.isIdle { peer.cancel(.integer(99)) }
          gates.open("looked")
        }
        return .result(params.bytes, to: id)
      }
    case "ask":
      return .later {
        do {
          return .result(try await ask(params, on: sink).bytes, to: id)
        } catch let error as RPCError {
          return .error(error)
        } catch {
          gates.open("question ended")
          return nil
        }
      }
    default: return .now(.error(.methodNotFound(request.method)))
    }
  }

  private func ask(_ params: JSON, on sink: any MessageSink) async throws -> JSON {
    try await peer.request(method: "question", params: params.bytes, on: sink) { id in
      sink.notify(method: "abandoned", params: JSON.array([id.json]).bytes)
    }
  }

  func handle(_ notification: Notification) {
    guard let id = notification.params?["id"].flatMap(RequestID.init) else { return }
    if notification.method == "cancel" { peer.cancel(id) }
  }
}
