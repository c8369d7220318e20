public import JSON
public import Projects

/// What `modelgates doctor` found. With `--json` it is the `data` of the envelope, also when something failed.
public struct DoctorReport: Record {
  @Field("No finding is a failure.") public var ok: Bool
  @Field("One or more for each check, in the order of the checks.") public var findings: [FindingReport]
  @Field("What --fix has mended.") public var fixed: [FixReport]
  @Field("What --fix could not mend.") public var notFixed: [FixReport]

  public init() {}

  public init(_ findings: [Finding], fixed: [FixReport], notFixed: [FixReport]) {
    ok = !findings.contains { $0.verdict == .failure }
    self.findings = findings.map { FindingReport($0) }
    self.fixed = fixed
    self.notFixed = notFixed
  }
}

/// What one check found.
public struct FindingReport: Record {
  public enum Verdict: String, FieldEnum, CaseIterable {
    case pass, warning, failure
  }

  @Field("What was looked at.") public var check: String
  @Field("A warning works, but isn't as it should be; a failure doesn't work, or exposes a secret.")
  public var verdict: Verdict
  @Field("What was found.") public var detail: String
  @Field("A command that mends it, as it can be typed. Absent for a pass.") public var remedy: String?
  @Field("Whether --fix mends it.") public var fixable: Bool

  public init() {}

  public init(_ finding: Finding) {
    check = finding.check
    verdict =
      switch finding.verdict {
      case .pass: .pass
      case .warning: .warning
      case .failure: .failure
      }
    detail = finding.detail
    remedy = finding.remedy
    fixable = finding.fix != nil
  }
}

/// What was done about a finding.
public struct FixReport: Record {
  @Field("The finding's check.") public var check: String
  @Field("What was done, or tried.") public var fix: String
  @Field("Why it could not be done.") public var error: String?

  public init() {}

  public init(_ check: String, _ fix: String, error: String?) {
    self.check = check
    self.fix = fix
    self.error = error
  }
}
