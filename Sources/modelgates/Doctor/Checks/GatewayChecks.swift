import Gateway
import Projects
import SystemLibraries

/// Whether the gateway answers.
struct GatewayCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] {
    guard let settings = context.settings else { return [] }
    guard let probe = context.probe else {
      if let file = context.damagedSandboxFile, let examination = context.examination {
        return [examination.damagedSandbox(file)]
      }
      return [.pass("gateway", "The embedded sandbox, which needs no network.")]
    }
    let address = ShellText.word(probe.address)
    switch probe.result {
    case .failure(let failure) where failure.code == .certificate || failure.code == .libraryMissing:
      // Another check tells.
      return []
    case .failure(let failure):
      let remedy = ProxySetting(probe.address, context.environment).map {
        "env -u \($0.variable) " + context.commands.modelgates("doctor")
      }
      return [
        .failure(
          "gateway", "\(settings.gatewayName) can't be reached: \(failure.message.withoutFullStop).",
          remedy: remedy ?? "curl -sSI \(address)/models")
      ]
    case .success(let response) where response.status >= 500:
      return [
        .warning(
          "gateway", "\(settings.gatewayName) answers with an error of its own (\(response.status)).",
          remedy: "curl -sSI \(address)/models")
      ]
    case .success(let response) where response.status != 401 && response.status != 200:
      return [
        .failure(
          "gateway", "What answers at \(probe.address) isn't a ModelGates API (status \(response.status)).",
          remedy: context.commands.modelgates("doctor", gateway: "live"))
      ]
    case .success: return [.pass("gateway", "\(settings.gatewayName) answers.")]
    }
  }
}

/// Whether the gateway's certificate is one that is trusted here.
struct CertificateCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] {
    guard let probe = context.probe, probe.address.hasPrefix("https:") else { return [] }
    switch probe.result {
    case .failure(let failure) where failure.code == .certificate:
      return [
        .failure(
          "certificate",
          failure.message.withoutFullStop + ". --ca-file or SSL_CERT_FILE names the file of an authority of one's own.",
          remedy: "openssl s_client -showcerts -connect \(Self.place(probe.address)) </dev/null")
      ]
    case .failure: return []
    case .success: return [.pass("certificate", "Is trusted.")]
    }
  }

  /// Host and port.
  private static func place(_ address: String) -> String {
    (try? HTTPAddress(parsing: address)).map { "\($0.host):\($0.port)" } ?? ""
  }
}

/// Which proxy stands in between, and whether it lets requests through.
struct ProxyCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] {
    guard let probe = context.probe, let proxy = ProxySetting(probe.address, context.environment) else { return [] }
    if case .failure(let failure) = probe.result, failure.code == .unreachable || failure.code == .timedOut {
      return [
        .failure(
          "proxy", "\(proxy.variable) sends requests through \(proxy.host), and none comes through.",
          remedy: "unset \(proxy.variable)")
      ]
    }
    return [.pass("proxy", "\(proxy.variable) sends requests through \(proxy.host).")]
  }
}

/// Whether it is the same time here and there: signed requests and what ends at a certain time depend on it.
struct ClockCheck: Check {
  /// In seconds.
  private static let tolerance: Int64 = 60

  func run(_ context: DoctorContext) async -> [Finding] {
    guard let probe = context.probe, case .success(let response) = probe.result, let there = response.date else {
      return []
    }
    let skew = probe.time.subtractingReportingOverflow(there).partialValue
    guard skew.magnitude > Self.tolerance.magnitude else { return [.pass("clock", "Agrees with the gateway's.")] }
    #if os(Linux)
      let remedy = "\(User.root)timedatectl set-ntp true"
    #else
      let remedy = "\(User.root)sntp -sS time.apple.com"
    #endif
    let direction = skew > 0 ? "ahead of" : "behind"
    return [
      .warning("clock", "This computer's clock is \(skew.magnitude) s \(direction) the gateway's.", remedy: remedy)
    ]
  }
}

extension String {
  var withoutFullStop: String { hasSuffix(".") ? String(dropLast()) : self }
}
