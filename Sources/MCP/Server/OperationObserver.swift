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

/// A request that is being answered, of which an observer will hear.
struct ObservedOperation: Sendable {
  private let observer: any OperationObserver
  private let method: String
  private let tool: String?
  private let version: ProtocolVersion
  private let start: ContinuousClock.Instant

  /// The request's time begins here.
  init(_ context: RequestContext, _ observer: any OperationObserver) {
    self.observer = observer
    method = context.request.method
    tool = method == "tools/call" ? context.parameters.name?.string : nil
    version = context.version
    start = observer.now
  }

  /// The same answer, of which the observer hears when it is known.
  func observing(_ answer: Answer) -> Answer {
    switch answer {
    case .now(let reply):
      ended(reply)
      return .now(reply)
    case .later(let work):
      return .later {
        let reply = await work()
        ended(reply)
        return reply
      }
    }
  }

  private func ended(_ reply: Reply?) {
    let failure: OperationOutcome.Failure? =
      switch reply {
      case nil: .cancelled
      case .error(let error)?: .error(code: error.code)
      case .response(_, saysFailure: true)?: .tool
      case .response(_, saysFailure: false)?: nil
      }
    observer.ended(OperationOutcome(method: method, tool: tool, version: version, failure: failure), since: start)
  }
}
