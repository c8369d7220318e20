import Files
import JSON
import Operations
import Projects

/// `modelgates generate`: writes the repository's generated files, or with `--check` says which are out of date.
struct GenerateCommand: Record {
  @Field("Only check.") var check: Bool = false
  @Field("The repository's folder.", [.positional, .naming(.folder)]) var folder: String = "."

  init() {}

  init(_ arguments: [String]) throws(UsageError) {
    try self.init(options: arguments, of: "generate")
  }

  func run(_ options: GlobalOptions) throws -> ExitStatus {
    let stale = try update()
    let isWrong = check && !stale.isEmpty
    if options.has("--json") {
      let files = JSON.array(stale.map { .string($0) })
      StandardOutput.write(
        line: isWrong
          ? Envelope(.outOfDate(stale, files), of: "generate", in: Envelope.Meta())
          : Envelope(data: ["written": files], of: "generate"))
    } else if isWrong {
      let error = ProjectError.outOfDate(stale, [])
      StandardError.write("\(error.message)\n\(error.hint ?? "")\n")
    } else {
      StandardOutput.write(stale.isEmpty ? "Up to date.\n" : stale.map { "\($0)\n" }.joined())
    }
    return isWrong ? .failed : .done
  }

  /// Writes what isn't as it should be, unless it only checks.
  /// - Returns: the paths of these files.
  private func update() throws -> [String] {
    let root = try FilePath(folder).absolute(in: File.workingDirectory())
    let isRepository = try File.status(root / "Sources/Operations/Catalog") != nil
    let stale = try GeneratedFiles.plan().map { (file: $0, path: root / (try FilePath($0.path))) }
      .filter { (try? File.read($0.path, limit: 1 << 20)) != $0.file.bytes }
    guard !check else { return stale.map(\.file.path) }
    if !isRepository, let own = try stale.first(where: { try File.status($0.path) != nil }) {
      throw UsageError("\(own.path) is a file of your own: this isn't the program's repository.", command: "generate")
    }
    for (file, path) in stale {
      try File.createDirectory(path.parent, mode: 0o755, intermediates: true)
      try File.replace(path, with: file.bytes, mode: 0o644, keepingStricterMode: false)
    }
    return stale.map(\.file.path)
  }
}

extension ProjectError {
  fileprivate static func outOfDate(_ paths: [String], _ files: JSON) -> ProjectError {
    ProjectError(
      Code(name: "out_of_date"), "Out of date: \(paths.joined(separator: ", "))", hint: "Run scripts/generate.",
      details: ["files": files])
  }
}
