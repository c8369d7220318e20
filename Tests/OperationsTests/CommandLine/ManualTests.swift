import JSON
import Operations
import Testing

/// The manual page as roff.
struct ManualTests {
  @Test func everyCommandIsInTheManual() {
    let table = CommandTable(OperationCatalog.commands)
    let manual = Manual(
      OperationCatalog.commands.map(\.declaration), in: table, options: RecordSchema(properties: []), sections: [])
    let lines = manual.text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
    #expect(lines.first?.hasPrefix(".TH MODELGATES 1 ") == true && lines.last == "")
    for operation in OperationCatalog.commands {
      let text = operation.command.text.map { $0 == "-" ? #"\-"# : String($0) }.joined()
      let head = ".SS modelgates \(text)"
      #expect(lines.contains { $0.hasPrefix(head) }, "\(head)")
    }
  }

  @Test func textIsNeverTakenForARequest() {
    struct Dotted: Record {
      @Field(".hidden 'quoted' \\slash \"double\"", [.positional]) var path: String
    }
    let command = CommandDeclaration(
      Command("dots", group: .program, examples: ["'x'"]), summary: ".env is - a file.", input: { Dotted.recordSchema })
    let text = Manual(
      [command], in: CommandTable([]), options: RecordSchema(properties: []),
      sections: [Manual.Section("More", [("a \"b\"", "c")])]
    ).text
    for line in [
      #"\&.env is \- a file."#, #"\&.hidden \(aqquoted\(aq \eslash "double""#, #"\(aqx\(aq"#, #".B "a \(dqb\(dq""#,
      ".SH MORE",
    ] {
      #expect(text.contains("\n\(line)\n"), "\(line)\n\(text)")
    }
  }
}
