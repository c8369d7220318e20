import JSON

/// All commands, and which one a command line means.
public struct CommandTable: Sendable {
  public let operations: [AnyOperation]

  public init(_ operations: [AnyOperation]) { self.operations = operations }

  /// The first words of all commands, sorted, for suggestions and help.
  public var names: [String] {
    Set(
      operations.flatMap { [$0.command.words] + ($0.command.alias.map { [$0] } ?? []) }.map {
        $0.joined(separator: " ")
      }
    )
    .sorted()
  }

  /// Finds the operation that the words at the beginning of `arguments` name, and what follows them.
  /// The longest command wins; among those of the same words, the one whose selector flag is there.
  public func find(_ arguments: [String]) -> (operation: AnyOperation, rest: [String])? {
    var best: (operation: AnyOperation, length: Int)?
    for operation in operations {
      for words in [operation.command.words, operation.command.alias ?? []] where !words.isEmpty {
        guard arguments.starts(with: words), isSelected(operation, arguments) else { continue }
        let rank = words.count * 2 + (operation.command.selector == nil ? 0 : 1)
        if rank > best.map({ $0.length }) ?? 0 { best = (operation, rank) }
      }
    }
    guard let best else { return nil }
    var rest = Array(arguments.dropFirst(best.length / 2))
    if let selector = best.operation.command.selector { rest.removeAll { $0 == "--\(selector)" } }
    return (best.operation, rest)
  }

  private func isSelected(_ operation: AnyOperation, _ arguments: [String]) -> Bool {
    guard let selector = operation.command.selector else { return true }
    return arguments.prefix { $0 != "--" }.contains("--\(selector)")
  }
}
