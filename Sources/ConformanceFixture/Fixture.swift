import JSON
public import MCP

/// The server that the official conformance suite, and the tests, talk to: one small tool, resource or prompt for each thing
/// that the protocol can do. The names are the suite's; how a server is put together is what any other does too.
public enum Fixture {
  /// - Parameters:
  ///   - stateSealer: seals what a tool keeps between its questions.
  ///   - pause: waits between two notifications of one request.
  ///   - sleep: waits for the limit on questions to the client.
  public static func server(
    stateSealer: any StateSealer, pause: @escaping @Sendable (Duration) async throws -> Void,
    sleep: @escaping @Sendable (Duration) async throws -> Void, additionalTools: [Tool] = [],
    log: @escaping @Sendable (ServerEvent) -> Void = { _ in }
  ) -> Server {
    let reference = ServerReference()
    let server = Server(
      info: Implementation(name: "fixture", version: "1.0.0", title: "Fixture server"),
      instructions: "Shows what the protocol can do.",
      tools: contentTools + notificationTools(pause: pause) + questionTools + inputTools + schemaTools
        + streamTools(pause: pause) + changeTools(reference) + additionalTools,
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
