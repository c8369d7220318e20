public import Files
import Gateway

extension ProjectExamination {
  /// The embedded gateway can't read a file of its own. A new one knows neither the account nor its keys.
  public func damagedSandbox(_ file: FilePath) -> Finding {
    let services = readableState.map { project.services(in: $0) } ?? []
    let rotating = services.filter { $0.resource.gateway == project.gateway.name }.map { self.rotating($0) }
    let linking = rotating.isEmpty ? [] : [commands.modelgates("unlink", "modelgates", "--yes")]
    return .failure(
      "gateway", "\(path(file)) of the embedded sandbox is damaged.",
      remedy: commands.steps([commands.movingAway(file)] + linking + rotating))
  }
}
