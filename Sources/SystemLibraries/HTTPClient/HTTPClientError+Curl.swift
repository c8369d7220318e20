internal import CSystemLibraries

extension HTTPClientError {
  /// What libcurl's code for a failed transfer means.
  /// - Parameters:
  ///   - host: Where the request was to go.
  ///   - proxyStatus: How a proxy answered the request for a tunnel; 0 when none was asked.
  init(curl code: Int, host: String, proxyStatus: Int, mayHaveArrived: Bool) {
    let meaning = Self.meaning(of: code, host, proxyStatus: mayHaveArrived ? 0 : proxyStatus, mayHaveArrived)
    self.init(meaning.code, meaning.message, mayHaveArrived: mayHaveArrived)
  }

  private static func meaning(
    of code: Int, _ host: String, proxyStatus: Int, _ wasSent: Bool
  ) -> (code: Code, message: String) {
    switch code {
    case modelgates_curl_e_timed_out where wasSent: (.timedOut, "\(host) took too long to answer")
    case modelgates_curl_e_timed_out: (.timedOut, "connecting to \(host) took too long")
    case modelgates_curl_e_certificate, modelgates_curl_e_issuer, modelgates_curl_e_certificate_status:
      (.certificate, "the certificate of \(host) isn't trusted, or isn't for this name")
    case modelgates_curl_e_ca_file: (.certificate, "the file of trusted certificate authorities can't be read")
    case modelgates_curl_e_host_name: (.unreachable, "no computer named \(host) is known")
    case modelgates_curl_e_proxy_name: (.unreachable, "the proxy's name is unknown; see HTTPS_PROXY")
    case modelgates_curl_e_proxy: (.unreachable, "the proxy fails; see HTTPS_PROXY")
    case modelgates_curl_e_connect: (.unreachable, "no connection to \(host), or to the proxy on the way")
    case _ where proxyStatus != 0 && proxyStatus / 100 != 2:
      (.unreachable, "the proxy refuses to connect to \(host) (status \(proxyStatus)); see HTTPS_PROXY")
    case modelgates_curl_e_ssl_connect: (.unreachable, "no TLS connection to \(host)")
    case modelgates_curl_e_unsupported_protocol where wasSent,
      modelgates_curl_e_strange_reply where wasSent, modelgates_curl_e_encoding:
      (.malformed, "the reply of \(host) isn't HTTP")
    case modelgates_curl_e_partial, modelgates_curl_e_nothing, modelgates_curl_e_send, modelgates_curl_e_receive:
      (
        .cutOff,
        wasSent ? "the connection to \(host) broke off" : "the connection to \(host) broke off at its beginning"
      )
    case modelgates_curl_e_memory: (.failed, "libcurl has no memory")
    default: (.failed, "libcurl fails (\(code))")
    }
  }
}
