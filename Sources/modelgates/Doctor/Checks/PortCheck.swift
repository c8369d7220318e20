import HTTP
import Projects
import SystemLibraries

/// Whether `serve` could listen where it does by default.
struct PortCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] {
    let port = context.options.port
    do throws(HTTPListenerError) {
      try HTTPListener.tcp(host: "127.0.0.1", port: UInt16(clamping: port)).close()
      return [.pass("port", "\(port) is free for modelgates serve.")]
    } catch {
      if Self.isServing(port) { return [.pass("port", "At \(port) a server answers that says it is healthy.")] }
      return [
        .warning(
          "port", "modelgates serve \(error.message).", remedy: context.commands.modelgates("serve", "--port", "0"))
      ]
    }
  }

  /// Whether what has the port may be this server.
  private static func isServing(_ port: Int) -> Bool {
    guard let address = try? HTTPAddress(parsing: "http://127.0.0.1:\(port)/healthz") else { return false }
    var request = HTTPClient.Request(.get, address, bodyLimit: 64 << 10)
    request.connectTime = .seconds(1)
    request.totalTime = .seconds(2)
    return (try? HTTPClient(HTTPClient.Options(userAgent: "modelgates-doctor")).send(request))?.status == 200
  }
}
