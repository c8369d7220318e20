import EventLoop
import Files
import Gateway
import Operations
import Projects
import Sandbox

extension Settings {
  /// What results call the gateway: `sandbox`, or the host of an address.
  var gatewayName: String { gateway.name }

  /// Where the embedded gateway keeps its state.
  var sandboxDirectory: FilePath { directories.state / "sandbox" }

  /// The project, with its gateway and the user's files. Touches nothing yet.
  /// - Parameter loop: Times the waits between the attempts of a request.
  /// - Throws: `ProjectError` for an unreadable passphrase or provisioning secret.
  func makeProject(on loop: EventLoop) throws -> Project {
    let port: any HTTPPort
    let address: String
    switch gateway {
    case .sandbox:
      port = Sandbox(directory: sandboxDirectory, clock: { WallClock.system.seconds() })
      address = GatewayChoice.publicAddress
    case .live(let live):
      port = RetryingPort(
        try signing(live), timing: RetryingPort.Timing(sleep: { try await loop.sleep(for: $0) }))
      address = live.address.text
    }
    return Project(
      root: project,
      gateway: GatewayClient(port: port, managementKey: managementKey, modelMemory: modelMemory), address: address,
      user: directories, email: email ?? gateway.defaultEmail, passphrase: try passphrase(),
      paymentToken: paymentToken)
  }

  /// The gateway, its provisioning requests signed if there is a secret for that.
  private func signing(_ live: LiveGateway) throws -> any HTTPPort {
    guard let file = provisioningSecretFile else { return live }
    let secret = try Self.reading { try Self.secret(in: file) }
    return SigningPort(live, secret: secret, now: { WallClock.system.seconds() })
  }

  private func passphrase() throws -> Secret? {
    try vaultPassphraseFile.map { file in try Self.reading { try Self.secret(in: file) } }
  }

  private static func reading(_ body: () throws -> Secret) throws -> Secret {
    do {
      return try body()
    } catch let error as SettingsError {
      throw ProjectError.settings(error.message)
    } catch let error as FileError {
      throw ProjectError.settings(error.message)
    }
  }
}
