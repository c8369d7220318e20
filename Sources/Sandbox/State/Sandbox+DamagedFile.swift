public import Files

extension Sandbox {
  /// The file in a sandbox's directory that can't be read, so that requests are answered by status 500; nil when there is none.
  public static func damagedFile(in directory: FilePath) -> FilePath? {
    damagedFile(SandboxState.self, in: directory) ?? damagedFile(FaultPlan.self, in: directory)
  }

  private static func damagedFile<State: KeptRecord>(_ type: State.Type, in directory: FilePath) -> FilePath? {
    let file = StateFile<State>(directory: directory)
    do throws(Refusal) {
      _ = try file.load()
      return nil
    } catch {
      return error.code == StateFile<State>.damagedCode ? file.path : nil
    }
  }
}
