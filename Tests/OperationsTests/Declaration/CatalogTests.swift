import Files
import JSON
import MCP
import Testing

@testable import Operations

/// What every declaration must keep, so that a new operation is held to it on the day it is listed.
struct CatalogTests {
  @Test func namesAreUniqueAndShortEnoughForEveryClient() {
    let names = OperationCatalog.all.map(\.name)
    #expect(Set(names).count == names.count)
    for name in names {
      #expect(name.count <= 30 && name.allSatisfy { $0 == "_" || ("a"..."z").contains($0) }, "\(name)")
    }
  }

  @Test func everyOperationSaysWhenToUseIt() {
    for operation in OperationCatalog.all {
      #expect((40...300).contains(operation.summary.count), "\(operation.name): \(operation.summary.count)")
      #expect(operation.summary.hasSuffix("."), "\(operation.name)")
      #expect((1...40).contains(operation.title.count) && !operation.title.hasSuffix("."), "\(operation.name)")
    }
  }

  @Test func everyInputAndOutputIsDescribed() {
    for operation in OperationCatalog.all {
      for property in operation.input().properties + operation.output().properties {
        #expect(property.meaning.hasSuffix("."), "\(operation.name).\(property.name)")
      }
    }
  }

  @Test func destructionAndSpendingHaveTheirOwnConsent() {
    for operation in OperationCatalog.all {
      let names = operation.input().properties.map(\.name)
      #expect(names.contains("confirm") == operation.effect.annotations.destructive, "\(operation.name)")
      #expect(names.contains("confirm_paid") == operation.effect.mayCost, "\(operation.name)")
    }
  }

  @Test func commandsAreDifferentAndHaveExamplesOfTheirOwn() {
    let texts = OperationCatalog.all.map(\.command.text)
    #expect(Set(texts).count == texts.count)
    for operation in OperationCatalog.all {
      #expect(
        operation.command.examples.first?.hasPrefix("modelgates \(operation.command.text)") == true, "\(operation.name)"
      )
      let table = CommandTable(OperationCatalog.commands)
      for example in operation.command.examples {
        let words = example.split(separator: " ").map(String.init).dropFirst()
        #expect(table.find(Array(words))?.operation.name == operation.name, "\(example)")
      }
    }
  }

  /// Consents are switches of the whole command line, and every command accepts them.
  @Test func flagsAreDifferentWithinACommand() {
    for operation in OperationCatalog.all {
      let flags = operation.input().properties.filter { !$0.isPositional }.map(\.flag)
      #expect(Set(flags).count == flags.count, "\(operation.name)")
      #expect(!flags.contains { ["json", "help", "project", "quiet", "version"].contains($0) }, "\(operation.name)")
    }
  }

  @Test func readmeListsEveryToolWithItsCommand() throws {
    let readme = String(decoding: try File.read(Repository.root / "README.md", limit: 1 << 20), as: UTF8.self)
    for operation in OperationCatalog.all {
      #expect(
        readme.contains("| `\(operation.name)` | `modelgates \(operation.command.text)"),
        "README.md has no row of \(operation.name)")
    }
  }

  @Test func instructionsTellTheStoryInFewWords() {
    #expect(Instructions.text.count <= 500)
    for name in ["add_service", "llm_context", "project_status", "search_docs"] {
      #expect(Instructions.text.contains(name) && OperationCatalog.all.contains { $0.name == name }, "\(name)")
    }
  }

  /// Beside the longest name in a terminal of 80 columns.
  @Test func firstClauseFitsIntoTheListOfCommands() {
    for operation in OperationCatalog.commands {
      #expect(operation.declaration.brief.count <= 64, "\(operation.name): \(operation.declaration.brief)")
    }
  }
}

enum Repository {
  static let root = FilePath(stringLiteral: #filePath).parent.parent.parent.parent
}
