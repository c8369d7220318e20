import JSON
import Operations
import Projects
import Testing

/// What a terminal shows.
struct TextTests {
  @Test(arguments: [
    (#"{"name":"a","env_file":".env"}"#, "name:     a\nenv file: .env\n"),
    (#"{"ok":true,"none":null,"n":1.50}"#, "ok:   yes\nnone: -\nn:    1.50\n"),
    (#"{"names":["a","b"],"empty":[]}"#, "names: a, b\nempty: none\n"),
    (#"{"next_steps":["Do this.","Then that."]}"#, "next steps:\n  - Do this.\n  - Then that.\n"),
    (#"{"rows":[{"id":"x","on":true},{"id":"longer"}]}"#, "rows:\n  ID      ON\n  x       yes\n  longer\n"),
    (#"{"deep":{"a":"b"}}"#, "deep:\n  a: b\n"),
    (#"{"list":[{"a":"b","inner":[{"c":"d"}]}]}"#, "list:\n  - a: b\n    inner:\n      C\n      d\n"),
    ("{}", "\n"),
  ])
  func recordBecomesLines(_ json: String, _ text: String) {
    #expect(TextRendering(.aligned(width: nil)).text(of: Array(json.utf8)) == text)
  }

  @Test func valueStaysOnItsLineAndCannotSteerTheTerminal() {
    let json = #"{"name":"a\nb\u001b[2J\u202ec","rows":[{"x":"1\r\n2"}]}"#
    #expect(
      TextRendering(.aligned(width: nil)).text(of: Array(json.utf8))
        == "name: a b\u{FFFD}[2J\u{FFFD}c\nrows:\n  X\n  1\u{FFFD} 2\n")
  }

  @Test(arguments: [
    ("plain\n\ttext", "plain\n\ttext"), ("\u{1B}[31m", "\u{FFFD}[31m"),
    ("a\u{7}\u{8}\u{7F}\u{9B}", "a\u{FFFD}\u{FFFD}\u{FFFD}\u{FFFD}"),
    ("\u{202E}\u{2066}\u{200B}", "\u{FFFD}\u{FFFD}\u{FFFD}"), ("👩\u{200D}💻", "👩\u{200D}💻"),
    ("a\u{2028}b", "a\u{FFFD}b"),
  ])
  func controlsDontReachATerminal(_ text: String, _ clean: String) {
    #expect(TerminalText.clean(text) == clean)
  }

  @Test func helpSpeaksOfCommandsAndFlags() {
    let operation = AnyOperation(Paint.self)
    let help = CommandHelp(operation, in: CommandTable(OperationCatalog.commands + [operation])).text
    #expect(
      help == """
        Paint wall.

        Paints what `modelgates services list` gave. With --second-coat twice.

        EXAMPLES
          $ modelgates paint north

        USAGE
          modelgates paint <wall> [<helpers>...] [options]

        ARGUMENTS
          <wall>     As `modelgates paint` gave it; first_helper stays.
          <helpers>  Who helps.

        OPTIONS
          --second-coat         Twice.
          --color red|dark-red  Color. Default: red.
          --buckets <number>    Buckets. Default: 2.
          --brushes <a,b,...>   Brushes.

        Options of every command: modelgates --help

        """)
  }

  /// Its texts name tools and arguments, as those of every operation do.
  private struct Paint: Operation {
    static let name = "paint_wall"
    static let title = "Paint wall"
    static let summary = "Paints what list_services gave. With second_coat twice."
    static let effect = Effect.writes
    static let command = Command("paint", examples: ["modelgates paint north"])

    enum Color: String, FieldEnum { case red, darkRed = "dark-red" }

    @Field("As paint_wall gave it; first_helper stays.", [.positional]) var wall: String
    @Field("Who helps.", [.positional]) var helpers: [String]?
    @Field("Twice.") var secondCoat: Bool = false
    @Field("Color.") var color: Color = .red
    @Field("Buckets.") var buckets: Int = 2
    @Field("Brushes.") var brushes: [String]?

    typealias Output = Notes

    func run(in context: OperationContext) async throws -> Outcome<Notes> { Outcome(Notes()) }
  }

  @Test(arguments: [
    ("services list x", "list_services", "x"), ("services", "list_services", ""), ("env", "list_env", ""),
    ("env --pull --dry-run", "pull_env", "--dry-run"), ("env --dry-run --pull", "pull_env", "--dry-run"),
    ("env -- --pull", "list_env", "-- --pull"), ("search words", "search_catalog", "words"),
  ])
  func longestCommandIsMeant(_ words: String, _ name: String, _ rest: String) throws {
    let found = try #require(CommandTable(OperationCatalog.commands).find(words.split(separator: " ").map(String.init)))
    #expect(found.operation.name == name && found.rest.joined(separator: " ") == rest)
  }
}
