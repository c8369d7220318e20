import EventLoop
import Files
import JSON
import Operations
import Projects

/// Looks at everything that has to be right, and mends what can be mended without any risk.
struct Doctor: Sendable {
  /// In the order in which one thing builds on another.
  private static let checks: [any Check] = [
    ProgramCheck(), LibraryCheck(), SettingsCheck(), ProjectCheck(), PermissionsCheck(), GitCheck(), VaultCheck(),
    EnvironmentCheck(), JournalCheck(), SkillsCheck(), ClientsCheck(), GatewayCheck(), CertificateCheck(), ProxyCheck(),
    ClockCheck(), KeyCheck(), PortCheck(),
  ]

  let options: DoctorOptions
  let global: GlobalOptions
  let environment: [String: String]
  /// Where the commands of remedies are typed.
  let workingDirectory: FilePath
  /// This program's file.
  let program: String?
  let loop: EventLoop

  /// - Throws: `UsageError` for flags that can't be understood.
  func report() async throws -> (report: DoctorReport, meta: Envelope.Meta) {
    var context = try await look()
    var findings = await findings(context)
    var (fixed, failed): ([FixReport], [FixReport]) = ([], [])
    if options.fix {
      // What one fix makes readable may show what another one mends: permissions, then the env file.
      for _ in 0..<3 {
        let outcome = await mend(findings)
        failed = outcome.failed
        guard !outcome.fixed.isEmpty else { break }
        fixed += outcome.fixed.filter { fix in !fixed.contains { $0.isSame(as: fix) } }
        context = try await look()
        findings = await self.findings(context)
      }
      // What doctor still finds isn't mended, whatever was done about it.
      let useless = fixed.filter { fix in findings.contains { $0.check == fix.check && $0.fix?.title == fix.fix } }
      fixed.removeAll { fix in useless.contains { $0.isSame(as: fix) } }
      failed += useless.map { FixReport($0.check, $0.fix, error: "It was done, and didn't help.") }
    }
    return (
      DoctorReport(findings, fixed: fixed, notFixed: failed),
      Envelope.Meta(gateway: context.settings?.gatewayName, project: context.root.value)
    )
  }

  private func look() async throws -> DoctorContext {
    let root = try ProjectFolder.find(global.values["--project"], environment: environment, from: workingDirectory)
    var settings: Settings?
    var project: Project?
    var failure: String?
    do {
      settings = try Settings(
        global, environment: environment, isServer: false, workingDirectory: workingDirectory)
      project = try settings?.makeProject(on: loop)
    } catch let error as UsageError {
      throw error
    } catch let error as SettingsError {
      failure = error.message
    } catch let error as ProjectError {
      failure = error.message
    } catch let error as FileError {
      failure = error.message
    }
    return DoctorContext(
      options: options, global: global, environment: environment, workingDirectory: workingDirectory, root: root,
      commands: CommandText(from: workingDirectory, options: Self.repeated(global)), loop: loop, program: program,
      settings: settings, settingsFailure: failure, project: project,
      probe: await GatewayProbe.ask(settings?.gateway, loop))
  }

  /// The options that say which project, gateway and account are meant: a remedy needs them, too.
  private static func repeated(_ global: GlobalOptions) -> [String] {
    CommonOptions.recordSchema.properties.map { "--\($0.flag)" }
      .filter { !["--log-level", "--log-format"].contains($0) }
      .compactMap { flag in global.values[flag].map { [flag, $0] } }.flatMap(\.self)
  }

  private func findings(_ context: DoctorContext) async -> [Finding] {
    var findings: [Finding] = []
    for check in Self.checks { findings += await check.run(context) }
    return findings
  }

  private func mend(_ findings: [Finding]) async -> (fixed: [FixReport], failed: [FixReport]) {
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

extension FixReport {
  fileprivate func isSame(as other: FixReport) -> Bool { check == other.check && fix == other.fix }
}
