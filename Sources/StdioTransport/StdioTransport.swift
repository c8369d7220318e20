public import EventLoop
import JSON
import JSONRPC
public import MCP

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// MCP over standard input and output: one message a line (basic/transports/stdio).
public struct StdioTransport: Sendable {
  /// Why the conversation is over.
  public enum End: Sendable, Equatable, CustomStringConvertible {
    case inputEnded
    case outputClosed
    case parentEnded
    case signal(Int32)

    /// For a log. Said here, since Swift looks through the whole program before it prints a case by its name.
    public var description: String {
      switch self {
      case .inputEnded: "inputEnded"
      case .outputClosed: "outputClosed"
      case .parentEnded: "parentEnded"
      case .signal(let number): "signal(\(number))"
      }
    }

    /// What the process exits with: 0, or 128 and the signal's number.
    public var status: Int32 {
      if case .signal(let number) = self { 128 + number } else { 0 }
    }
  }

  /// Bytes of a line, without its end.
  public static let lineLimit = 4 << 20
  private static let depthLimit = 128
  /// Bytes asked for in one read.
  private static let readSize = 64 << 10
  /// Bytes of output that may wait before no more input is read.
  private static let outputLimit = 1 << 20
  /// How long requests in flight may go on after the input has ended.
  private static let patience = Duration.milliseconds(400)

  private let loop: EventLoop
  private let streams: StandardStreams
  private let parent: ParentProcess

  public init(loop: EventLoop, streams: StandardStreams, parent: ParentProcess) {
    self.loop = loop
    self.streams = streams
    self.parent = parent
  }

  /// Serves the client until it is gone or the process is told to stop, then calls `end`, which exits.
  ///
  /// Standard streams belong to the process, so the process ends with them, and doesn't wait for what still blocks on other
  /// threads: work that must not be lost keeps a journal.
  public func run(_ server: Server, end: @escaping @Sendable (End) -> Never) async {
    ignoreBrokenPipes()
    let outputDescriptor = loop.watch(streams.output)
    let output = OutputBuffer(loop: loop, descriptor: outputDescriptor, limit: Self.outputLimit)
    loop.observeTurns(output)
    let session = server.session(sink: output)
    let finish: @Sendable (End) -> Never = { reason in
      output.flush()
      end(reason)
    }
    await withDiscardingTaskGroup { group in
      group.addTask {
        await output.keepWriting(on: loop)
        finish(.outputClosed)
      }
      group.addTask {
        guard let signal = try? await loop.signal(among: [SIGTERM, SIGINT, SIGHUP]) else { return }
        finish(.signal(signal))
      }
      group.addTask { if (try? await parent.end(on: loop)) != nil { finish(.parentEnded) } }
      group.addTask {
        await loop.hangup(of: outputDescriptor)
        finish(.outputClosed)
      }
      await read(for: session, output: output, in: &group)
      finish(await drain(session, output))
    }
  }

  /// Reads until the input ends.
  private func read(for session: Session, output: OutputBuffer, in group: inout DiscardingTaskGroup) async {
    let input = loop.watch(streams.input)
    // A terminal hands out one line at a read, however many are there.
    let isTerminal = isatty(streams.input) == 1
    var buffer = LineBuffer(limit: Self.lineLimit)
    let limits = JSONLimits(depth: Self.depthLimit, bytes: Self.lineLimit)
    while true {
      var failure: Int32 = 0
      let count = buffer.fill(Self.readSize) { free in
        let count = Self.systemRead(input.number, free)
        if count < 0 { failure = errno }
        return count
      }
      if count == 0, failure == 0 { break }
      if failure != 0, ![EAGAIN, EWOULDBLOCK, EINTR].contains(failure) { break }
      while let line = buffer.next() {
        receive(line, of: buffer, for: session, output: output, limits: limits, in: &group)
        // After each line: a few bytes may ask for an answer of many. Asked first, since a call that might wait costs more.
        if session.peer.isFull { await session.peer.room() }
        if output.isFull { await output.room() }
      }
      if count == Self.readSize || (count > 0 && isTerminal) {
        // Lets the requests run before more is read.
        await Task.yield()
      } else if failure != EINTR {
        // Less than was asked for: the rest is not here yet, and its arrival will be an event.
        await loop.wait(until: input, isReadyFor: .read)
      }
    }
    if let line = buffer.rest() { receive(line, of: buffer, for: session, output: output, limits: limits, in: &group) }
  }

  private func receive(
    _ line: LineBuffer.Line, of buffer: LineBuffer, for session: Session, output: OutputBuffer, limits: JSONLimits,
    in group: inout DiscardingTaskGroup
  ) {
    switch line {
    case .tooLong:
      output.refuse(.invalidRequest("A message is one line of at most \(Self.lineLimit) bytes."))
    case .text(let range):
      let text = buffer.bytes.span.extracting(range)
      if !Self.isBlank(text) { session.receive(text, limits: limits, in: &group) }
    }
  }

  private static func isBlank(_ text: borrowing Span<UInt8>) -> Bool {
    for index in text.indices {
      switch text[index] {
      case 0x20, 0x09, 0x0D: continue
      default: return false
      }
    }
    return true
  }

  /// After the input has ended: what is in flight may finish and be written, but not for long.
  private func drain(_ session: Session, _ output: OutputBuffer) async -> End {
    let deadline = ContinuousClock.now + Self.patience
    session.end()
    while !(session.peer.isIdle && output.isEmpty), ContinuousClock.now < deadline {
      try? await loop.sleep(for: .milliseconds(2))
      output.flush()
    }
    return .inputEnded
  }

  private static func systemRead(_ descriptor: Int32, _ buffer: UnsafeMutableRawBufferPointer) -> Int {
    #if canImport(Glibc)
      Glibc.read(descriptor, buffer.baseAddress, buffer.count)
    #else
      Darwin.read(descriptor, buffer.baseAddress, buffer.count)
    #endif
  }
}
