public import JSON

/// What can stand where the cursor is: derived from the commands' declarations, for whichever shell asks.
public struct CommandLineCompletion: Sendable {
  private let commands: [CommandDeclaration]
  private let common: [RecordSchema.Property]

  /// - Parameter options: those of every command.
  public init(_ commands: [CommandDeclaration], options: RecordSchema) {
    self.commands = commands
    common = options.properties
  }

  public struct Candidate: Sendable, Equatable {
    /// Takes the place of the whole word.
    public let text: String
    public let meaning: String
  }

  public enum Answer: Sendable, Equatable {
    case candidates([Candidate])
    /// Names that somebody else knows; `prefix` is what stands before the name in the word: `--project=`.
    case names(NamedThing, prefix: String)
  }

  /// - Parameters:
  ///   - words: what stands between the program's name and the cursor's word.
  ///   - current: the cursor's word, as far as the cursor.
  public func answer(after words: [String], current: String) -> Answer {
    var words = words
    if words.first == "help" { words.removeFirst() }
    let place = Place(words, common: common, commands: commands)
    if let option = place.openOption { return values(of: option, current, prefix: "") }
    if !place.optionsAreOver, current.hasPrefix("-") { return option(current, place) }
    let subwords = place.hasArguments ? [] : subwords(after: place.words, current)
    if let command = place.command, let argument = place.openArgument(of: command) {
      let values = values(of: argument, current, prefix: "", examples: command)
      guard case .candidates(let candidates) = values else {
        return subwords.isEmpty ? values : .candidates(subwords)
      }
      return .candidates(subwords + candidates)
    }
    if subwords.isEmpty, current.isEmpty, let command = place.command, !place.optionsAreOver {
      return .candidates(flags(of: command.options, current, besides: place.given))
    }
    return .candidates(subwords)
  }

  private func option(_ current: String, _ place: Place) -> Answer {
    let own = place.candidates.flatMap(\.options)
    if let equals = current.firstIndex(of: "=") {
      let flag = current[..<equals]
      guard let property = (own + common).first(where: { "--\($0.flag)" == flag }) else { return .candidates([]) }
      let start = current.index(after: equals)
      return values(of: property, String(current[start...]), prefix: String(current[..<start]))
    }
    let selectors = place.candidates.compactMap { command in
      command.command.selector.map { Candidate(text: "--\($0)", meaning: command.brief) }
    }.filter { $0.text.hasPrefix(current) && !place.given.contains($0.text) }
    return .candidates(selectors + flags(of: own + common, current, besides: place.given))
  }

  private func flags(
    of properties: [RecordSchema.Property], _ current: String, besides given: Set<String>
  ) -> [Candidate] {
    var seen = given
    return properties.compactMap { property in
      let flag = "--\(property.flag)"
      let isList = if case .array = property.schema.unwrapped { true } else { false }
      guard !property.isHidden, flag.hasPrefix(current), isList || !seen.contains(flag) else { return nil }
      seen.insert(flag)
      return Candidate(text: flag, meaning: property.meaning)
    }
  }

  /// The next words of commands that begin with these.
  private func subwords(after words: [String], _ current: String) -> [Candidate] {
    var found: [Candidate] = []
    for command in commands {
      // Of a command that has two names, lists show the one that help shows.
      let names = [command.command.words] + (words.isEmpty ? [] : [command.command.alias ?? []])
      for name in names where name.count > words.count {
        let next = name[words.count]
        guard name.starts(with: words), next.hasPrefix(current), !found.contains(where: { $0.text == next }) else {
          continue
        }
        found.append(Candidate(text: next, meaning: command.brief))
      }
    }
    return found
  }

  /// - Parameter command: whose examples say what an argument may be where nothing else does.
  private func values(
    of property: RecordSchema.Property, _ current: String, prefix: String, examples command: CommandDeclaration? = nil
  ) -> Answer {
    var (schema, current, prefix) = (property.schema.unwrapped, current, prefix)
    if case .array(let element) = schema {
      schema = element.unwrapped
      let start = current.lastIndex(of: ",").map { current.index(after: $0) } ?? current.startIndex
      prefix += current[..<start]
      current = String(current[start...])
    }
    if let kind = property.kind { return .names(kind, prefix: prefix) }
    var texts: [String] = []
    if case .enumeration(let values) = schema { texts = values }
    for case .examples(let values) in property.traits { texts += values.compactMap(\.string) }
    if texts.isEmpty, let command { texts = Self.examples(of: property, in: command) }
    return .candidates(
      texts.filter { $0.hasPrefix(current) }.map { Candidate(text: prefix + $0, meaning: property.meaning) })
  }

  /// What the declared examples have as the first argument.
  private static func examples(of property: RecordSchema.Property, in command: CommandDeclaration) -> [String] {
    guard property.isRequired, command.arguments.first?.name == property.name else { return [] }
    var found: [String] = []
    for example in command.command.examples {
      let rest = example.split(separator: " ").map(String.init).dropFirst(1 + command.command.words.count)
      guard let argument = rest.first, !argument.hasPrefix("-"), !found.contains(argument) else { continue }
      found.append(argument)
    }
    return found
  }
}

/// Where the cursor is: what the words before it have said already.
private struct Place {
  /// Commands of the words that were found; more than one where a flag chooses.
  private(set) var candidates: [CommandDeclaration] = []
  /// The command's words, or those of the beginning of one.
  private(set) var words: [String] = []
  /// Flags that are there.
  private(set) var given: Set<String> = []
  private(set) var optionsAreOver = false
  /// The option whose value comes next.
  private(set) var openOption: RecordSchema.Property?
  private var arguments = 0
  var hasArguments: Bool { arguments > 0 }

  var command: CommandDeclaration? {
    candidates.first { $0.command.selector.map { given.contains("--\($0)") } ?? false }
      ?? candidates.first { $0.command.selector == nil } ?? candidates.first
  }

  init(_ line: [String], common: [RecordSchema.Property], commands: [CommandDeclaration]) {
    for word in line {
      if openOption != nil {
        openOption = nil
      } else if word == "--", !optionsAreOver {
        optionsAreOver = true
      } else if word.hasPrefix("-"), !optionsAreOver {
        take(option: word, common)
      } else if arguments == 0, Self.any(commands, beginsWith: words + [word]) {
        words.append(word)
        candidates = commands.filter { $0.command.words == words || $0.command.alias == words }
      } else {
        arguments += 1
      }
    }
  }

  private static func any(_ commands: [CommandDeclaration], beginsWith words: [String]) -> Bool {
    commands.contains { $0.command.words.starts(with: words) || $0.command.alias?.starts(with: words) == true }
  }

  private mutating func take(option word: String, _ common: [RecordSchema.Property]) {
    let flag = String(word.prefix { $0 != "=" })
    given.insert(flag)
    guard !word.contains("="),
      let property = (candidates.flatMap(\.options) + common).first(where: { "--\($0.flag)" == flag })
    else { return }
    if case .boolean = property.schema.unwrapped { return }
    openOption = property
  }

  func openArgument(of command: CommandDeclaration) -> RecordSchema.Property? {
    let all = command.arguments
    if arguments < all.count { return all[arguments] }
    if case .array? = all.last?.schema.unwrapped { return all.last }
    return nil
  }
}
