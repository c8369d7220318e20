import Documentation
import EventLoop
import Files
import JSON
import Operations
import Projects

/// `modelgates __complete`: what the scripts of `modelgates completions` ask. Never fails, changes nothing, and asks no gateway
/// over the network: a shell waits for it at every press of a key.
struct CompletionRequest {
  /// It isn't listed anywhere.
  static let word = "__complete"

  private let words: [String]
  private let current: String
  private static let limit = 1000

  /// - Parameter arguments: The words after the program's name, up to the cursor. The last one is the cursor's, and may be empty.
  init(_ arguments: [String]) {
    words = Array(arguments.dropLast())
    current = arguments.last ?? ""
  }

  func run(_ environment: [String: String]) -> ExitStatus {
    let completion = CommandLineCompletion(CommandLineProgram.declarations, options: CommonOptions.recordSchema)
    switch completion.answer(after: words, current: current) {
    case .candidates(let candidates):
      write(candidates.map { ($0.text, $0.meaning) })
    case .names(.file, _): StandardOutput.write(":file\n")
    case .names(.folder, _): StandardOutput.write(":folder\n")
    case .names(let kind, let prefix):
      let names = names(of: kind, environment).map { (prefix + $0.0, $0.1) }
      write(names.filter { $0.0.hasPrefix(current) })
    }
    return .done
  }

  /// What isn't plain text wouldn't come back from a shell as it went there.
  private func write(_ candidates: [(text: String, meaning: String)]) {
    let lines = candidates.prefix(Self.limit).compactMap { text, meaning -> String? in
      guard !text.isEmpty, text.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else { return nil }
      let meaning = TerminalText.clean(meaning).map { $0.isNewline || $0 == "\t" ? " " : $0 }
      return "\(text)\t\(String(meaning))\n"
    }
    StandardOutput.write(lines.joined())
  }

  private func names(of kind: NamedThing, _ environment: [String: String]) -> [(String, String)] {
    switch kind {
    case .page: Documentation.pages.map { ($0.name, $0.title) }
    case .section: Project.contextSections.map { ($0, "") }
    case .tool: OperationCatalog.all.map { ($0.name, $0.title) }
    default: (try? projectNames(of: kind, environment)) ?? []
    }
  }

  private func projectNames(of kind: NamedThing, _ environment: [String: String]) throws -> [(String, String)] {
    let settings = try Settings(try GlobalOptions(commonOptions), environment: environment, isServer: false)
    let loop = try EventLoop()
    let project = try settings.makeProject(on: loop)
    let isLocal = settings.gatewayName == GatewayChoice.sandboxName
    return loop.run {
      do {
        switch kind {
        case .service:
          return try await project.listServices().result.services.map { ($0.name, "\($0.service), \($0.plan)") }
        case .environment:
          return try await project.listEnvironment().result.environments.map { ($0.name, $0.envFile) }
        case .model where isLocal:
          return try await project.modelIdentifiers().map { ($0, "") }
        default: return []
        }
      } catch {
        return []
      }
    }
  }

  /// Those options that say which project and gateway are meant.
  private var commonOptions: [String] {
    var found: [String] = []
    for (index, word) in words.enumerated() {
      for flag in ["--project", "--gateway"] {
        if word == flag, index + 1 < words.count { found += [flag, words[index + 1]] }
        if word.hasPrefix(flag + "=") { found.append(word) }
      }
    }
    return found
  }
}
