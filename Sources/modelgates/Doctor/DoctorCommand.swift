import EventLoop
import Files
import JSON
import Operations
import Projects
import SystemLibraries

/// `modelgates doctor`: looks at everything that has to be right, and names the remedy of what isn't.
struct DoctorCommand {
  static let examples = ["modelgates doctor", "modelgates doctor --fix", "modelgates doctor --json"]

  /// In the order in which one thing builds on another.
  private static let checks: [any Check] = [
    ProgramCheck(), LibraryCheck(), SettingsCheck(), ProjectCheck(), PermissionsCheck(), GitCheck(), VaultCheck(),
    EnvironmentCheck(), JournalCheck(), SkillsCheck(), ClientsCheck(), GatewayCheck(), CertificateCheck(), ProxyCheck(),
    ClockCheck(), KeyCheck(), PortCheck(),
  ]

  private let options: DoctorOptions

  init(_ arguments: [String]) throws(UsageError) { options = try DoctorOptions(arguments) }

  func run(_ global: GlobalOptions, _ environment: [String: String]) throws -> ExitStatus {
    disableCoreDumps()
    // A server that ends before it has read its input is a finding.
    ignoreBrokenPipes()
    let loop = try EventLoop()
    let options = options
    let (report, meta) = try loop.run {
      await Result { () async throws in try await Self.report(options, global, environment, loop) }
    }.get()
    if global.has("--json") {
      StandardOutput.write(line: Envelope(report, in: meta))
    } else {
      StandardOutput.write(DoctorText(report, Terminal(global, environment: environment)).text)
    }
    return report.ok ? .done : .failed
  }

  private static func report(
    _ options: DoctorOptions, _ global: GlobalOptions, _ environment: [String: String], _ loop: EventLoop
  ) async throws -> (DoctorReport, Envelope.Meta) {
    var context = try await DoctorContext.make(options, global, environment, loop)
    var findings = await look(context)
    var (fixed, failed): ([FixReport], [FixReport]) = ([], [])
    if options.fix {
      // What one fix makes readable may show what another one mends: permissions, then the env file.
      for _ in 0..<3 {
        let outcome = await mend(findings)
        failed = outcome.failed
        guard !outcome.fixed.isEmpty else { break }
        fixed += outcome.fixed
        context = try await DoctorContext.make(options, global, environment, loop)
        findings = await look(context)
      }
    }
    return (
      DoctorReport(findings, fixed: fixed, notFixed: failed),
      Envelope.Meta(gateway: context.settings?.gatewayName, project: context.root.value)
    )
  }

  private static func look(_ context: DoctorContext) async -> [Finding] {
    var findings: [Finding] = []
    for check in checks { findings += await check.run(context) }
    return findings
  }

  private static func mend(_ findings: [Finding]) async -> (fixed: [FixReport], failed: [FixReport]) {
    var (fixed, failed): ([FixReport], [FixReport]) = ([], [])
    for finding in findings {
      guard let fix = finding.fix else { continue }
      do throws(ProjectError) {
        try await fix.apply()
        fixed.append(FixReport(finding.check, fix.title, error: nil))
      } catch {
        failed.append(FixReport(finding.check, fix.title, error: error.message))
      }
    }
    return (fixed, failed)
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
