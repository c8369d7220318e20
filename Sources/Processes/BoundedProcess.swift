#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Another program, run to its end with limits: on its time, which ends by a kill, and on what it prints.
public enum BoundedProcess {
  public struct Run {
    /// The exit status; nil when a signal ended it, ours included.
    public let status: Int32?
    /// What it printed, at most as much as was allowed.
    public let output: [UInt8]
    public let wasTooSlow: Bool
    public let printedTooMuch: Bool
    /// From the start until `isComplete` was true, or until the end.
    public let duration: Duration
  }

  /// Its standard error goes nowhere: it isn't ours to show. What it has started ends with it, and both end with us.
  /// - Parameters:
  ///   - environment: all of it, each as `NAME=VALUE`.
  ///   - input: at most what a pipe holds; written at once.
  ///   - isComplete: whether what it printed is all that is waited for; then its input is closed, and it has the rest of the
  ///     time to end.
  public static func run(
    _ program: String, _ arguments: [String], environment: [String], input: [UInt8] = [], within patience: Duration,
    outputLimit: Int, isComplete: ([UInt8]) -> Bool = { _ in true }
  ) throws(ProcessStart.Failure) -> Run {
    var child = try Child(program, arguments, environment)
    defer { child.end() }
    child.write(input)
    let start = ContinuousClock.now
    var (output, complete): ([UInt8], Duration?) = ([], nil)
    var (isSlow, isLong) = (false, false)
    while true {
      if complete == nil, isComplete(output) {
        complete = ContinuousClock.now - start
        child.closeInput()
      }
      switch child.read(until: start + patience) {
      case .bytes(let bytes): output += bytes
      case .end:
        return Run(
          status: child.wait(until: start + patience), output: output, wasTooSlow: false, printedTooMuch: false,
          duration: complete ?? ContinuousClock.now - start)
      case .late: isSlow = true
      }
      isLong = output.count > outputLimit
      if isSlow || isLong { break }
    }
    return Run(
      status: nil, output: Array(output.prefix(outputLimit)), wasTooSlow: isSlow, printedTooMuch: isLong,
      duration: complete ?? patience)
  }
}

/// A process with pipes at its standard input and output, in a process group of its own.
private struct Child {
  enum Piece {
    case bytes([UInt8])
    case end
    case late
  }

  private let process: Int32
  private var input: Int32
  private let output: Int32
  private var isReaped = false

  init(_ program: String, _ arguments: [String], _ environment: [String]) throws(ProcessStart.Failure) {
    let pipes = try ProcessPipes()
    let start = ProcessStart(
      program, arguments, environment: environment, input: .descriptor(pipes.input.theirs),
      output: .descriptor(pipes.output.theirs), error: .nowhere, isGroup: true)
    defer { pipes.handOver() }
    do throws(ProcessStart.Failure) {
      process = try Interruption.start(start)
    } catch {
      pipes.closeOurs()
      throw error
    }
    input = pipes.input.ours
    output = pipes.output.ours
    // One that doesn't read must not make us wait.
    _ = fcntl(input, F_SETFL, O_NONBLOCK)
  }

  func write(_ bytes: [UInt8]) {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { writeBytes(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  mutating func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  func read(until deadline: ContinuousClock.Instant) -> Piece {
    while true {
      let left = Self.milliseconds(until: deadline)
      guard left > 0 else { return .late }
      var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
      guard poll(&request, 1, left) > 0 else { continue }
      var chunk = [UInt8](repeating: 0, count: 64 << 10)
      let count = chunk.withUnsafeMutableBytes { readBytes(output, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      return count > 0 ? .bytes(Array(chunk[..<count])) : .end
    }
  }

  /// The exit status; nil when a signal ended it, or when it has not ended until then.
  mutating func wait(until deadline: ContinuousClock.Instant) -> Int32? {
    var status: Int32 = 0
    while true {
      let ended = waitpid(process, &status, WNOHANG)
      if ended == process {
        Interruption.forget(process)
        isReaped = true
        return ProcessStart.exitStatus(status)
      }
      guard Self.milliseconds(until: deadline) > 0, ended == 0 || errno == EINTR else { return nil }
      usleep(2000)
    }
  }

  mutating func end() {
    closeInput()
    close(output)
    guard !isReaped else { return }
    kill(-process, SIGKILL)
    kill(process, SIGKILL)
    Interruption.forget(process)
    _ = ProcessStart.wait(for: process)
  }

  private static func milliseconds(until deadline: ContinuousClock.Instant) -> Int32 {
    let (seconds, attoseconds) = (deadline - ContinuousClock.now).components
    return Int32(clamping: max(-1, min(seconds, 3600)) * 1000 + attoseconds / 1_000_000_000_000_000)
  }
}

private func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer?, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer?, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}
