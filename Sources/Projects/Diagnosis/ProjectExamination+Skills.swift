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
      return error.code == .missingLibrary ? [] : [.failure("skills", error.message, remedy: renewing)]
    }
  }

  private func stale(_ changed: [String], _ tools: [ToolEntry]) -> [Finding] {
    guard let first = changed.first else { return [] }
    let others = changed.count == 1 ? "" : " and \(changed.count - 1) more"
    let project = project
    return [
      .failure(
        "skills", "Out of date: \(first)\(others).", remedy: renewing,
        fix: Fix("Renew the skill files") { () async throws(ProjectError) in _ = try await project.writeSkills(tools) })
    ]
  }

  private var renewing: String { commands.modelgates("skills") }

  private func finding(_ file: LeftFile) -> Finding {
    guard let path = try? FilePath(file.path) else { return .warning("skills", file.warning, remedy: renewing) }
    let place = project.directory.root / path
    return .warning("skills", file.warning, remedy: commands.steps([remedy(for: file.reason, place), renewing]))
  }

  /// Makes room. What is somebody's own, in a file that has only a part of ours, or in a linked folder, stays where it is read.
  private func remedy(for reason: LeftFile.Reason, _ place: FilePath) -> String {
    let isShared = SkillPlan.sharedFiles.contains(place.lastComponent ?? "")
    switch reason {
    case .symbolicLink:
      let link = obstacle(at: place, of: .symbolicLink)
      return isOwn(link) ? commands.copying(link) : commands.movingAway(link)
    case .notAFile: return commands.movingAway(obstacle(at: place, of: nil))
    case .edited where isShared: return commands.editing(place, ManagedBlock.removing)
    case .damagedMarkers: return commands.editing(place, ManagedBlock.removingMarkers)
    case .notText, .tooLarge: return isShared ? "${EDITOR:-vi} \(path(place))" : commands.movingAway(place)
    default: return commands.movingAway(place)
    }
  }

  /// The link, or what stands in a folder's place, on the way from the root to a file; the file itself where the way is free.
  private func obstacle(at place: FilePath, of kind: FileStatus.Kind?) -> FilePath {
    var folder = project.directory.root
    for component in place.components.dropFirst(project.directory.root.components.count).dropLast() {
      guard let next = try? folder.appending(component: component) else { return place }
      folder = next
      let found = (try? File.status(folder, followingLinks: false))?.kind
      if found == kind || (kind == nil && found != .directory) { return folder }
    }
    return place
  }
}
