import Files
import Gateway

extension ProjectExamination {
  /// What interrupted operations have left.
  public func journal() -> [Finding] {
    guard readableState != nil else { return [] }
    do throws(ProjectError) {
      let unfinished = try ProjectError.converting { try project.journal.unfinished() }
      let findings = unfinished.damaged.map { damage in
        Finding.warning("journal", "\(path(damage.path)) can't be read.", remedy: puttingAway([damage.path]))
      }
      let all = findings + strangers() + unfinished.entries.map { finding($0) }
      return all.isEmpty ? [.pass("journal", "Nothing is unfinished.")] : all
    } catch {
      return [.failure("journal", error.message, remedy: makingReadable)]
    }
  }

  /// What isn't the journal's. It may hold anything, so it goes to where git doesn't see it either.
  private func strangers() -> [Finding] {
    let names = (try? project.journal.strangers()) ?? []
    guard let first = names.first else { return [] }
    let others = names.count == 1 ? "" : " and \(names.count - 1) more"
    return [
      .warning(
        "journal", "In .projects/journal there is what isn't the journal's: \(ShellText.word(first))\(others).",
        remedy: puttingAway(names.prefix(20).compactMap { try? project.directory.journal.appending(component: $0) }))
    ]
  }

  private func puttingAway(_ paths: [FilePath]) -> String { puttingAway(paths, into: "journal") }

  /// A folder that isn't one, or that we may not read.
  private var makingReadable: String {
    let folder = project.directory.journal
    let status = try? File.status(folder, followingLinks: false)
    return status?.kind == .directory ? commands.ownersAccess(to: [folder]) : puttingAway([folder])
  }

  private func finding(_ entry: JournalEntry) -> Finding {
    guard entry.subject != nil, let gateway = entry[.gateway] else {
      return .warning(
        "journal", "An unfinished \(entry.kind) can't be understood.",
        remedy: puttingAway([project.directory.journal / FilePath(of: entry)]))
    }
    let service = entry[.resource] ?? ""
    let what = "The \(entry.kind) of \(service)"
    if let grace = entry[.graceUntil].flatMap({ Timestamp($0) }), grace > project.clock.now {
      return .pass("journal", "\(what) goes on: the old key works until \(grace.text).")
    }
    if gateway != project.gateway.name {
      return .warning(
        "journal", "\(what) is unfinished, with the gateway \(gateway).",
        remedy: commands.modelgates("env", "--pull", gateway: Project.gatewayOption(gateway)))
    }
    let project = project
    return .failure(
      "journal", "\(what) was interrupted at its step \(entry.step).", remedy: commands.modelgates("env", "--pull"),
      fix: Fix("Finish or undo the \(entry.kind) of \(service)") { () async throws(ProjectError) in
        _ = try await project.exclusively("doctor") { () async throws(ProjectError) in try await project.recover() }
      })
  }
}

extension FilePath {
  fileprivate init(of entry: JournalEntry) { self = (try? FilePath("\(entry.operationId).json")) ?? "." }
}
