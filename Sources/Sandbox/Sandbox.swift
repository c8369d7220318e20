public import Files
public import Gateway
import Synchronization

/// An embedded gateway: answers the gateway's API and the provisioning protocol in process, without a network and
/// without an account, so that everything can be tried before a real gateway is named.
///
/// It keeps its state in `state.json` of its directory. Any number of sandboxes, in this process or in others, may share
/// a directory. The models, their prices, limits and the arithmetic of credits are real; the answers of the models are made up.
/// See `SandboxHandler` for the same on a port.
public final class Sandbox: HTTPPort {
  /// The management key of every sandbox's first account. It is no secret: it opens one's own sandbox only.
  public static let managementKey = SandboxState.managementKey
  /// Where `modelgates sandbox` serves unless told otherwise.
  public static let defaultPort = 4790

  public let name = "sandbox"
  private let address: String
  private let file: StateFile<SandboxState>
  private let faults: StateFile<FaultPlan>
  private let clock: @Sendable () -> Int64
  private let wait: @Sendable (Duration) async -> Void
  /// Keeps this process's requests from competing for the file's lock, which they would have to poll.
  private let changing = Mutex<Void>(())
  private let log = RequestLog()

  /// - Parameters:
  ///   - directory: where the state is kept; made, for the owner alone, with the first change.
  ///   - address: what the addresses of pages begin with: scheme, host and port. The pages are there while a sandbox of
  ///     the same directory is served on that port.
  ///   - wait: lets the delays pass that faults ask for. Unless given, the thread waits.
  ///   - clock: seconds since 1970.
  public init(
    directory: FilePath, address: String = "http://127.0.0.1:\(defaultPort)",
    wait: (@Sendable (Duration) async -> Void)? = nil,
    clock: @escaping @Sendable () -> Int64
  ) {
    file = StateFile(directory: directory)
    faults = StateFile(directory: directory)
    self.address = address
    self.wait = wait ?? { blockThread(for: $0) }
    self.clock = clock
  }

  /// Answers a request. A failure of the sandbox itself, such as a damaged state, is a response of status 500.
  /// - Throws: what a fault asks for (`Sandbox-Fault`, `/sandbox/faults`), and `unavailable` without libcrypto.
  public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    let delivery = try delivery(of: request, in: RouteTable.routes, errors: .of(request.path))
    if delivery.delay > .zero { await wait(delivery.delay) }
    return try delivery.ending.response()
  }

  /// - Parameters:
  ///   - errors: the shape of errors where no route fits.
  ///   - unreadable: why the request's body couldn't be read.
  func delivery(
    of request: HTTPRequest, in routes: [Route], errors: ErrorEnvelope, unreadable: Refusal? = nil
  ) throws(HTTPFailure) -> Delivery {
    var errors = errors
    do throws(Refusal) {
      let (route, arguments) = try RouteTable.find(request, in: routes)
      errors = route.errors
      if let unreadable { throw unreadable }
      let now = Int(min(max(clock(), Int64(UTC.range.lowerBound)), Int64(UTC.range.upperBound)))
      let call = Call(request: request, arguments: arguments, now: now, address: address)
      let fault = route.canFail ? try fault(of: call) : nil
      return try deliver(call, by: route, fault)
    } catch {
      return Delivery(.whole(try Self.response(to: error, errors)))
    }
  }

  private func deliver(_ call: Call, by route: Route, _ text: String?) throws(Refusal) -> Delivery {
    let fault = try text.map { text throws(Refusal) in try Fault(text) }
    let response = fault?.kind?.isAfterWork ?? true ? try reply(call, by: route) : nil
    if route.canFail {
      log.add(
        RequestLog.Entry(
          method: call.request.method.rawValue, path: call.request.path, bearer: try? call.bearerDigest(),
          status: response?.status, fault: text))
    }
    let ending = try fault?.kind?.ending(response, route.errors)
    guard let ending = ending ?? response.map({ .whole($0) }) else { throw .internalError() }
    return Delivery(ending, after: .milliseconds(fault?.delayMs ?? 0))
  }

  /// The fault that a request asks for itself, or the first planned one that fits.
  private func fault(of call: Call) throws(Refusal) -> String? {
    if let text = call.field(Fault.field) { return text }
    let (method, path) = (call.request.method.rawValue, call.request.path)
    guard let plan = try faults.load(), plan.faults.contains(where: { $0.fits(method, path) }) else { return nil }
    return try changing.withLock { _ throws(Refusal) -> String? in
      try faults.change(at: call.now) { plan throws(Refusal) -> String? in plan.next(method, path) }
    }
  }

  private func reply(_ call: Call, by route: Route) throws(Refusal) -> HTTPResponse {
    do throws(Refusal) {
      return try answer(call, by: route)
    } catch {
      return try route.errors.reply(to: error).response(nil)
    }
  }

  private func answer(_ call: Call, by route: Route) throws(Refusal) -> HTTPResponse {
    try BodyLimits.check(call.request.body)
    if route.needsVersion { try ProvisioningVersion.check(call) }
    switch route.handler {
    case .fixed(let handler):
      return try handler(call).response(nil)
    case .reading(let handler):
      let state = try current(at: call.now)
      return try handler(state, call).response(state.mint)
    case .changing(let handler):
      return try changing.withLock { _ throws(Refusal) in
        try file.change(at: call.now) { state throws(Refusal) in
          try handler(&state, call).response(state.mint)
        }
      }
    case .looking(let handler):
      return try handler(log.latest, try current(at: call.now), call).response(nil)
    case .planning(let handler):
      let state = try current(at: call.now)
      return try changing.withLock { _ throws(Refusal) in
        try faults.change(at: call.now) { plan throws(Refusal) in try handler(&plan, state, call).response(nil) }
      }
    }
  }

  /// Before the first change there is no file, and a new state has the same answers each time it is made.
  private func current(at now: Int) throws(Refusal) -> SandboxState {
    if let kept = try file.load() { kept } else { try SandboxState.fresh(at: now) }
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
