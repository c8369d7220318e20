import CSystemLibraries

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The process that started this one, as it was when the value was made (which should be at once after the start).
public struct ParentProcess: Sendable {
  private let identifier: pid_t

  public init() { identifier = getppid() }

  /// A process whose parent is gone belongs to another one.
  private var isGone: Bool { getppid() != identifier }

  /// Waits until the parent has ended. A process that was started by the system's first process waits for ever.
  /// - Throws: `CancellationError` when the task is cancelled.
  public func end(on loop: EventLoop) async throws(CancellationError) {
    let descriptor = modelgates_pidfd_open(identifier)
    guard descriptor >= 0 else { return try await poll(on: loop) }
    let watched = loop.watch(descriptor)
    defer {
      loop.unwatch(watched)
      close(descriptor)
    }
    // The parent may have ended, and its number been given away, before the descriptor was opened.
    if isGone { return }
    await withTaskCancellationHandler {
      _ = watched.take(.read)
      while !isGone && !Task.isCancelled { await loop.wait(until: watched, isReadyFor: .read) }
    } onCancel: {
      loop.unwatch(watched)
    }
    if Task.isCancelled { throw CancellationError() }
  }

  /// For systems that can't report it.
  private func poll(on loop: EventLoop) async throws(CancellationError) {
    while !isGone { try await loop.sleep(for: .milliseconds(250)) }
  }
}
