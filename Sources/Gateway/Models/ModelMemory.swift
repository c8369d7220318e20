import Synchronization

/// The listing of models as the gateway gave it a short while ago, so that a conversation that asks for models again and again
/// doesn't fetch and read half a megabyte each time. Only in memory; shared by the calls of one process to one gateway.
public final class ModelMemory: Sendable {
  private struct Listing {
    let models: [Model]
    let read: ContinuousClock.Instant
  }

  private let lifetime: Duration
  private let listings = Mutex<[Bool: Listing]>([:])

  /// - Parameter lifetime: After which a listing is fetched anew.
  public init(lifetime: Duration = .seconds(60)) { self.lifetime = lifetime }

  func models(withEveryOutput: Bool) -> [Model]? {
    listings.withLock { $0[withEveryOutput] }.flatMap { $0.read.duration(to: .now) < lifetime ? $0.models : nil }
  }

  func keep(_ models: [Model], withEveryOutput: Bool) {
    listings.withLock { $0[withEveryOutput] = Listing(models: models, read: .now) }
  }
}
