import Files
import Gateway

extension ProjectExamination {
  /// What interrupted operations have left.
  public func journal() -> [Finding] {
    guard readableState != nil else { return [] }
    do throws(ProjectError) {
      let unfinished = try ProjectError.converting { try project.journal.unfinished() }
      let findings = unfinished.damaged.map { damage in
        let file = path(damage.path)
        return Finding.warning("journal", "\(damage.path) can't be read.", remedy: "mv \(file) \(file).damaged")
      }
      let all = findings + unfinished.entries.map { finding($0) }
      return all.isEmpty ? [.pass("journal", "Nothing is unfinished.")] : all
    } catch {
      return [.failure("journal", error.message, remedy: "ls -ld \(path(project.directory.journal))")]
    }
  }

  private func finding(_ entry: JournalEntry) -> Finding {
    guard entry.subject != nil, let gateway = entry[.gateway] else {
      let file = path(project.directory.journal / FilePath(of: entry))
      return .warning(
        "journal", "An unfinished \(entry.kind) can't be understood.", remedy: "mv \(file) \(file).damaged")
    }
    let service = entry[.resource] ?? ""
    let what = "The \(entry.kind) of \(service)"
    if let grace = entry[.graceUntil].flatMap({ Timestamp($0) }), grace > project.clock.now {
      return .pass("journal", "\(what) goes on: the old key works until \(grace.text).")
    }
    if gateway != project.gateway.name {
      let option = gateway == "sandbox" ? gateway : "https://\(gateway)/api/v1"
      return .warning(
        "journal", "\(what) is unfinished, with the gateway \(gateway).",
        remedy: "modelgates env --pull --gateway \(ShellText.word(option))")
    }
    let project = project
    return .failure(
      "journal", "\(what) was interrupted at its step \(entry.step).", remedy: "modelgates env --pull",
      fix: Fix("Finish or undo the \(entry.kind) of \(service)") { () async throws(ProjectError) in
        _ = try await project.exclusively("doctor") { () async throws(ProjectError) in try await project.recover() }
      })
  }
}

extension FilePath {
  fileprivate init(of entry: JournalEntry) { self = (try? FilePath("\(entry.operationId).json")) ?? "." }
}
