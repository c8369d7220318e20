import JSON
import MCP

/// The files of this repository that are generated from the declarations: `generate` writes them, a test compares them.
public enum GeneratedFiles {
  public struct File: Sendable, Equatable {
    /// Below the repository's folder: `schemas/tools/add_service.json`.
    public let path: String
    public let bytes: [UInt8]
  }

  /// All of them, sorted by path.
  public static var plan: [File] {
    (OperationCatalog.all.map(tool) + [envelope]).sorted { $0.path < $1.path }
  }

  private static var envelope: File {
    File(path: "schemas/envelope.json", json(Envelope.schema.bytes()))
  }

  /// What `tools/list` says of an operation.
  private static func tool(_ operation: AnyOperation) -> File {
    let annotations = operation.effect.annotations
    return File(
      path: "schemas/tools/\(operation.name).json",
      [
        "name": .string(operation.name), "title": .string(operation.title), "description": .string(operation.summary),
        "inputSchema": json(Schema.record(operation.input()).bytes()),
        "outputSchema": json(Schema.record(operation.output()).bytes()),
        "annotations": [
          "readOnlyHint": .bool(annotations.readOnly), "destructiveHint": .bool(annotations.destructive),
          "idempotentHint": .bool(annotations.idempotent), "openWorldHint": .bool(annotations.openWorld),
        ],
      ])
  }

  private static func json(_ bytes: [UInt8]) -> JSON {
    (try? JSON(parsing: bytes, limits: JSONLimits(depth: 64, bytes: 1 << 20))) ?? .null
  }
}

extension GeneratedFiles.File {
  fileprivate init(path: String, _ json: JSON) {
    self.path = path
    bytes = json.prettyBytes
  }
}
