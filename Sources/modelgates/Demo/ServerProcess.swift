import JSON
import Processes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The demo's MCP server: this program, started by itself, and spoken to line by line as any client would.
final class ServerProcess {
  struct Failure: Error, CustomStringConvertible {
    let description: String
  }

  /// How long the server may say nothing while it is waited for, in milliseconds.
  private static let patience: Int32 = 30_000
  private static let answerLimit = 16 << 20
  private static let transcriptLimit = 64 << 20

  private let process: Int32
  private let input: Int32
  private let output: Int32
  private var received: [UInt8] = []
  private var lastID: Int64 = 0
  /// Everything that the server wrote, for the search for secrets at the end.
  private(set) var transcript: [UInt8] = []

  /// - Parameter environment: all that the server is started with.
  init(_ program: String, _ arguments: [String], environment: [String]) throws {
    do throws(ProcessStart.Failure) {
      let pipes = try ProcessPipes()
      defer { pipes.handOver() }
      (input, output) = (pipes.input.ours, pipes.output.ours)
      process = try ProcessStart(
        program, arguments, environment: environment, input: .descriptor(pipes.input.theirs),
        output: .descriptor(pipes.output.theirs), error: .shared, isGroup: false
      ).run()
    } catch {
      throw Failure(description: "\(program) did not start: errno \(error.errno).")
    }
  }

  /// Calls a tool in the modern era.
  /// - Returns: the result object.
  func call(_ tool: String, _ arguments: JSON = [:]) throws -> JSON {
    lastID += 1
    let meta: JSON = [
      "io.modelcontextprotocol/protocolVersion": "2026-07-28",
      "io.modelcontextprotocol/clientCapabilities": [:],
      "io.modelcontextprotocol/clientInfo": ["name": "modelgates-demo", "version": "1"],
    ]
    let request: JSON = [
      "jsonrpc": "2.0", "id": .integer(lastID), "method": "tools/call",
      "params": ["name": .string(tool), "arguments": arguments, "_meta": meta],
    ]
    try send(request.bytes + [UInt8(ascii: "\n")])
    while true {
      let line = try readLine()
      let message = try JSON(parsing: line, limits: JSONLimits(depth: 128, bytes: Self.answerLimit))
      guard message["id"] == .integer(lastID) else { continue }
      guard let result = message["result"] else {
        throw Failure(description: "\(tool): \(message["error"]?["message"]?.string ?? "no result")")
      }
      return result
    }
  }

  /// Closes the server's input, as a client does that is done, and waits for its end. One that doesn't end is killed.
  /// - Returns: the exit status; nil when it was killed by a signal.
  func end() -> Int32? {
    close(input)
    do {
      while try readMore() {}
    } catch {
      kill(process, SIGKILL)
    }
    let status = ProcessStart.wait(for: process)
    close(output)
    return status
  }

  private func send(_ bytes: [UInt8]) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { write(input, $0.baseAddress, $0.count) }
      if count < 0, errno == EINTR { continue }
      guard count > 0 else { throw Failure(description: "The server's input is closed.") }
      rest = rest.dropFirst(count)
    }
  }

  private func readLine() throws -> [UInt8] {
    while true {
      if let end = received.firstIndex(of: UInt8(ascii: "\n")) {
        defer { received.removeFirst(end + 1) }
        return Array(received[..<end])
      }
      guard try readMore() else { throw Failure(description: "The server ended.") }
      guard received.count < Self.answerLimit else { throw Failure(description: "The server's answer has no end.") }
    }
  }

  /// Waits for more of the output; false at its end.
  private func readMore() throws -> Bool {
    var request = pollfd(fd: output, events: Int16(POLLIN), revents: 0)
    guard poll(&request, 1, Self.patience) > 0 else { throw Failure(description: "The server doesn't answer.") }
    var chunk = [UInt8](repeating: 0, count: 64 << 10)
    let count = chunk.withUnsafeMutableBytes { read(output, $0.baseAddress, $0.count) }
    guard count >= 0, transcript.count < Self.transcriptLimit else {
      throw Failure(description: "The server's output can't be read, or has no end.")
    }
    received += chunk[..<count]
    transcript += chunk[..<count]
    return count > 0
  }
}
