import EventLoop
import HTTPTransport
import JSON
import MCP
import StdioTransport

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The arguments of the tool are its fields; its schemas follow from them.
struct CountWords: ComputedTool {
  static let name = "count_words"
  static let title = "Count words"
  static let description = "Counts the words of a text."
  static let annotations = Annotations(readOnly: true, destructive: false, idempotent: true, openWorld: false)

  @Field("What to count in.") var text: String

  struct Output: Record {
    @Field("How many words there are.") var words: Int
  }

  func call(in context: RequestContext) throws -> Output {
    var output = Output()
    output.words = text.split(whereSeparator: \.isWhitespace).count
    return output
  }
}

@main
struct Main {
  static func main() throws {
    let loop = try EventLoop()
    let server = Server(
      info: Implementation(name: "example-server", version: "1.0", title: "Example server"),
      instructions: "Knows how to count.", tools: [Tool(CountWords.self)],
      sleep: { try await loop.sleep(for: $0) })
    if CommandLine.arguments.contains("--http") {
      let transport = try LoopbackTransport(loop: loop, port: 0, server: server)
      let line = #"{"url":"\#(transport.url)"}"# + "\n"
      write(STDERR_FILENO, line, line.utf8.count)
      loop.run {
        await transport.run()
        exit(0)
      }
    } else if let streams = StandardStreams.take() {
      let transport = StdioTransport(loop: loop, streams: streams, parent: ParentProcess())
      loop.run { await transport.run(server) { end in exit(end.status) } }
    }
  }
}
