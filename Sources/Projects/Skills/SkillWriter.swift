import Files

/// Puts a plan's files into a project, and notes what became of each.
struct SkillWriter {
  private let folder: ManagedFolder
  /// Makes a symbolic link; throws where the file system has none.
  private let makeLink: (FilePath, FilePath) throws(FileError) -> Void
  private(set) var changed: [String] = []
  private(set) var unchanged = 0
  private(set) var left: [LeftFile] = []

  init(
    _ folder: ManagedFolder,
    makeLink: @escaping (FilePath, FilePath) throws(FileError) -> Void = { path, target throws(FileError) in
      try File.createSymbolicLink(path, to: target)
    }
  ) {
    self.folder = folder
    self.makeLink = makeLink
  }

  /// - Throws: what the file system refuses; what was written stays, and a second run goes on.
  mutating func write(_ plan: SkillPlan) throws {
    for skill in plan.skills { try write(skill, in: SkillPlan.folder) }
    try writeForClaude(plan.skills)
    for rule in plan.rules { try write(file: rule.path, rule.text) }
    try writeBlocks(plan)
  }

  private mutating func write(_ skill: Skill, in parent: String) throws {
    for file in skill.files { try write(file: "\(parent)/\(skill.name)/\(file.path)", file.text) }
  }

  private mutating func write(file path: String, _ text: String) throws {
    note(path, try folder.write(path) { old in try ManagedFile.edit(old, into: text) })
  }

  private mutating func write(block path: String, _ text: String) throws {
    note(path, try folder.write(path) { old in try ManagedBlock.edit(old, into: text) })
  }

  private mutating func note(_ path: String, _ result: ManagedFolder.Result) {
    switch result {
    case .written: changed.append(path)
    case .current: unchanged += 1
    case .left(let reason): left.append(LeftFile(path, reason))
    }
  }
}

// MARK: - AGENTS.md and CLAUDE.md

extension SkillWriter {
  /// Where one of the two is a symbolic link to the other, the other serves for both.
  private mutating func writeBlocks(_ plan: SkillPlan) throws {
    if try isLink("CLAUDE.md", to: "AGENTS.md") {
      try write(block: "AGENTS.md", plan.agentsBlock)
    } else if try isLink("AGENTS.md", to: "CLAUDE.md") {
      try write(block: "CLAUDE.md", plan.agentsBlock)
    } else {
      try write(block: "AGENTS.md", plan.agentsBlock)
      try write(block: "CLAUDE.md", plan.claudeBlock)
    }
  }

  private func isLink(_ path: String, to target: String) throws -> Bool {
    let found = try File.target(ofLink: folder.project.root / (try FilePath(path)))
    return found == target || found == "./" + target
  }
}

// MARK: - Claude Code

extension SkillWriter {
  private mutating func writeForClaude(_ skills: [Skill]) throws {
    // The whole folder may be a link to where the skills are.
    if try isLink(SkillPlan.claudeFolder, to: "../.agents/skills") {
      unchanged += skills.count
      return
    }
    for skill in skills { try writeForClaude(skill) }
  }

  private mutating func writeForClaude(_ skill: Skill) throws {
    let path = "\(SkillPlan.claudeFolder)/\(skill.name)"
    let place = folder.project.root / (try FilePath(path))
    if let obstacle = try folder.project.obstacle(above: place) { return note(path, .left(obstacle)) }
    let target = "\(SkillPlan.claudeTarget)/\(skill.name)"
    switch try File.status(place, followingLinks: false)?.kind {
    case nil: try link(skill, at: place, path, to: try FilePath(target))
    case .symbolicLink: note(path, try File.target(ofLink: place) == target ? .current : .left(.symbolicLink))
    // A copy, of a time or from a place in which links didn't work.
    case .directory: try write(skill, in: SkillPlan.claudeFolder)
    default: note(path, .left(.foreign))
    }
  }

  private mutating func link(_ skill: Skill, at place: FilePath, _ path: String, to target: FilePath) throws {
    guard !folder.isDryRun else { return note(path, .written) }
    try File.createDirectory(place.parent, mode: 0o755, intermediates: true)
    do {
      try makeLink(place, target)
      note(path, .written)
    } catch {
      // Somebody was faster: the next run tells what is there.
      if error.code == .exists { return note(path, .left(.foreign)) }
      try write(skill, in: SkillPlan.claudeFolder)
    }
  }
}
