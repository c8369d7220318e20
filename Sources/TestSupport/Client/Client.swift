public import JSON

/// The client's side of a conversation, in whole lines, over whatever carries them.
public struct Client: Sendable {
  private let connection: any Connection

  init(_ connection: any Connection) { self.connection = connection }

  /// Sends a line, whose end is added.
  public func send(_ line: String) async throws { try await connection.send(Array((line + "\n").utf8)) }

  /// Sends bytes as they are.
  public func send(bytes: [UInt8]) async throws { try await connection.send(bytes) }

  /// The server's next line.
  /// - Throws: `ConversationEnded` when there is none any more.
  public func receive() async throws -> String {
    guard let line = try await connection.receive() else { throw ConversationEnded() }
    return line
  }

  /// Sends a line and returns the next that comes.
  public func ask(_ line: String) async throws -> String {
    try await send(line)
    return try await receive()
  }

  public func closeInput() async throws { try await connection.closeInput() }

  /// Ends the input and returns the lines that still come.
  public func end() async throws -> [String] {
    try await closeInput()
    var lines: [String] = []
    while let line = try await connection.receive() { lines.append(line) }
    return lines
  }
}

/// The server said nothing more.
public struct ConversationEnded: Error {}

/// Carries lines to a server and back.
protocol Connection: Sendable {
  func send(_ bytes: [UInt8]) async throws
  func closeInput() async throws
  /// The next line, without its end; nil when there is none any more.
  func receive() async throws -> String?
}

extension JSON {
  /// Reads JSON that a test wrote or a server of ours sent.
  public init(line: String) throws { try self.init(parsing: Array(line.utf8), limits: .testing) }
}

extension JSONLimits {
  /// What a stdio server allows.
  public static let testing = JSONLimits(depth: 128, bytes: 4 << 20)
}
