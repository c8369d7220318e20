import HTTP
import Synchronization

/// All who may call. Those who have tokens may change while the server runs.
public final class Callers: Sendable {
  private enum Table: Sendable {
    case anyone(Caller)
    case holders(TokenTable, [Caller])
  }
  private let table: Mutex<Table>
  private let changes = Atomic(0)
  let haveTokens: Bool

  private init(_ table: Table, haveTokens: Bool) {
    self.table = Mutex(table)
    self.haveTokens = haveTokens
  }

  /// Whoever reaches the server is this one: for a server that only its own computer reaches.
  public static func anyone(_ caller: Caller) -> Callers { Callers(.anyone(caller), haveTokens: false) }

  /// Those who have a token.
  /// - Parameter caller: makes the caller of an entry.
  /// - Throws: `CryptoError` where digests can't be made, and what `caller` throws.
  public static func holders(of file: TokenFile, _ caller: (TokenFile.Entry) throws -> Caller) throws -> Callers {
    Callers(try table(of: file, caller), haveTokens: true)
  }

  /// Takes the holders of another file in the place of those of before: from each one's next request on, whatever connection it
  /// comes by.
  /// - Parameter caller: makes the caller of an entry, or gives the one that it had.
  /// - Throws: as `holders` does; then nothing has changed.
  public func change(to file: TokenFile, _ caller: (TokenFile.Entry) throws -> Caller) throws {
    let changed = try Self.table(of: file, caller)
    table.withLock { $0 = changed }
    changes.add(1, ordering: .releasing)
  }

  /// Another one after each change: what was found out about a caller before need not be true any more.
  var edition: Int { changes.load(ordering: .acquiring) }

  /// Who sent this.
  /// - Throws: 401 for nobody that is known, 400 for an `Authorization` that can't be read.
  func caller(sending fields: HTTPFields) throws(Refusal) -> Caller {
    switch table.withLock({ $0 }) {
    case .anyone(let caller): return caller
    case .holders(let table, let callers):
      guard let place = table.place(of: try BearerToken.sent(in: fields)), callers.indices.contains(place) else {
        throw .unauthorized("invalid_token", "The token isn't known here.")
      }
      return callers[place]
    }
  }

  private static func table(
    of file: TokenFile, _ caller: (TokenFile.Entry) throws -> Caller
  ) throws -> Table {
    .holders(try TokenTable(file.entries), try file.entries.map(caller))
  }
}
