import Files
public import JSON

/// What earlier calls with an idempotency key gave, so that a repeated call gives the same and does nothing.
///
/// Kept per project for 24 hours, at most 200, in `.projects/journal/idempotency.json`. Results contain no secret.
public struct Idempotency: Sendable {
  /// Seconds that a result is kept.
  public static let lifetime: Int64 = 86_400
  public static let capacity = 200
  /// The longest result that is kept, in bytes.
  public static let resultLimit = 65_536
  static let fileLimit = 16 << 20
  static let fileName: FilePath = "idempotency.json"

  private let project: ProjectDirectory

  public init(_ project: ProjectDirectory) { self.project = project }

  /// What is known of a key.
  public enum Finding: Sendable, Equatable {
    case unknown
    /// The same call was made before, with this result.
    case replay(JSON)
    /// The key was used for another operation or with other arguments.
    case conflict
  }

  /// - Parameters:
  ///   - key: the caller's key, 1 to 255 characters.
  ///   - operation: the operation's name.
  ///   - argumentsDigest: hex digest of the arguments, without the key itself.
  /// - Throws: `ProjectFileError.damaged` when the record can't be read. Then repeating the call could do it twice.
  public func find(
    _ key: String, operation: String, argumentsDigest: String, at now: Timestamp
  ) throws(ProjectFileError) -> Finding {
    guard try project.exists(), try project.isDirectory(project.journal), let bytes = try file.read() else {
      return .unknown
    }
    guard let kept = try Self.parse(bytes, at: now).first(where: { $0.key == key }) else { return .unknown }
    guard kept.operation == operation, kept.argumentsDigest == argumentsDigest else { return .conflict }
    return .replay(kept.result)
  }

  /// Keeps the result of a call, durably; the oldest results give way.
  /// - Throws: `ProjectFileError`: `.tooLarge` for a result over the limit, `.exists` when the key has another result.
  public func record(
    _ key: String, operation: String, argumentsDigest: String, result: JSON, at now: Timestamp
  ) throws {
    guard result.bytes.count <= Self.resultLimit else {
      throw ProjectFileError(.tooLarge, "A result of more than \(Self.resultLimit) bytes can't be kept.")
    }
    try project.create(project.journal, mode: 0o700)
    var entry = IdempotentResult()
    entry.key = key
    entry.operation = operation
    entry.argumentsDigest = argumentsDigest
    entry.result = result
    entry.recordedAt = now
    try file.update { old in
      var kept = try old.map { try Self.parse($0, at: now) } ?? []
      if let index = kept.firstIndex(where: { $0.key == key }) {
        guard kept[index].jsonBytesWithoutTime == entry.jsonBytesWithoutTime else {
          throw ProjectFileError(.exists, "The idempotency key was used for another call.")
        }
        return nil
      }
      kept.append(entry)
      return try Self.fitting(kept, at: now)
    }
  }

  private var file: EditedFile {
    EditedFile(path: project.journal / Self.fileName, project: project, limit: Self.fileLimit, mode: 0o600)
  }

  /// The newest results that the file has room for, if they can be read again.
  private static func fitting(_ results: [IdempotentResult], at now: Timestamp) throws -> [UInt8] {
    var content = IdempotentResults()
    content.results = results.suffix(capacity)
    let bytes = content.jsonBytes + [UInt8(ascii: "\n")]
    _ = try parse(bytes, at: now)
    return bytes
  }

  private static func parse(_ bytes: [UInt8], at now: Timestamp) throws(ProjectFileError) -> [IdempotentResult] {
    do {
      let json = try JSON(parsing: bytes, limits: JSONLimits(depth: 64, bytes: fileLimit))
      let all = try IdempotentResults(json: json, unknownMembers: .ignore).results
      return all.filter { $0.recordedAt.advanced(bySeconds: lifetime) > now }
    } catch {
      throw ProjectFileError(.damaged, "The record of idempotency keys is damaged: \(error)")
    }
  }
}

/// The file's content, oldest result first.
private struct IdempotentResults: Record {
  @Field("The version of this format.", [.range(1...1)]) var version: Int = 1
  @Field("What was kept.") var results: [IdempotentResult] = []
}

private struct IdempotentResult: Record {
  @Field("The caller's key.", [.length(1...255)]) var key: String
  @Field("The operation's name.", [.length(1...64)]) var operation: String
  @Field("Hex digest of the arguments.", [.length(1...128), .characters("0-9a-f")]) var argumentsDigest: String
  @Field("What the operation gave; no secret.") var result: JSON
  @Field("When.") var recordedAt: Timestamp

  var jsonBytesWithoutTime: [UInt8] {
    var copy = self
    copy.recordedAt = Timestamp(milliseconds: 0)
    return copy.jsonBytes
  }
}
