import EventLoop
import Files
import Processes
import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A program that a test runs, with its standard input and output in the test's hands.
public final class ChildProcess: Sendable {
  /// What a standard stream of the process is.
  public enum Stream: Sendable {
    case pipe
    case file(String)
    /// A descriptor of the test's, which stays open here.
    case descriptor(Int32)
    case closed
    /// The test's own.
    case inherited
  }

  /// How a process ended.
  public enum End: Sendable, Equatable {
    case exited(Int32)
    case killed(signal: Int32)
  }

  public let identifier: Int32
  private let descriptors: Mutex<(input: Int32, output: Int32)>
  private let ended = Mutex<End?>(nil)
  /// One at a time, so that no process inherits the pipes of another.
  private static let starting = Mutex(())
  /// What blocks happens here: reading, writing, waiting.
  static let threads = ThreadPool(threads: 64)

  /// - Throws: `ProcessStart.Failure`.
  public init(
    _ path: String, _ arguments: [String] = [], input: Stream = .pipe, output: Stream = .pipe,
    error: Stream = .inherited
  ) throws {
    ignoreBrokenPipes()
    let variables = Environment.current.map { "\($0.key)=\($0.value)" }.sorted()
    let (process, ends) = try Self.starting.withLock { _ throws(ProcessStart.Failure) in
      let pipes = try ProcessPipes()
      defer { pipes.handOver() }
      do throws(ProcessStart.Failure) {
        let process = try ProcessStart(
          path, arguments, environment: variables, input: input.forProcess(pipe: pipes.input.theirs),
          output: output.forProcess(pipe: pipes.output.theirs), error: error.forProcess(pipe: -1), isGroup: false
        ).run()
        return (process, (input: pipes.input.ours, output: pipes.output.ours))
      } catch {
        pipes.closeOurs()
        throw error
      }
    }
    identifier = process
    descriptors = Mutex(ends)
  }

  /// Runs `body`, and ends the process if it still runs afterwards, or when the task is cancelled meanwhile.
  public func use<Value: Sendable>(_ body: () async throws -> Value) async throws -> Value {
    defer { kill(SIGKILL) }
    let value = try await withTaskCancellationHandler {
      try await body()
    } onCancel: {
      kill(SIGKILL)
    }
    closeInput()
    closeOutput()
    return value
  }

  deinit {
    kill(SIGKILL)
    closeInput()
    closeOutput()
    var status: Int32 = 0
    if ended.withLock({ $0 == nil }) { waitpid(identifier, &status, 0) }
  }

  /// Writes all of it.
  /// - Throws: `SystemError`, with EPIPE when the process has closed its input.
  public func write(_ bytes: [UInt8]) async throws {
    try await withTaskExecutorPreference(Self.threads) {
      let descriptor = descriptors.withLock { $0.input }
      var written = 0
      while written < bytes.count {
        let count = bytes.withUnsafeBytes { systemWrite(descriptor, UnsafeRawBufferPointer(rebasing: $0[written...])) }
        guard count >= 0 || errno == EINTR else { throw SystemError(errno, in: "write") }
        written += max(0, count)
      }
    }
  }

  /// Waits for output; empty at its end.
  public func read() async -> [UInt8] {
    await withTaskExecutorPreference(Self.threads) {
      let descriptor = descriptors.withLock { $0.output }
      return withUnsafeTemporaryAllocation(byteCount: 1 << 16, alignment: 1) { buffer in
        var count = -1
        repeat { count = systemRead(descriptor, buffer) } while count < 0 && errno == EINTR
        return count > 0 ? Array(buffer[..<count]) : []
      }
    }
  }

  /// Everything that is written until the end.
  public func readAll() async -> [UInt8] {
    var all: [UInt8] = []
    while true {
      let bytes = await read()
      if bytes.isEmpty { return all }
      all += bytes
    }
  }

  public func closeInput() { descriptors.withLock { Self.close(&$0.input) } }
  /// Not while something reads.
  public func closeOutput() { descriptors.withLock { Self.close(&$0.output) } }

  private static func close(_ descriptor: inout Int32) {
    if descriptor >= 0 { systemClose(descriptor) }
    descriptor = -1
  }

  /// Sends a signal, if the process still runs.
  public func kill(_ signal: Int32) {
    ended.withLock { ended in
      if ended == nil { _ = systemKill(identifier, signal) }
    }
  }

  /// Waits until the process has ended.
  public func end() async -> End {
    await withTaskExecutorPreference(Self.threads) {
      // Left unreaped here, so that its number can't be another process's when a signal is sent.
      var information = siginfo_t()
      while waitid(P_PID, id_t(identifier), &information, WEXITED | WNOWAIT) != 0, errno == EINTR {}
      return ended.withLock { ended in
        if let ended { return ended }
        var status: Int32 = 0
        waitpid(identifier, &status, 0)
        let end: End = status & 0x7F == 0 ? .exited(status >> 8 & 0xFF) : .killed(signal: status & 0x7F)
        ended = end
        return end
      }
    }
  }
}

extension ChildProcess.Stream {
  fileprivate func forProcess(pipe: Int32) -> ProcessStart.Stream {
    switch self {
    case .pipe: .descriptor(pipe)
    case .file(let path): .file(path)
    case .descriptor(let descriptor): .descriptor(descriptor)
    case .closed: .closed
    case .inherited: .shared
    }
  }
}

private func systemWrite(_ descriptor: Int32, _ bytes: UnsafeRawBufferPointer) -> Int {
  write(descriptor, bytes.baseAddress, bytes.count)
}

private func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
  read(descriptor, buffer.baseAddress, buffer.count)
}

private func systemClose(_ descriptor: Int32) { close(descriptor) }

private func systemKill(_ process: Int32, _ signal: Int32) -> Int32 { kill(process, signal) }
