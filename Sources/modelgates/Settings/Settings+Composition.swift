import Files
import Gateway
import Operations
import Projects
import Sandbox

extension Settings {
  /// What results call the gateway: `sandbox`, or the host of an address, without what else may stand in one.
  var gatewayName: String {
    let parts = gateway.split(separator: "://", maxSplits: 1)
    guard parts.count == 2 else { return gateway }
    let authority = parts[1].prefix { !"/?#".contains($0) }
    return String(authority.split(separator: "@", omittingEmptySubsequences: false).last ?? "")
  }

  /// The project, with its gateway and the user's files. Touches nothing yet.
  /// - Throws: `ProjectError` for a gateway that can't be reached by this version, and for an unreadable passphrase.
  func makeProject() throws -> Project {
    guard gateway == "sandbox" else { throw ProjectError.liveGatewayUnavailable(gatewayName) }
    let sandbox = Sandbox(directory: directories.state / "sandbox", clock: { WallClock.system.seconds() })
    return Project(
      root: project, gateway: GatewayClient(port: sandbox, managementKey: managementKey), address: Self.publicAddress,
      user: directories, email: email ?? Self.sandboxEmail, passphrase: try passphrase())
  }

  /// What documents call the API, whichever gateway is in use.
  private static let publicAddress = "https://modelgates.ai/api/v1"
  /// The sandbox's account, when the user has given no address: nothing leaves the computer.
  private static let sandboxEmail = "developer@example.com"

  private func passphrase() throws -> Secret? {
    guard let file = vaultPassphraseFile else { return nil }
    do {
      return try Self.secret(in: file)
    } catch let error as SettingsError {
      throw ProjectError.settings(error.message)
    } catch let error as FileError {
      throw ProjectError.settings(error.message)
    }
  }
}

extension ProjectError {
  fileprivate static func liveGatewayUnavailable(_ address: String) -> ProjectError {
    ProjectError(
      Code(name: "gateway_unsupported"),
      "This version works with the embedded sandbox only, not with \(address.prefix(200)).",
      hint: "Leave --gateway and MODELGATES_GATEWAY out, or set them to sandbox.")
  }
}
