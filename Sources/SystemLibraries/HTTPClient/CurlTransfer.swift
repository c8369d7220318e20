internal import CSystemLibraries

/// One of libcurl's transfers, with the driver that carries it out and keeps its connections.
// @unchecked: used by one thread at a time, being taken out of the client's list meanwhile; `wake` is for any thread.
final class CurlTransfer: @unchecked Sendable {
  private let easy: UnsafeMutableRawPointer
  private let driver: UnsafeMutableRawPointer

  /// Nil without memory. The library must be loaded.
  init?() {
    guard let easy = modelgates_curl_make() else { return nil }
    guard let driver = modelgates_curl_make_driver() else {
      modelgates_curl_free(easy)
      return nil
    }
    self.easy = easy
    self.driver = driver
  }

  deinit {
    modelgates_curl_free(easy)
    modelgates_curl_free_driver(driver)
  }

  /// Makes the transfer look at its cancellation.
  func wake() { modelgates_curl_wake(driver) }

  func perform(
    _ request: HTTPClient.Request, _ options: HTTPClient.Options, _ cancellation: HTTPCancellation
  ) throws(HTTPClientError) -> HTTPClient.Response {
    let reply = CurlReply(bodyLimit: request.bodyLimit)
    let fields = try CurlFields(request)
    // Forgets the addresses of what lives here only.
    defer { modelgates_curl_reset(easy) }
    try setSecurity(request.address, options)
    let isWatched = try setReceivers(reply)
    try setRequest(request, fields, isWatched: isWatched)
    let (body, transfer) = (request.body ?? [], self)
    let outcome = body.withUnsafeBytes { body -> Result<Int, HTTPClientError> in
      Result { () throws(HTTPClientError) in
        if request.body != nil || request.method == .post { try transfer.setBody(body) }
        return try transfer.run(cancellation)
      }
    }
    return try withExtendedLifetime((reply, fields)) { () throws(HTTPClientError) in
      try response(try outcome.get(), reply, request, isWatched, cancellation)
    }
  }
}

// MARK: Options

extension CurlTransfer {
  /// Who may be talked to, and how it is proven. Without these options nothing is sent.
  private func setSecurity(_ address: HTTPAddress, _ options: HTTPClient.Options) throws(HTTPClientError) {
    let (http, https, tls12, hostMustMatch) = (1, 2, 6, 2)
    try set(modelgates_curl_o_protocols, address.isEncrypted ? https : http)
    try set(modelgates_curl_o_ssl_verify_peer, 1)
    try set(modelgates_curl_o_ssl_verify_host, hostMustMatch)
    try set(modelgates_curl_o_ssl_version, tls12)
    // On already, where the library knows them.
    _ = number(modelgates_curl_o_proxy_ssl_verify_peer, 1)
    _ = number(modelgates_curl_o_proxy_ssl_verify_host, hostMustMatch)
    if let file = options.certificateAuthorities {
      try set(modelgates_curl_o_ca_file, file)
      _ = modelgates_curl_set_text(easy, Int32(modelgates_curl_o_proxy_ca_file), file)
    }
    // What is sent in the clear must not leave this computer.
    if address.isLoopback { try set(modelgates_curl_o_no_proxy, "*") }
    // Fields of the request, the credential among them, are for the server alone.
    let separate = 1
    try set(modelgates_curl_o_header_destinations, separate)
    try set(modelgates_curl_o_user_agent, options.userAgent)
  }

  /// - Returns: whether the library tells when a request is about to be sent (7.80 and newer).
  private func setReceivers(_ reply: CurlReply) throws(HTTPClientError) -> Bool {
    try check(modelgates_curl_set_receiver(easy, Int32(modelgates_curl_o_write_function), CurlReply.bodyReceiver))
    try check(modelgates_curl_set_pointer(easy, Int32(modelgates_curl_o_write_data), reply.context))
    try check(modelgates_curl_set_receiver(easy, Int32(modelgates_curl_o_header_function), CurlReply.headReceiver))
    try check(modelgates_curl_set_pointer(easy, Int32(modelgates_curl_o_header_data), reply.context))
    _ = number(modelgates_curl_o_suppress_connect_headers, 1)
    _ = number(modelgates_curl_o_http09_allowed, 0)
    return modelgates_curl_set_pointer(easy, Int32(modelgates_curl_o_prerequest_data), reply.context) == 0
      && modelgates_curl_set_watcher(
        easy, Int32(modelgates_curl_o_prerequest_function), CurlReply.requestWatcher) == 0
  }

