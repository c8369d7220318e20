import JSON
import Testing

@testable import Operations

/// From words to the members of an input record.
struct ArgumentReaderTests {
  struct Input: Record {
    @Field("First.", [.positional]) var first: String?
    @Field("Rest.", [.positional]) var rest: [String]?
    @Field("A switch.") var dryRun: Bool = false
    @Field("A number.") var limit: Int = 20
    @Field("A fraction.") var ratio: Double?
    @Field("Names.") var names: [String]?
    @Field("Another flag.", [.flag("yes")]) var confirm: Bool = false
    init() {}
  }

  private static let half = JSONNumber(0.5).map(JSON.number) ?? .null

  static let rows: [(words: String, members: JSON)] = [
    ("", [:]),
    ("a", ["first": "a"]),
    ("a b c", ["first": "a", "rest": ["b", "c"]]),
    ("--dry-run a", ["dry_run": true, "first": "a"]),
    ("--limit 5", ["limit": 5]),
    ("--limit=5 --ratio 0.5", ["limit": 5, "ratio": half]),
    ("--limit -5", ["limit": -5]),
    ("--ratio 2", ["ratio": 2]),
    ("--names a,b --names c", ["names": ["a", "b", "c"]]),
    ("--names=a=b", ["names": ["a=b"]]),
    ("--yes", ["confirm": true]),
    ("--accept-tos a", ["first": "a"]),
    ("-- --dry-run -- x", ["first": "--dry-run", "rest": ["--", "x"]]),
    ("-", ["first": "-"]),
  ]

  @Test(arguments: rows.indices)
  func wordsBecomeMembers(_ index: Int) throws {
    let (words, members) = Self.rows[index]
    let read = try ArgumentReader.read(
      words.split(separator: " ").map(String.init), for: Input.recordSchema, ignoring: ["--yes", "--accept-tos"])
    #expect(JSON.object(read) == members)
  }

  @Test(arguments: rows.indices)
  func membersBecomeWordsAgain(_ index: Int) throws {
    guard let members = Self.rows[index].members.object else { return }
    let words = ArgumentReader.words(for: members, of: Input.recordSchema)
    #expect(try ArgumentReader.read(words, for: Input.recordSchema) == members, "\(words)")
  }

  static let mistakes: [(words: String, said: String)] = [
    ("--limt 5", "Unknown option --limt. Did you mean --limit?"),
    ("--jsno", "Unknown option --jsno. Did you mean --json?"),
    ("--first a", "Unknown option --first."),
    ("--confirm", "Unknown option --confirm."),
    ("--dry-run=yes", "--dry-run takes no value."),
    ("--limit", "--limit needs a value."),
    ("--limit 5 --limit 6", "--limit is given twice."),
    ("--limit 5.0", "--limit takes a whole number, not \"5.0\"."),
    ("--limit 9223372036854775808", "--limit takes a whole number, not \"9223372036854775808\"."),
    ("--ratio nan", "--ratio takes a number, not \"nan\"."),
    ("--ratio 1e999", "--ratio takes a number, not \"1e999\"."),
  ]

  @Test(arguments: mistakes.indices)
  func mistakeIsNamed(_ index: Int) {
    let (words, said) = Self.mistakes[index]
    #expect(throws: UsageError(said)) {
      try ArgumentReader.read(
        words.split(separator: " ").map(String.init), for: Input.recordSchema, suggesting: ["--json"])
    }
  }
}
