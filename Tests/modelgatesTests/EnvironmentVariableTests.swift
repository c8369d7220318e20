import Files
import TestSupport
import Testing

/// The manual and the README name every variable that the program reads or speaks of, and no other.
@Suite(.timeLimit(.minutes(10)))
struct EnvironmentVariableTests {
  private static let root = FilePath(stringLiteral: #filePath).parent.parent.parent
  /// What is written to a project's env file; its programs read those.
  private static let ofServices: Set = ["MODELGATES_API_KEY", "MODELGATES_TYPE"]

  /// Where a variable's name is written between quotation marks it is one that is read: that is done in one file.
  @Test func variablesAreDeclaredInOnePlace() throws {
    let declaration = "Sources/modelgates/Settings/EnvironmentVariable.swift"
    for (file, text) in try Self.sources(below: "Sources/modelgates") where file != declaration {
      let quoted = Self.names(in: text).subtracting(Self.ofServices).filter { text.contains("\"\($0)\"") }
      #expect(quoted.isEmpty, "\(file): see \(declaration)")
    }
    let text = try Self.text("\(declaration)")
    #expect(Self.names(in: text).count > 8)
  }

  @Test func manualNamesEveryVariable() async throws {
    let manual = try await Place().run("man").output
    let environment = try #require(manual.split(separator: ".SH ").first { $0.hasPrefix("ENVIRONMENT") }, "\(manual)")
    let documented = Self.names(in: environment.replacing("\\", with: ""))
    var spoken: Set<String> = []
    for (_, text) in try Self.sources(below: "Sources") { spoken.formUnion(Self.names(in: text)) }
    #expect(documented == spoken.subtracting(Self.ofServices))
  }

  @Test func readmeNamesTheSame() throws {
    let declared = Self.names(in: try Self.text("Sources/modelgates/Settings/EnvironmentVariable.swift"))
    #expect(Self.names(in: try Self.text("README.md")).subtracting(Self.ofServices) == declared)
    for file in [
      "docs/ARCHITECTURE.md", "deploy/Dockerfile", "deploy/modelgates.service", "scripts/packaging/package.py",
    ] {
      #expect(Self.names(in: try Self.text(file)).subtracting(Self.ofServices).isSubset(of: declared), "\(file)")
    }
  }

  // MARK: -

  /// `MODELGATES_` and what follows it of a name.
  private static func names(in text: some StringProtocol) -> Set<String> {
    var names: Set<String> = []
    var rest = Array(text.utf8)[...]
    let prefix = Array("MODELGATES_".utf8)
    while let start = rest.firstIndex(of: prefix[0]) {
      rest = rest[start...]
      guard rest.starts(with: prefix) else {
        rest = rest.dropFirst()
        continue
      }
      let name = rest.prefix { UInt8(ascii: "A")...UInt8(ascii: "Z") ~= $0 || $0 == UInt8(ascii: "_") }
      if name.count > prefix.count { names.insert(String(decoding: name, as: UTF8.self)) }
      rest = rest[name.endIndex...]
    }
    return names
  }

  private static func text(_ file: String) throws -> String {
    String(decoding: try File.read(root / FilePath(file), limit: 1 << 24), as: UTF8.self)
  }

  private static func sources(below folder: String) throws -> [(file: String, text: String)] {
    try File.list(root / FilePath(folder), limit: 10_000).flatMap { name in
      let path = "\(folder)/\(name)"
      if try File.status(root / FilePath(path))?.kind == .directory { return try sources(below: path) }
      return name.hasSuffix(".swift") ? [(path, try text(path))] : []
    }
  }
}
