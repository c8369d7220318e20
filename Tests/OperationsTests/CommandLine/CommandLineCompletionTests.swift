import JSON
import Operations
import Testing

/// What a shell is told may come next.
struct CommandLineCompletionTests {
  private struct Common: Record {
    @Field("Folder.", [.naming(.folder)]) var project: String?
    @Field("Object.") var json: Bool = false
    @Field("Gateway.", [.examples(["sandbox", "live"])]) var gateway: String?
  }

  private let completion = CommandLineCompletion(
    OperationCatalog.commands.map(\.declaration), options: Common.recordSchema)

  /// The line is cut at spaces; what stands after the last one is completed.
  private func answer(_ line: String) -> CommandLineCompletion.Answer {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    return completion.answer(after: words.dropLast(), current: words.last ?? "")
  }

  private func texts(_ line: String) -> [String]? {
    guard case .candidates(let candidates) = answer(line) else { return nil }
    return candidates.map(\.text)
  }

  static let offers: [(line: String, expected: [String])] = [
    ("ro", ["rotate"]), ("bill", ["billing"]), ("billing ", ["show", "add"]), ("services l", ["list"]),
    ("env ", ["list", "use", "create"]), ("env --pu", ["--pull"]), ("env --pull --us", ["--use"]),
    ("add modelgates/api --plan ", ["free", "pay-as-you-go"]), ("add x --plan=p", ["--plan=pay-as-you-go"]),
    ("add m", ["modelgates/api"]), ("upgrade x ", ["free", "pay-as-you-go"]),
    ("--gateway ", ["sandbox", "live"]), ("--gateway=l", ["--gateway=live"]), ("--js", ["--json"]),
    ("help ro", ["rotate"]), ("--json ro", ["rotate"]), ("--project /tmp ro", ["rotate"]),
    ("rotate --finish --fi", []), ("nothing ", []),
  ]

  @Test(arguments: offers.indices)
  func candidatesFollowTheDeclarations(_ index: Int) {
    #expect(texts(Self.offers[index].line) == Self.offers[index].expected, "\(Self.offers[index].line)")
  }

  static let asked: [(line: String, kind: NamedThing, prefix: String)] = [
    ("rotate ", .service, ""), ("model ", .model, ""), ("verify --model ", .model, ""),
    ("verify --model=o", .model, "--model="), ("env use ", .environment, ""), ("docs --page ", .page, ""),
    ("--project ", .folder, ""), ("status --project=", .folder, "--project="), ("llm-context --output ", .file, ""),
    ("rotate -- ", .service, ""),
  ]

  @Test(arguments: asked.indices)
  func namesThatTheProgramKnowsAreAskedFor(_ index: Int) {
    let (line, kind, prefix) = Self.asked[index]
    #expect(answer(line) == .names(kind, prefix: prefix), "\(line)")
  }

  @Test func everyCommandAndOptionIsOffered() throws {
    let first = try #require(texts(""))
    for operation in OperationCatalog.commands {
      let command = operation.declaration
      #expect(first.contains(command.command.words[0]))
      let flags = try #require(texts(command.command.words.joined(separator: " ") + " --"))
      for property in operation.input().properties where !property.isPositional {
        #expect(flags.contains("--\(property.flag)"), "\(command.command.text)")
      }
      #expect(flags.contains("--json") && Set(flags).count == flags.count)
    }
  }

  @Test(arguments: ["\u{0}", "--=", "=", "--project=", "-- -- --", "add " + String(repeating: "x ", count: 5000)])
  func nothingThatIsTypedDoesHarm(_ line: String) { _ = answer(line) }
}
