import JSON
import Projects

struct RotateKey: Operation {
  static let name = "rotate_key"
  static let title = "Rotate key"
  static let summary = """
    Replaces a key, for example one that leaked: mints a new one, verifies it, writes it to .env, then disables the \
    old one, at once or after a grace period.
    """
  static let effect = Effect.destroys
  static let command = Command(
    "rotate",
    group: .keys,
    examples: [
      "modelgates rotate modelgates/api", "modelgates rotate modelgates-api --grace-seconds 3600 --yes",
      "modelgates rotate modelgates-api --finish --yes",
    ])

  @Field("Default: the only one.", [.positional, .length(0...200), .naming(.service)]) var service: String?
  @Field("How long the old key still works.", [.range(0...604_800)]) var graceSeconds: Int = 0
  @Field("End a grace period now.") var finish: Bool = false
  @Field("Only list blockers.") var dryRun: Bool = false
  @Field("The user agreed.", [.flag("yes")]) var confirm: Bool = false
  @Field("Same key: done once.", [.length(0...255)]) var idempotencyKey: String?

  typealias Output = RotateKeyReport

  func run(in context: OperationContext) async throws -> Outcome<RotateKeyReport> {
    let name = try context.project.localName(of: service)
    if dryRun {
      return try await context.project.checkRotation(
        name, finishing: finish, isConfirmed: context.hasOrCanAsk(confirm))
    }
    if finish {
      try await context.require(
        .destruction, given: confirm, "End the grace period of \(name)? Its old key stops working now.")
      context.report("Disabling the old key of \(name)")
      return try await context.project.finishRotation(name)
    }
    try await context.require(
      .destruction, given: confirm,
      "Rotate the key of \(name)? The old key stops working, so whatever uses a copy of it must get the new one.")
    context.report("Rotating the key of \(name)")
    return try await context.project.rotateKey(name, graceSeconds: graceSeconds, idempotencyKey: idempotencyKey)
  }
}
