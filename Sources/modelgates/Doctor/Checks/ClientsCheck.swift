import ClientConfiguration
import Files
import Projects

/// Whether the entries in the configurations of coding clients start a server that speaks nothing but the protocol.
struct ClientsCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] {
    guard let home = context.environment["HOME"].flatMap({ try? FilePath($0) }), home.isAbsolute else {
      return [.warning("clients", "HOME isn't set, so the clients' files aren't known.", remedy: HomeVariable.setting)]
    }
    var findings: [Finding] = []
    for client in Client.allCases {
      for scope in [Client.Scope.user, .project] {
        let file = client.file(scope, project: context.root, home: home)
        if let finding = look(client, scope, file, home, context) { findings.append(finding) }
      }
    }
    guard findings.isEmpty else { return findings }
    return [.pass("clients", "None has an entry; modelgates install --client all writes them.")]
  }

  private func look(
    _ client: Client, _ scope: Client.Scope, _ file: FilePath, _ home: FilePath, _ context: DoctorContext
  ) -> Finding? {
    let entry: StoredEntry?
    do {
      guard try File.status(file) != nil else { return nil }
      entry = try StoredEntry.find(
        of: client, in: File.read(file, limit: Client.fileLimit), project: context.root.value)
    } catch let error as ConfigurationError where error.code == .unsupported {
      return .warning(
        client.rawValue, "\(context.shown(file)): \(error.message)", remedy: "${EDITOR:-vi} \(context.path(file))")
    } catch {
      let message = (error as? ConfigurationError)?.message ?? (error as? FileError)?.message ?? "It can't be read."
      return .failure(
        client.rawValue, "\(context.shown(file)): \(message)", remedy: "${EDITOR:-vi} \(context.path(file))")
    }
    guard let entry else { return nil }
    return EntryCheck(client: client, scope: scope, file: file, entry: entry, home: home, context: context).finding()
  }
}
