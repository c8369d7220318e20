import JSON
public import JSONRPC
import Synchronization

/// What a server offers, whoever connects by whichever transport: tools, resources and prompts, in both eras of MCP.
///
/// A transport that keeps a connection makes a `Session` for each and passes it messages; one that doesn't makes a
/// `RequestContext` for each request and lets `answer` decide.
public final class Server: Sendable {
  public let info: Implementation
  /// The text that tells a model what the server is for, for both eras. Clients cut it at 2,048 characters.
  public let instructions: String
  public let tools: [Tool]
  public let resources: [Resource]
  public let resourceTemplates: [ResourceTemplate]
  public let prompts: [Prompt]
  /// Which lists may change while the server runs; clients are only promised notifications for these.
  public let changes: ListChanges
  /// Seals what must survive between the rounds of a request that asks for input; nil when no tool asks twice.
  let stateSealer: (any StateSealer)?
  /// Waits, for the limits on questions to the client.
  let sleep: @Sendable (Duration) async throws -> Void

  /// The `_meta` of every result of the modern era.
  let modernMeta: [UInt8]
  /// The members of every complete result of the modern era that isn't to be cached, without braces.
  let completeMembers: [UInt8]

  private let observers = Mutex<[WeakObserver]>([])
  private let lastElicitation = Atomic<UInt64>(0)
  private let fixedResults = Mutex<[String: [UInt8]]>([:])
  private let logRecipient: @Sendable (ServerEvent) -> Void
  let observer: (any OperationObserver)?

  public init(
    info: Implementation, instructions: String, tools: [Tool] = [], resources: [Resource] = [],
    resourceTemplates: [ResourceTemplate] = [], prompts: [Prompt] = [], changes: ListChanges = [],
    stateSealer: (any StateSealer)? = nil,
    sleep: @escaping @Sendable (Duration) async throws -> Void,
    log: @escaping @Sendable (ServerEvent) -> Void = { _ in }, observer: (any OperationObserver)? = nil
  ) {
    self.info = info
    modernMeta = JSONWriter.object { $0.member(Meta.serverInfo, raw: info.bytes(for: .modern)) }
    completeMembers = Array(#""resultType":"complete","_meta":"#.utf8) + modernMeta
    self.instructions = instructions
    self.tools = tools
    self.resources = resources
    self.resourceTemplates = resourceTemplates
    self.prompts = prompts
    self.changes = changes
    self.stateSealer = stateSealer
    self.sleep = sleep
    logRecipient = log
    self.observer = observer
  }

  /// Tells the operator.
  public func log(_ event: ServerEvent) { logRecipient(event) }

  /// Another one for each question, whichever client is asked.
  func makeElicitationID() -> String { "elicitation-\(lastElicitation.add(1, ordering: .relaxed).newValue)" }
}

/// Lists of the server that may change while it runs.
public struct ListChanges: OptionSet, Sendable {
  public let rawValue: UInt8
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  public static let tools = ListChanges(rawValue: 1)
  public static let prompts = ListChanges(rawValue: 2)
  public static let resources = ListChanges(rawValue: 4)
}

/// Something for the operator's log, never for the client.
public struct ServerEvent: Sendable {
  public let name: String
  public let method: String?
  /// The whole story of an error that the client only hears of in general terms.
  public let error: (any Error)?

  public init(name: String, method: String?, error: (any Error)?) {
    self.name = name
    self.method = method
    self.error = error
  }
}

// MARK: - Sessions and changes

extension Server {
  /// Begins a conversation with one client.
  public func session(sink: any MessageSink, requestLimit: Int = 1024) -> Session {
    let session = Session(server: self, sink: sink, requestLimit: requestLimit)
    observe(session)
    return session
  }

  /// Lets an observer, which isn't kept alive by this, know of all changes from now on.
  public func observe(_ observer: any ChangeObserver) {
    observers.withLock { observers in
      observers.removeAll { $0.observer == nil }
      observers.append(WeakObserver(observer))
    }
  }

  /// Tells every client that asked to hear of it.
  public func notify(of change: Change) {
    for observer in observers.withLock({ $0.compactMap(\.observer) }) { observer.changed(change) }
  }
}

/// Passes on to clients what changes.
public protocol ChangeObserver: AnyObject, Sendable {
  func changed(_ change: Change)
}

private struct WeakObserver: Sendable {
  private(set) weak var observer: (any ChangeObserver)?
  init(_ observer: any ChangeObserver) { self.observer = observer }
}

// MARK: - Capabilities and fixed results

extension Server {
  var hasResources: Bool { !resources.isEmpty || !resourceTemplates.isEmpty }

  var hasCompletions: Bool {
    resourceTemplates.contains { !$0.completions.isEmpty }
      || prompts.contains { $0.arguments.contains { $0.completion != nil } }
  }

  /// Writes ServerCapabilities: exactly what `Method.table` answers for this server. `logging` is deprecated since 2026-07-28, to
  /// be removed no sooner than a year later; as long as requests may ask for log messages, it has to be declared.
  func writeCapabilities(for version: ProtocolVersion, to writer: inout JSONWriter) {
    writer.beginObject()
    if !tools.isEmpty { writeFeature("tools", changes.contains(.tools), to: &writer) }
    if hasResources {
      writer.key("resources")
      writer.beginObject()
      writer.member("subscribe", true)
      if changes.contains(.resources) { writer.member("listChanged", true) }
      writer.endObject()
    }
    if !prompts.isEmpty { writeFeature("prompts", changes.contains(.prompts), to: &writer) }
    if hasCompletions, version >= .v2025_03_26 { writeFeature("completions", false, to: &writer) }
    writeFeature("logging", false, to: &writer)
    writer.endObject()
  }

  private func writeFeature(_ name: String, _ listChanged: Bool, to writer: inout JSONWriter) {
    writer.key(name)
    writer.beginObject()
    if listChanged { writer.member("listChanged", true) }
    writer.endObject()
  }

  /// A result that is the same for every client of a revision: made once, then only its bytes are sent.
  func fixedResult(_ name: String, for version: ProtocolVersion, _ write: (inout JSONWriter) -> Void) -> [UInt8] {
    let key = name + version.rawValue
    if let bytes = fixedResults.withLock({ $0[key] }) { return bytes }
    var writer = JSONWriter(capacity: 4096)
    write(&writer)
    let bytes = writer.finish()
    fixedResults.withLock { $0[key] = bytes }
    return bytes
  }
}
