public import JSON
import JSONRPC
public import MCP
import Synchronization

/// The server that the tests, and the official conformance suite, talk to: one small tool, resource or prompt for each thing
/// that the protocol can do. The names are the suite's.
public enum Fixture {
  /// - Parameters:
  ///   - pause: waits between two notifications of one request.
  ///   - sleep: waits for the limit on questions to the client; by default that never comes.
  ///   - stateSealer: seals what survives between the rounds of a request.
  public static func server(
    pause: @escaping @Sendable (Duration) async throws -> Void = { _ in await Task.yield() },
    sleep: @escaping @Sendable (Duration) async throws -> Void = { _ in try await Gates().pass("never") },
    additionalTools: [Tool] = [], stateSealer: any StateSealer = TestSealer(),
    log: @escaping @Sendable (ServerEvent) -> Void = { _ in }
  ) -> Server {
    let reference = ServerReference()
    let server = Server(
      info: Implementation(name: "fixture", version: "1.0.0", title: "Fixture server"),
      instructions: "Shows what the protocol can do.",
      tools: contentTools + notificationTools(pause: pause) + questionTools + inputTools + schemaTools
        + changeTools(reference) + orderTools(Gates()) + additionalTools,
      resources: resources, resourceTemplates: [template], prompts: prompts, changes: [.tools, .prompts, .resources],
      stateSealer: stateSealer, sleep: sleep, log: log)
    reference.set(server)
    return server
  }

  static let harmless = Annotations(readOnly: true, destructive: false, idempotent: true, openWorld: false)

  /// A transparent image of one pixel.
  static let png =
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNkYAAAAAYAAjCB0C8AAAAASUVORK5CYII="
  /// Two samples of silence.
  static let wav = "UklGRigAAABXQVZFZm10IBAAAAABAAEAQB8AAIA+AAACABAAZGF0YQQAAAAAAAAA"
}

/// The server, for those of its own tools that tell its clients of changes.
final class ServerReference: Sendable {
  private struct State { weak var server: Server? }
  private let state = Mutex(State())

  func set(_ server: Server) { state.withLock { $0.server = server } }
  func notify(of change: Change) { state.withLock { $0.server }?.notify(of: change) }
}

extension Tool {
  /// A tool whose schemas are written out.
  public static func fixture(
    _ name: String, _ title: String, _ description: String,
    input: StaticString = #"{"type":"object","additionalProperties":false}"#, output: StaticString? = nil,
    _ call: @escaping @Sendable (_ arguments: JSONObject, _ context: RequestContext) async throws -> ToolResult
  ) -> Tool {
    let outputSchema = output.map { schema in { @Sendable in Array("\(schema)".utf8) } }
    return Tool(
      name: name, title: title, description: description, annotations: Fixture.harmless,
      inputSchema: { Array("\(input)".utf8) }, outputSchema: outputSchema, call: call)
  }
}

/// Seals nothing, but notices every change: enough to test what a server does with the states that it gets back.
public struct TestSealer: StateSealer {
  public struct Tampered: Error {}

  public init() {}

  public func seal(_ state: [UInt8], binding: [UInt8]) throws -> String {
    "\(digest(state, binding)).\(String(decoding: state, as: UTF8.self))"
  }

  public func open(_ sealed: String, binding: [UInt8]) throws -> [UInt8] {
    guard let dot = sealed.firstIndex(of: ".") else { throw Tampered() }
    let state = Array(sealed[sealed.index(after: dot)...].utf8)
    guard sealed[..<dot] == digest(state, binding) else { throw Tampered() }
    return state
  }

  private func digest(_ state: [UInt8], _ binding: [UInt8]) -> String {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in Array("test key".utf8) + state + [0] + binding { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return String(hash, radix: 16)
  }
}
