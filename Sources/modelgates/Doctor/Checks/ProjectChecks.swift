import Operations
import Projects

/// What `Projects` knows of a project: see `ProjectExamination`.
struct ProjectCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] {
    context.examination?.state {
      guard Git.hasRepository(context.root) else { return nil }
      return Git(context.root, context.environment)?.committed(".projects/state.json")
    } ?? []
  }
}

struct PermissionsCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] { context.examination?.permissions() ?? [] }
}

struct VaultCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] { context.examination?.vault() ?? [] }
}

struct EnvironmentCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] { await context.examination?.environment() ?? [] }
}

struct JournalCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] { context.examination?.journal() ?? [] }
}

struct SkillsCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] {
    await context.examination?.skills(OperationCatalog.tools) ?? []
  }
}
