import Gateway
import JSON
import Synchronization

/// A way to a gateway that counts its calls and can fail at one of them.
final class RecordingPort: HTTPPort {
  /// What happens at a call.
  enum Fault: Sendable {
    /// The request is lost before the gateway gets it, this time or from then on.
    case lost(atCall: Int, forever: Bool)
    /// The gateway does what is asked, but its reply is lost.
    case replyLost(atCall: Int, forever: Bool)
    /// Calls of these paths, by their beginning, get this reply instead.
    case reply(path: String, HTTPResponse)
    /// Calls of these paths are refused, and the refusal repeats the caller's credentials in every spelling.
    case echo(path: String)
  }

  let name: String
  private let gateway: any HTTPPort
  private let state = Mutex<(calls: [String], bearers: [Secret], faults: [Fault])>(([], [], []))
  /// Called before (false) and after (true) each delivery.
  private let observer: (@Sendable (_ call: Int, _ isDelivered: Bool) async -> Void)?

  init(
    _ gateway: any HTTPPort, faults: [Fault] = [],
    observer: (@Sendable (_ call: Int, _ isDelivered: Bool) async -> Void)? = nil
  ) {
    self.gateway = gateway
    name = gateway.name
    self.observer = observer
    state.withLock { $0.faults = faults }
  }

  /// `POST /provisioning/resources`, in order.
  var calls: [String] { state.withLock { $0.calls } }

  /// Every credential that a call was made with.
  var bearers: [Secret] { state.withLock { $0.bearers } }

  func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    let (call, faults) = state.withLock { state in
      state.calls.append(request.method.rawValue + " " + request.path)
      if let bearer = request.bearer, !state.bearers.contains(bearer) { state.bearers.append(bearer) }
      return (state.calls.count, state.faults)
    }
    for fault in faults {
      switch fault {
      case .lost(let at, let forever) where call == at || (forever && call > at):
        throw HTTPFailure(.unreachable, "The test cut the line.", mayHaveArrived: false)
      case .reply(let path, let response) where request.path.hasPrefix(path): return response
      case .echo(let path) where request.path.hasPrefix(path): return Self.echo(request.bearer)
      default: continue
      }
    }
    await observer?(call, false)
    let response = try await gateway.send(request)
    await observer?(call, true)
    for case .replyLost(let at, let forever) in faults where call == at || (forever && call > at) {
      throw HTTPFailure(.cutOff, "The test cut the line.", mayHaveArrived: true)
    }
    return response
  }

  private static func echo(_ bearer: Secret?) -> HTTPResponse {
    let spellings = bearer?.withBytes { SecretSpellings.all(of: $0).map { String(decoding: $0, as: UTF8.self) } } ?? []
    let message = JSON.string("You sent " + spellings.joined(separator: " and "))
    return HTTPResponse(status: 400, body: Array(#"{"error":{"code":400,"message":\#(message)}}"#.utf8))
  }
}