  private func setRequest(
    _ request: HTTPClient.Request, _ fields: CurlFields, isWatched: Bool
  ) throws(HTTPClientError) {
    let http11 = 2
    try set(modelgates_curl_o_http_version, http11)
    try set(modelgates_curl_o_url, request.address.text)
    try set(modelgates_curl_o_path_as_is, 1)
    switch request.method {
    case .get: try set(modelgates_curl_o_http_get, 1)
    case .post: try set(modelgates_curl_o_post, 1)
    case .patch, .delete: try set(modelgates_curl_o_custom_request, request.method.rawValue)
    }
    try check(modelgates_curl_set_pointer(easy, Int32(modelgates_curl_o_http_header), fields.list))
    try set(modelgates_curl_o_no_signal, 1)
    // A name server that doesn't answer must not hold up the end of the transfer (7.87 and newer).
    _ = number(modelgates_curl_o_quick_exit, 1)
    try set(modelgates_curl_o_connect_timeout_ms, request.connectTime.wholeMilliseconds)
    try set(modelgates_curl_o_timeout_ms, request.totalTime.wholeMilliseconds)
    // Without the watcher a repetition on a new connection couldn't be told from a first try.
    if !request.isRepeatable || !isWatched { try set(modelgates_curl_o_fresh_connect, 1) }
  }

  private func setBody(_ body: UnsafeRawBufferPointer) throws(HTTPClientError) {
    try check(modelgates_curl_set_size(easy, Int32(modelgates_curl_o_post_field_size), Int64(body.count)))
    // Without anything to point at the library would want to read the body by a function.
    let nothing: StaticString = ""
    try check(
      modelgates_curl_set_pointer(
        easy, Int32(modelgates_curl_o_post_fields), body.baseAddress ?? UnsafeRawPointer(nothing.utf8Start)))
  }

  private func set(_ option: Int, _ value: Int) throws(HTTPClientError) { try check(number(option, value)) }

  private func set(_ option: Int, _ value: String) throws(HTTPClientError) {
    try check(modelgates_curl_set_text(easy, Int32(option), value))
  }

  private func number(_ option: Int, _ value: Int) -> Int32 { modelgates_curl_set_number(easy, Int32(option), value) }

  private func check(_ result: Int32) throws(HTTPClientError) {
    guard result == 0 else {
      throw HTTPClientError(.failed, "libcurl doesn't take an option (\(result))", mayHaveArrived: false)
    }
  }
}

// MARK: Running

extension CurlTransfer {
  /// Between two looks at what to do, in case a wake-up is lost.
  private static let longestWait: Int32 = 1000

  /// - Returns: libcurl's code for how the transfer ended.
  private func run(_ cancellation: HTTPCancellation) throws(HTTPClientError) -> Int {
    guard modelgates_curl_begin(driver, easy) == 0 else { throw .noMemory }
    defer { modelgates_curl_end(driver, easy) }
    var result: Int32 = 0
    while true {
      switch Int(modelgates_curl_advance(driver, &result)) {
      case modelgates_curl_driver_done: return Int(result)
      case modelgates_curl_driver_running: break
      default: return Self.broken
      }
      if cancellation.isCancelled || modelgates_curl_wait(driver, Self.longestWait) != 0 { return Self.broken }
    }
  }

  /// In place of one of libcurl's codes: nobody knows how far it got.
  private static let broken = -1

  private func response(
    _ end: Int, _ reply: CurlReply, _ request: HTTPClient.Request, _ isWatched: Bool, _ cancellation: HTTPCancellation
  ) throws(HTTPClientError) -> HTTPClient.Response {
    let code = end == modelgates_curl_e_ok && !reply.hasWholeHead ? modelgates_curl_e_partial : end
    guard code != modelgates_curl_e_ok else {
      return HTTPClient.Response(
        status: modelgates_curl_number(easy, Int32(modelgates_curl_i_response_code)), fields: reply.fields,
        body: reply.body,
        redirect: modelgates_curl_text(easy, Int32(modelgates_curl_i_redirect_url)).map { String(cString: $0) })
    }
    let mayHaveArrived = isWatched ? reply.wasRequested : !Self.isBeforeSending(code)
    if cancellation.isCancelled { throw .cancelled(mayHaveArrived: mayHaveArrived) }
    if reply.isTooLarge {
      throw HTTPClientError(
        .tooLarge, "the reply of \(request.address.host) is larger than is taken", mayHaveArrived: mayHaveArrived)
    }
    throw HTTPClientError(
      curl: code, host: request.address.host,
      proxyStatus: modelgates_curl_number(easy, Int32(modelgates_curl_i_connect_code)), mayHaveArrived: mayHaveArrived)
  }

  /// For libraries that don't tell when a request is sent: failures of connections that were just being made.
  private static func isBeforeSending(_ code: Int) -> Bool {
    [
      modelgates_curl_e_proxy_name, modelgates_curl_e_host_name, modelgates_curl_e_connect,
      modelgates_curl_e_ssl_connect, modelgates_curl_e_certificate, modelgates_curl_e_ca_file, modelgates_curl_e_issuer,
      modelgates_curl_e_proxy,
    ].contains(code)
  }
}

extension Duration {
  /// At least one, at most a day's.
  fileprivate var wholeMilliseconds: Int {
    let (seconds, attoseconds) = components
    let milliseconds = min(max(seconds, 0), 86_400) * 1000 + attoseconds / 1_000_000_000_000_000
    return max(1, Int(milliseconds))
  }
}
