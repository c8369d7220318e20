import JSON
import Projects

extension OperationContext {
  /// Writes the skill files after an operation that changed what they say. Trouble with them is a warning, since what was asked
  /// for is done.
  /// - Parameters:
  ///   - creating: false only renews those that are there.
  ///   - note: takes the paths of the files that were written into the result.
  func writingSkills<Result: Record>(
    after outcome: Outcome<Result>, creating: Bool, note: (inout Result, [String]) -> Void = { _, _ in }
  ) async -> Outcome<Result> {
    guard creating || project.hasSkillFiles else { return outcome }
    var result = outcome.result
    var (warnings, steps) = (outcome.warnings, outcome.nextSteps)
    do throws(ProjectError) {
      let skills = try await project.writeSkills(OperationCatalog.tools)
      warnings += skills.warnings
      note(&result, skills.result.changed)
      if !skills.result.changed.isEmpty {
        steps.append("Commit the skill files for agents that were written; they hold no secret.")
      }
    } catch {
      warnings.append("The skill files weren't written: \(error.message) Try write_skills (`modelgates skills`) later.")
    }
    return Outcome(result, warnings: warnings, nextSteps: steps)
  }
}
