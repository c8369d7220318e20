import JSON
import MCP
import Synchronization

/// Turns an operation's steps into progress notifications. How many steps there will be isn't known.
final class StepCounter: Sendable {
  private let context: RequestContext
  private let count = Mutex(0)

  init(context: RequestContext) { self.context = context }

  func report(_ step: String) {
    let number = count.withLock { count in
      count += 1
      return count
    }
    context.reportProgress(Double(number), step)
    context.log(.info, .string(step), logger: "operation")
  }
}
