import EventLoop
import Files
import Gateway
import Operations
import SystemLibraries

/// Which gateway the process works with. The MCP client has no say in it.
enum GatewayChoice: Sendable {
  /// The embedded one.
  case sandbox
  /// One that is reached over the network, with the connections to it that all of the process's requests share.
  case live(LiveGateway)

  /// The public gateway, which `live` stands for.
  static let publicAddress = "https://modelgates.ai/api/v1"
  /// What stands for the embedded one.
  static let sandboxName = "sandbox"
  /// The sandbox's account, when the user has given no address: nothing leaves the computer.
  private static let sandboxEmail = "developer@example.com"
  /// Requests that wait for the network at the same time.
  private static let threads = 8

  /// - Parameters:
  ///   - text: `sandbox`, `live`, or an address.
  ///   - certificateAuthorities: A file that replaces the system's.
  /// - Throws: `SettingsError` for an address that can't be used, without repeating it: there may be a secret in it.
  init(_ text: String, certificateAuthorities: FilePath?) throws(SettingsError) {
    guard text != Self.sandboxName else {
      self = .sandbox
      return
    }
    do throws(HTTPAddress.Fault) {
      let address = try GatewayAddress(parsing: text == "live" ? Self.publicAddress : text)
      let options = HTTPClient.Options(
        userAgent: "\(Product.name)/\(Product.version)", certificateAuthorities: certificateAuthorities?.value)
      self = .live(LiveGateway(address, options, executor: ThreadPool(threads: Self.threads)))
    } catch {
      throw SettingsError(
        "The gateway is sandbox, live, or an address such as \(Self.publicAddress). This address can't be used: "
          + "\(error.message).")
    }
  }

  var name: String {
    switch self {
    case .sandbox: Self.sandboxName
    case .live(let gateway): gateway.name
    }
  }

  /// The account's e-mail address when the user has given none; nil where somebody would get mail.
  var defaultEmail: String? {
    switch self {
    case .sandbox: Self.sandboxEmail
    case .live: nil
    }
  }
}
