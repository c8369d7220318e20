import Files
import Gateway

/// Conditions that several operations have. Each throws what doesn't hold.
extension Project {
  /// What every operation that changes something needs of this computer.
  /// - Parameter state: nil for a folder that is no project yet.
  func requireStorage(_ state: ProjectState?, _ preflight: inout Preflight) {
    requireFiles(&preflight)
    preflight.require("The vault opens") { () throws(ProjectError) in if state != nil { try vault.check() } }
  }

  /// What an operation writes must have room: looked at without writing.
  func requireFiles(_ preflight: inout Preflight) {
    preflight.require("Files can be written") { () throws(ProjectError) in
      guard let path = unwritableFolders().first else { return }
      throw ProjectError(
        .storageFailed, "\(path) can't be written to.",
        hint:
          "`\(CommandText(from: directory.root).ownersAccess(to: [path]))` in the project's folder, or another project "
          + "(--project).")
    }
  }

  /// The folders that operations write into, as far as they are there, and in which this user may not.
  func unwritableFolders() -> [FilePath] {
    let outputs = ((try? loadStateIfAny())?.outputs ?? []).compactMap { try? EnvironmentFile($0, in: directory).path }
    var folders = [directory.root, directory.directory, directory.vault, directory.journal]
    for folder in outputs.map(\.parent) where !folders.contains(folder) && directory.isReachedByFolders(folder) {
      folders.append(folder)
    }
    return folders.filter { path in
      (try? File.status(path, followingLinks: false))?.kind == .directory && !User.mayWrite(into: path.value)
    }
  }

  /// Whoever makes and takes back keys can be asked to: the account, which is linked or can be, or a management key.
  func requireIssuer(_ issuer: KeyIssuer) throws(ProjectError) {
    switch issuer {
    case .account:
      let isLinked = try account.link() != nil
      guard isLinked || email?.isEmpty == false else { throw .emailRequired }
    case .managementKey:
      guard gateway.hasManagementKey else { throw .managementKeyRequired }
    }
  }

  /// - Parameter isDryRun: Then what isn't known for sure is an obstacle, too; else the gateway decides.
  func requirePaymentMethod(
    _ standing: Result<AccountStanding?, ProjectError>, isDryRun: Bool
  ) throws(ProjectError) {
    guard paymentToken == nil else { return }
    guard let standing = try standing.get() else {
      guard isDryRun else { return }
      throw .paymentMethodUnknown
    }
    guard standing.paymentMethod != false || !(isDryRun || standing.isCurrent) else { throw .paymentMethodMissing }
  }

  func requireTerms(
    _ standing: Result<AccountStanding?, ProjectError>, isAccepted: Bool
  ) throws(ProjectError) {
    guard !isAccepted, let standing = try standing.get(), standing.termsAccepted == false else { return }
    throw .termsNotAccepted(at: standing.termsAddress)
  }

  static func requirePaying(_ plan: Plan, isAgreed: Bool) throws(ProjectError) {
    guard plan == .free || isAgreed else { throw .paidConfirmationRequired }
  }

  static func requireConfirmation(_ isGiven: Bool) throws(ProjectError) {
    guard isGiven else { throw .destructionConfirmationRequired }
  }
}

extension ProjectError {
  static let managementKeyRequired = ProjectError(
    .managementKeyRequired, "The key was made by a management key, so another one needs a management key, too.",
    hint: "Give one by --management-key-file or MODELGATES_MANAGEMENT_KEY.")

  static let paymentMethodUnknown = ProjectError(
    .paymentMethodRequired, "No account is linked yet, so it isn't known whether it has a payment method.",
    hint: "link_account (`modelgates link modelgates`) links it; then get_billing (`modelgates billing show`) tells.")

  static let paymentMethodMissing = ProjectError(
    .paymentMethodRequired, "The account has no payment method on file, which the paid plan needs.",
    hint: "add_billing (`modelgates billing add`) gives an address where a person adds one; the free plan needs none.")

  static func termsNotAccepted(at address: String?) -> ProjectError {
    ProjectError(
      .termsNotAccepted, "The provider's terms\(address.map { " (\($0))" } ?? "") aren't accepted yet.",
      hint: "Ask the user; then pass accept_tos (--accept-tos).")
  }

  static let paidConfirmationRequired = ProjectError(
    .confirmationRequired, "This plan costs money, and the user hasn't agreed to that.",
    hint: "Ask the user; then pass confirm_paid (--confirm-paid-service), or choose the free plan.")

  static let destructionConfirmationRequired = ProjectError(
    .confirmationRequired, "This ends a key, and the user hasn't agreed to that.",
    hint: "Ask the user; then pass confirm (--yes).")
}
