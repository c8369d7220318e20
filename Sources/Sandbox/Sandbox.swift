public import Files
public import Gateway
import Synchronization

/// An embedded gateway: answers the gateway's API and the provisioning protocol in process, without a network and
/// without an account, so that everything can be tried before a real gateway is named.
///
/// It keeps its state in `state.json` of its directory. Any number of sandboxes, in this process or in others, may share
/// a directory. The models, their prices, limits and the arithmetic of credits are real; the answers of the models are made up.
public final class Sandbox: HTTPPort {
  /// The management key of every sandbox's first account. It is no secret: it opens one's own sandbox only.
  public static let managementKey = SandboxState.managementKey

  public let name = "sandbox"
  private let file: StateFile
  private let clock: @Sendable () -> Int64
  /// Keeps this process's requests from competing for the file's lock, which they would have to poll.
  private let changing = Mutex<Void>(())

  /// - Parameters:
  ///   - directory: where the state is kept; made, for the owner alone, with the first change.
  ///   - clock: seconds since 1970.
  public init(directory: FilePath, clock: @escaping @Sendable () -> Int64) {
    file = StateFile(directory: directory)
    self.clock = clock
  }

  /// Answers a request. A failure of the sandbox itself, such as a damaged state, is a response of status 500.
  public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    var errors = request.path.hasPrefix("/provisioning/") ? ErrorEnvelope.provisioning : .api
    do throws(Refusal) {
      let (route, arguments) = try RouteTable.find(request)
      errors = route.errors
      let now = Int(min(max(clock(), Int64(UTC.range.lowerBound)), Int64(UTC.range.upperBound)))
      return try answer(Call(request: request, arguments: arguments, now: now), by: route)
    } catch {
      return try Self.response(to: error, errors)
    }
  }

  private func answer(_ call: Call, by route: Route) throws(Refusal) -> HTTPResponse {
    try BodyLimits.check(call.request.body)
    if route.needsVersion { try ProvisioningVersion.check(call) }
    switch route.handler {
    case .fixed(let handler):
      return try handler(call).response(nil)
    case .reading(let handler):
      // Before the first change there is no file, and a new state has the same answers each time it is made.
      let kept = try file.load()
      let state = if let kept { kept } else { try SandboxState.fresh(seed: Digest.randomSeed(), at: call.now) }
      return try handler(state, call).response(state.mint)
    case .changing(let handler):
      return try changing.withLock { _ throws(Refusal) in
        try file.change(at: call.now) { state throws(Refusal) in
          try handler(&state, call).response(state.mint)
        }
      }
    }
  }

  private static func response(
    to refusal: Refusal, _ errors: ErrorEnvelope
  ) throws(HTTPFailure) -> HTTPResponse {
    do throws(Refusal) {
      return try errors.reply(to: refusal).response(nil)
    } catch {
      throw HTTPFailure(.unavailable, error.message, mayHaveArrived: true)
    }
  }
}
