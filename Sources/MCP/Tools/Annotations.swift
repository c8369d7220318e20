import JSON

/// What a tool does to the world, for the client's decision whether to ask its user (server/tools). Hints, not enforcement.
public struct Annotations: Sendable, Equatable {
  public let readOnly: Bool
  public let destructive: Bool
  public let idempotent: Bool
  public let openWorld: Bool

  public init(readOnly: Bool, destructive: Bool, idempotent: Bool, openWorld: Bool) {
    self.readOnly = readOnly
    self.destructive = destructive
    self.idempotent = idempotent
    self.openWorld = openWorld
  }

  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("readOnlyHint", readOnly)
    writer.member("destructiveHint", destructive)
    writer.member("idempotentHint", idempotent)
    writer.member("openWorldHint", openWorld)
    writer.endObject()
  }
}
