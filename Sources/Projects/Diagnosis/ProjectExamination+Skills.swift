import Files

extension ProjectExamination {
  /// Whether the skill files are those of this version and this state.
  public func skills(_ tools: [ToolEntry]) async -> [Finding] {
    guard readableState != nil else { return [] }
    do throws(ProjectError) {
      let report = try await project.writeSkills(tools, dryRun: true).result
      guard project.hasSkillFiles || report.unchanged > 0 else {
        return [.pass("skills", "None were written; modelgates skills writes them.")]
      }
      let findings = report.left.map { finding($0) } + stale(report.changed, tools)
      return findings.isEmpty ? [.pass("skills", "\(report.unchanged) files are current.")] : findings
    } catch {
      // Digests need the library, whose check says so.
      return error.code == .missingLibrary ? [] : [.failure("skills", error.message, remedy: "modelgates skills")]
    }
  }

  private func stale(_ changed: [String], _ tools: [ToolEntry]) -> [Finding] {
    guard let first = changed.first else { return [] }
    let others = changed.count == 1 ? "" : " and \(changed.count - 1) more"
    let project = project
    return [
      .failure(
        "skills", "Out of date: \(first)\(others).", remedy: "modelgates skills",
        fix: Fix("Renew the skill files") { () async throws(ProjectError) in _ = try await project.writeSkills(tools) })
    ]
  }

  private func finding(_ file: LeftFile) -> Finding {
    let name = ShellText.path(project.directory.root / FilePath(of: file), from: directory)
    return .warning("skills", file.warning, remedy: "mv \(name) \(name).old && modelgates skills")
  }
}

extension FilePath {
  fileprivate init(of file: LeftFile) { self = (try? FilePath(file.path)) ?? "." }
}
