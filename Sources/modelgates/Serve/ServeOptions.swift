import Files
import HTTP
import HTTPTransport
import JSON
import Operations

/// The options of `modelgates serve`.
struct ServeOptions: Record {
  @Field("Address to listen on, in numbers, or localhost. Default: 127.0.0.1.") var host: String?
  @Field("Port to listen on; 0 picks one. Default: 3912.", [.range(0...65535)]) var port: Int?
  @Field("Listen on a socket at this path instead, for this user alone.", [.naming(.file)]) var unix: String?
  @Field(
    "File with the tokens of all who may call, one JSON object a line. It is read again when it changes.",
    [.naming(.file)])
  var tokenFile: String?
  @Field(
    "Read a token from standard input, print its line for the token file, and end. --project and --read-only count.")
  var hashToken: Bool = false
  @Field("With --hash-token: who has the token.") var name: String?
  @Field("Answer to this Host too; a port may follow.") var allowHost: [String]?
  @Field("Let pages of this origin call.") var allowOrigin: [String]?
  @Field("A proxy in front speaks TLS: needed to listen beyond this computer.", [.flag("behind-tls-proxy")])
  var behindTLSProxy: Bool = false
  @Field("Requests a second of each caller, as 10/s, or off. Default: 20/s with tokens, else off.") var rateLimit:
    String?
  @Field("Requests of each caller in work at once. Default: 128 with tokens, else any.", [.range(1...100_000)])
  var inFlightLimit: Int?
  @Field("Serve /metrics at this host:port instead.") var metricsAddress: String?
  @Field("Offer only what changes nothing.") var readOnly: Bool = false
  @Field("Offer only these tools.", [.naming(.tool)]) var tools: [String]?
  @Field(
    "File with the secret that seals sessions, the same for all replicas. Default: one of this user.", [.naming(.file)])
  var stateKeyFile: String?
  @Field("Connections at a time.", [.range(1...1_000_000)]) var connectionLimit: Int = 1024
  @Field("Open event streams at a time.", [.range(1...1_000_000)]) var streamLimit: Int = 64
  @Field("Bytes of a request's head.", [.range(1024...(1 << 20))]) var headLimit: Int = 32 << 10
  @Field("Bytes of a request's body.", [.range(1024...(1 << 30))]) var bodyLimit: Int = 4 << 20
  @Field("Seconds in which a head must come.", [.range(1...3600)]) var headTime: Int = 10
  @Field("Seconds in which a body must come.", [.range(1...3600)]) var bodyTime: Int = 30
  @Field("Seconds that a connection may be idle.", [.range(1...86_400)]) var idleTime: Int = 60

  init() {}

  /// - Throws: `UsageError` for what isn't an option of this command.
  init(_ arguments: [String]) throws(UsageError) {
    try self.init(options: arguments, of: "serve")
  }
}

// MARK: - What the options mean

extension ServeOptions {
  static let defaultPort = 3912

  /// - Throws: `UsageError` for an address that may not be listened on.
  func endpoint() throws(UsageError) -> HTTPEndpoint {
    if behindTLSProxy, tokenFile == nil {
      throw UsageError(
        "What a proxy passes on comes from other computers, which needs --token-file FILE.", command: "serve")
    }
    if let unix {
      guard host == nil, port == nil else {
        throw UsageError("--unix takes the place of --host and --port.", command: "serve")
      }
      return .unix(path: unix)
    }
    let endpoint = HTTPEndpoint.tcp(
      host: host ?? "127.0.0.1", port: UInt16(clamping: port ?? Self.defaultPort))
    try check(endpoint)
    return endpoint
  }

  /// Where the metrics are, when they have an address of their own.
  func metricsEndpoint() throws(UsageError) -> HTTPEndpoint? {
    guard let metricsAddress else { return nil }
    guard let colon = metricsAddress.lastIndex(of: ":"), let port = UInt16(metricsAddress[colon...].dropFirst()),
      colon != metricsAddress.startIndex
    else { throw UsageError("--metrics-address is host:port.", command: "serve") }
    let host = String(metricsAddress[..<colon])
    let isBracketed = host.hasPrefix("[") && host.hasSuffix("]")
    let endpoint = HTTPEndpoint.tcp(host: isBracketed ? String(host.dropFirst().dropLast()) : host, port: port)
    try check(endpoint)
    return endpoint
  }

  private func check(_ endpoint: HTTPEndpoint) throws(UsageError) {
    guard case .tcp(let host, _) = endpoint else { return }
    let objection = Exposure.objection(
      toListeningOn: host, hasTokens: tokenFile != nil, isBehindTLSProxy: behindTLSProxy)
    if let objection { throw UsageError(objection, command: "serve") }
  }

  func policy() throws(UsageError) -> AccessPolicy {
    var hosts: [Authority] = []
    for text in allowHost ?? [] {
      guard let host = Authority(text) else {
        throw UsageError("--allow-host takes a host, or host:port, not \"\(text.prefix(64))\".", command: "serve")
      }
      hosts.append(host)
    }
    var origins: [Origin] = []
    for text in allowOrigin ?? [] {
      guard let origin = Origin(text) else {
        throw UsageError(
          "--allow-origin takes an origin like https://app.example.com, not \"\(text.prefix(64))\".", command: "serve")
      }
      origins.append(origin)
    }
    return AccessPolicy(hosts: hosts, origins: origins)
  }

  func rate() throws(UsageError) -> RateLimit? {
    let text = rateLimit ?? (tokenFile == nil ? "off" : "20/s")
    if text == "off" { return nil }
    guard let rate = RateLimit(text) else {
      throw UsageError("--rate-limit is 1/s to 1000000/s or off, not \"\(text.prefix(64))\".", command: "serve")
    }
    return rate
  }

  /// - Throws: `FileError` for what can't be a path.
  func tokenSource() throws -> TokenSource? {
    try tokenFile.map { TokenSource(path: try FilePath($0).absolute(in: File.workingDirectory())) }
  }

  func stateKey(_ settings: Settings) throws -> SealingKey {
    if let stateKeyFile { return try StateKeyFile(path: FilePath(stateKeyFile)).load() }
    return try StateKeyFile(path: settings.directories.state / "state-key").loadOrCreate()
  }

  /// What there is at the main address. Metrics only where nobody from elsewhere can come, not even through a proxy.
  var routes: Set<Route> {
    let isPrivate = tokenFile == nil && !behindTLSProxy && metricsAddress == nil
    return isPrivate ? Set(Route.allCases) : Set(Route.allCases).subtracting([.metrics])
  }

  var endpointOptions: EndpointOptions {
    var options = EndpointOptions()
    options.messageBytes = bodyLimit
    options.eventStreams = streamLimit
    return options
  }

  var serverOptions: HTTPServerOptions {
    HTTPServerOptions(
      limits: HTTPLimits(headBytes: headLimit, bodyBytes: bodyLimit), headTime: .seconds(headTime),
      bodyTime: .seconds(bodyTime), idleTime: .seconds(idleTime), connectionLimit: connectionLimit)
  }
}
