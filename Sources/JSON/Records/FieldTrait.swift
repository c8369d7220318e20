/// What a `Field` says beside its type and meaning. Constraints stand in the schema and are checked when decoding.
/// In a list, `length`, `characters`, `range` and `format` are of each element.
public enum FieldTrait: Sendable {
  /// Characters (Unicode scalars) of a string.
  case length(ClosedRange<Int>)
  /// The only characters that a string may consist of, as in a bracket expression: `a-z0-9._-`. ASCII only.
  case characters(String)
  /// Bounds of an integer or a number.
  case range(ClosedRange<Int>)
  /// Elements of a list.
  case count(ClosedRange<Int>)
  /// The schema's `format`, for example `uri` or `date-time`. An annotation: it isn't checked.
  case format(String)
  /// The schema's `examples`.
  case examples([JSON])
  /// On the command line, the member is an argument without a flag.
  case positional
  /// On the command line, the argument is made of all words that stand there, with single spaces between them.
  case words
  /// On the command line, the member has this flag instead of its own name in kebab-case.
  case flag(String)
  /// On the command line, the member is filled from elsewhere and has no flag.
  case hidden
  /// The member is there for the command line alone.
  case commandLineOnly
  /// What the value is the name of, so that a command line can offer names. Says nothing about what is admitted.
  case naming(NamedThing)
}

/// A kind of thing that has a name: a file, or what a program knows by name.
public struct NamedThing: Sendable, Hashable {
  public let name: String
  public init(_ name: String) { self.name = name }

  public static let file = Self("file")
  public static let folder = Self("folder")
}
