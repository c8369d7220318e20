import Files
import JSON
import Operations

/// `modelgates generate`: writes the repository's generated files, or with `--check` says which are out of date.
struct GenerateCommand: Record {
  @Field("Only check.") var check: Bool = false
  @Field("The repository's folder.", [.positional]) var folder: String = "."

  init() {}

  init(_ arguments: [String]) throws(UsageError) {
    let members = try ArgumentReader.read(arguments, for: Self.recordSchema, ignoring: GlobalOptions.consents)
    do throws(FieldError) {
      try self.init(members: members, unknownMembers: .refuse)
    } catch {
      throw UsageError("\(error)")
    }
  }

  func run() throws -> ExitStatus {
    let root = try FilePath(folder).absolute(in: File.workingDirectory())
    var stale: [String] = []
    for file in GeneratedFiles.plan {
      let path = root / (try FilePath(file.path))
      let current = try? File.read(path, limit: 1 << 20)
      guard current != file.bytes else { continue }
      stale.append(file.path)
      guard !check else { continue }
      try File.createDirectory(path.parent, mode: 0o755, intermediates: true)
      try File.replace(path, with: file.bytes, mode: 0o644, keepingStricterMode: false)
    }
    if check, !stale.isEmpty {
      StandardError.write("Out of date: \(stale.joined(separator: ", "))\nRun scripts/generate.\n")
      return .failed
    }
    StandardOutput.write(stale.isEmpty ? "Up to date.\n" : stale.map { "\($0)\n" }.joined())
    return .done
  }
}
