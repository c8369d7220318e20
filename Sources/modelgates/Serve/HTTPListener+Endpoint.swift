import HTTP

extension HTTPListener {
  /// Listens where a command line says.
  /// - Throws: `SettingsError` with a sentence for who gave the address.
  static func listening(at endpoint: HTTPEndpoint) throws(SettingsError) -> HTTPListener {
    do throws(HTTPListenerError) {
      switch endpoint {
      case .tcp(let host, let port): return try .tcp(host: host, port: port)
      case .unix(let path): return try .unix(path: path)
      }
    } catch {
      throw SettingsError(error.message.prefix(1).uppercased() + error.message.dropFirst() + ".")
    }
  }
}
