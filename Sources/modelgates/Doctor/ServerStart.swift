import JSON
import Processes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Starts a server as a client does, asks what it is and what tools it has, and looks at every line that it prints.
enum ServerStart {
  enum Outcome: Equatable {
    case speaks(milliseconds: Int, tools: Int, version: String?)
    /// The number of the first line that is no message, from 1.
    case noise(line: Int)
    case silent
    /// Before it had answered; the exit status, nil when it was killed.
    case ended(Int32?)
    case notStarted(String)
  }

  private static let patience = Duration.seconds(5)
  private static let outputLimit = 4 << 20

  private static let messages: [JSON] = [
    [
      "jsonrpc": "2.0", "id": 1, "method": "initialize",
      "params": [
        "protocolVersion": "2025-11-25", "capabilities": [:],
        "clientInfo": ["name": "modelgates-doctor", "version": "1"],
      ],
    ],
    ["jsonrpc": "2.0", "method": "notifications/initialized"],
    ["jsonrpc": "2.0", "id": 2, "method": "tools/list"],
  ]

  static func run(_ start: EntryProgram.Start) -> Outcome {
    let run: BoundedProcess.Run
    do throws(ProcessStart.Failure) {
      run = try BoundedProcess.run(
        start.path, start.arguments, environment: start.environment,
        input: messages.flatMap { $0.bytes + [UInt8(ascii: "\n")] }, within: patience, outputLimit: outputLimit
      ) { output in output.count { $0 == UInt8(ascii: "\n") } >= 2 }
    } catch {
      return .notStarted(String(cString: strerror(error.errno)))
    }
    return outcome(of: run)
  }

  private static func outcome(of run: BoundedProcess.Run) -> Outcome {
    var replies: [Int64: JSON] = [:]
    var lines = run.output.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    // Behind the last line end; what a killed server had begun is no fault of its own.
    if lines.last?.isEmpty == true || run.wasTooSlow { lines.removeLast() }
    for (index, line) in lines.enumerated() {
      guard let message = try? JSON(parsing: Array(line), limits: JSONLimits(depth: 64, bytes: outputLimit)),
        message["jsonrpc"]?.string == "2.0"
      else { return .noise(line: index + 1) }
      if let id = message["id"]?.integer { replies[id] = message["result"] }
    }
    guard let hello = replies[1], let tools = replies[2]?["tools"]?.array else {
      return run.wasTooSlow || run.printedTooMuch ? .silent : .ended(run.status)
    }
    let (seconds, attoseconds) = run.duration.components
    return .speaks(
      milliseconds: Int(clamping: seconds * 1000 + attoseconds / 1_000_000_000_000_000), tools: tools.count,
      version: hello["serverInfo"]?["version"]?.string)
  }
}
