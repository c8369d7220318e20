import JSON
import JSONRPC
import Synchronization

/// Is told what became of each request that a server answered, and how long that took.
public protocol OperationObserver: Sendable {
  /// The time, as the observer measures it.
  var now: ContinuousClock.Instant { get }
  func ended(_ operation: OperationOutcome, since start: ContinuousClock.Instant)
}

/// What became of a request. Method and tool are what the client wrote, whether or not there are such.
public struct OperationOutcome: Sendable, Equatable {
  public enum Failure: Sendable, Equatable {
    /// A JSON-RPC error.
    case error(code: Int)
    /// A tool's result with `isError`.
    case tool
    /// The client took the request back or went away.
    case cancelled
  }

  public let method: String
  public let tool: String?
  public let version: ProtocolVersion?
  public let failure: Failure?

  public init(method: String, tool: String? = nil, version: ProtocolVersion?, failure: Failure? = nil) {
    self.method = method
    self.tool = tool
    self.version = version
    self.failure = failure
  }
}

/// Whether the tool that a request called says that it has failed: its reply is bytes, which don't tell.
final class ToolFailure: Sendable {
  private let flag = Atomic(false)
  var hasHappened: Bool { flag.load(ordering: .acquiring) }
  func happened() { flag.store(true, ordering: .releasing) }
}

extension OperationObserver {
  /// The same answer, of which the observer hears when it is known.
  func observing(
    _ request: Request, in context: RequestContext, _ answer: (RequestContext) -> Answer
  ) -> Answer {
    var context = context
    let isTool = request.method == "tools/call"
    let toolFailure = isTool ? ToolFailure() : nil
    context.toolFailure = toolFailure
    let tool = isTool ? request.params?["name"]?.string : nil
    let method = request.method
    let version = context.version
    let start = now
    let note: @Sendable (Reply?) -> Void = { reply in
      let failure: OperationOutcome.Failure? =
        switch reply {
        case nil: .cancelled
        case .error(let error)?: .error(code: error.code)
        case .result?: toolFailure?.hasHappened == true ? .tool : nil
        }
      ended(OperationOutcome(method: method, tool: tool, version: version, failure: failure), since: start)
    }
    switch answer(context) {
    case .now(let reply):
      note(reply)
      return .now(reply)
    case .later(let work):
      return .later {
        let reply = await work()
        note(reply)
        return reply
      }
    }
  }
}
