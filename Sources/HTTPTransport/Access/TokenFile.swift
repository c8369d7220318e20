public import JSON
import SystemLibraries

/// Who may call with which token: one JSON object a line, blank lines and lines that begin with `#` aside.
///
/// ```
/// {"name":"ci","sha256":"<64 hexadecimal digits>","project":"/srv/app","read_only":true}
/// ```
/// The file holds digests only. A token is as good as random, so a plain digest gives nothing away.
public struct TokenFile: Sendable {
  /// One token and whose it is.
  public struct Entry: Record, Equatable {
    @Field("Who calls with this token, in logs.", [.length(1...64), .characters("A-Za-z0-9._@-")])
    public var name: String
    @Field("SHA-256 of the token, as hexadecimal digits.", [.length(64...64), .characters("0-9a-f")])
    public var sha256: String
    @Field("Absolute path of the folder that this caller works on.", [.length(1...4096)])
    public var project: String?
    @Field("Whether this caller may only look.")
    public var readOnly: Bool = false

    public init() {}

    /// The entry for a token.
    /// - Throws: `TokenFileError` for a token that is too short to be one, or couldn't be sent in a header;
    ///   its message holds nothing of it.
    public init(name: String, token: [UInt8], project: String?, readOnly: Bool) throws(TokenFileError) {
      guard BearerToken.isValid(token) else {
        throw TokenFileError(
          "A token has \(BearerToken.sizes.lowerBound) to \(BearerToken.sizes.upperBound) letters, digits and -._~+/=. "
            + "Make one with: openssl rand -base64 32")
      }
      do {
        let digest = try SHA256.hash(token)
        try self.init(
          members: [
            "name": .string(name), "sha256": .string(Hex.encode(digest)),
            "project": project.map { .string($0) } ?? .null,
            "read_only": .bool(readOnly),
          ], unknownMembers: .ignore)
      } catch {
        throw TokenFileError("\(error)")
      }
    }

    public static func == (left: Entry, right: Entry) -> Bool { left.jsonBytes == right.jsonBytes }
  }

  /// Bytes of a whole file.
  public static let sizeLimit = 256 << 10
  /// Tokens in a file. Each is compared at each request.
  static let countLimit = 256

  public let entries: [Entry]

  /// - Parameter mayBeEmpty: whether a file without any token is one: of a server that runs, it takes back the last.
  /// - Throws: `TokenFileError` that names the line and what is wrong with it.
  public init(parsing text: [UInt8], mayBeEmpty: Bool = false) throws(TokenFileError) {
    var entries: [Entry] = []
    var number = 0
    for line in text.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      guard let first = line.first(where: { $0 != 0x20 && $0 != 0x09 }), first != UInt8(ascii: "#") else { continue }
      let entry = try Self.entry(Array(line), number)
      guard !entries.contains(where: { $0.name == entry.name }) else {
        throw TokenFileError("Line \(number): the name \(entry.name) was given to an earlier line.")
      }
      guard !entries.contains(where: { $0.sha256 == entry.sha256 }) else {
        throw TokenFileError("Line \(number): an earlier line has the same token.")
      }
      guard entries.count < Self.countLimit else {
        throw TokenFileError("There are more than \(Self.countLimit) tokens.")
      }
      entries.append(entry)
    }
    guard mayBeEmpty || !entries.isEmpty else { throw TokenFileError("There is no token in it.") }
    self.entries = entries
  }

  private static func entry(_ line: [UInt8], _ number: Int) throws(TokenFileError) -> Entry {
    let entry: Entry
    do {
      entry = try Entry(
        json: JSON(parsing: line, limits: JSONLimits(depth: 4, bytes: 16 << 10)), unknownMembers: .refuse)
    } catch {
      throw TokenFileError("Line \(number): \(error)")
    }
    if let project = entry.project, !project.hasPrefix("/") {
      throw TokenFileError("Line \(number): project is an absolute path.")
    }
    return entry
  }
}

/// What is wrong with a token file, or with a token. Never holds a token.
public struct TokenFileError: Error, Sendable, Equatable, CustomStringConvertible {
  public let message: String
  public var description: String { message }
  init(_ message: String) { self.message = message }
}
