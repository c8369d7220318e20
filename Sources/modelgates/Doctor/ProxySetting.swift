import SystemLibraries

/// The proxy that libcurl takes for an address (https://curl.se/libcurl/c/libcurl-env.html).
struct ProxySetting: Equatable {
  let variable: String
  /// Host and port, without the credentials that may stand before them.
  let host: String

  private static let variables = ["https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"]

  /// Nil when requests go directly, as all do to this computer itself.
  init?(_ address: String, _ environment: [String: String]) {
    guard let address = try? HTTPAddress(parsing: address), !address.isLoopback else { return nil }
    let excepted = environment["no_proxy"] ?? environment["NO_PROXY"] ?? ""
    guard !Self.isExcepted(address.host, by: excepted),
      let variable = Self.variables.first(where: { environment[$0]?.isEmpty == false }),
      let value = environment[variable]
    else { return nil }
    self.variable = variable
    // A password may hold a slash, so what stands before the last @ goes first.
    let place = value.split(separator: "@", omittingEmptySubsequences: false).last ?? ""
    host = String(place.split(separator: "/").first { !$0.hasSuffix(":") } ?? "")
  }

  private static func isExcepted(_ host: String, by list: String) -> Bool {
    if list == "*" { return true }
    return list.lowercased().split(whereSeparator: { $0 == "," || $0 == " " }).contains { entry in
      let name = entry.hasPrefix(".") ? entry.dropFirst() : entry
      return host == name || host.hasSuffix("." + name)
    }
  }
}
