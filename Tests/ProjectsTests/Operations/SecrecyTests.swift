import Files
import Gateway
import JSON
import Projects
import Testing

/// Known keys and tokens, in whatever spelling, are found nowhere but in the env file.
@Suite struct SecrecyTests {
  private let place: Workplace
  private let port: RecordingPort

  init() async throws {
    place = try Workplace()
    port = RecordingPort(place.sandbox)
    _ = try await place.project(port).addService(AddServiceRequest(reference: "modelgates/api"))
  }

  /// Whether the bytes have one of the secrets in them.
  private func leaks(_ bytes: [UInt8], _ secrets: [Secret]) -> Bool {
    let text = String(decoding: bytes, as: UTF8.self)
    return secrets.contains { secret in
      secret.withBytes { plain in
        SecretSpellings.all(of: plain).contains { text.contains(String(decoding: $0, as: UTF8.self)) }
      }
    }
  }

  @Test func theSearchFindsWhatIsThere() throws {
    let key = try #require(place.envKey())
    #expect(leaks(Array(place.env.utf8), [key]))
    for spelling in key.withBytes(SecretSpellings.all(of:)) {
      #expect(leaks(Array("x".utf8) + spelling + Array("y".utf8), [key]))
    }
  }

  @Test func noFileButTheEnvFileHasASecret() async throws {
    _ = try await place.project(port).rotateKey(graceSeconds: 60, idempotencyKey: "r")
    _ = try await place.project(port).pullEnvironment()
    let lost = RecordingPort(port, faults: [.replyLost(atCall: 2, forever: true)])
    _ = await projectError { try await place.project(lost, time: 100).removeService("modelgates") }
    // The access token and both keys, each of which was verified.
    let secrets = port.bearers
    #expect(secrets.count >= 3)
    let files = try place.files { $0 == place.envFile }
    #expect(files.count >= 8)
    for file in files where leaks(file.bytes, secrets) {
      Issue.record("\(file.path) has a secret in it")
    }
  }

  @Test func noResultHasASecret() async throws {
    var texts: [String] = []
    func collect(_ outcome: Outcome<some Record>) {
      texts.append(outcome.result.jsonText)
      texts += outcome.warnings + outcome.nextSteps
      texts.append("\(outcome)")
    }
    let key = Secret(Array(place.adminKey.utf8))
    let project = try place.project(port, managementKey: key)
    collect(try await project.addService(AddServiceRequest(reference: "modelgates/api")))
    collect(try await project.rotateKey())
    collect(try await project.status())
    collect(try await project.listServices())
    collect(try await project.listEnvironment())
    collect(try await project.pullEnvironment())
    collect(try await project.keyInfo())
    collect(try await project.credits())
    collect(try await project.searchCatalog())
    collect(try await project.llmContext(ContextRequest()))
    let secrets = port.bearers.filter { $0 != key }
    collect(try await project.removeService("modelgates"))
    #expect(secrets.count >= 3)
    for text in texts where leaks(Array(text.utf8), secrets) { Issue.record("a result has a secret in it") }
  }

  @Test(arguments: ["/key", "/provisioning/resources"])
  func noErrorHasASecretThatTheGatewayEchoes(path: String) async throws {
    let echoing = RecordingPort(port, faults: [.echo(path: path)])
    var errors: [ProjectError] = []
    for _ in 0..<2 {
      errors += await [
        projectError { try await place.project(echoing).rotateKey() },
        projectError { try await place.project(echoing).keyInfo() },
        projectError { try await place.project(echoing).removeService("modelgates") },
      ].compactMap { $0 }
    }
    #expect(errors.contains { $0.message.contains("It said:") })
    for error in errors {
      let text = "\(error) \(error.message) \(error.hint ?? "") \(error.details?.description ?? "")"
      #expect(!leaks(Array(text.utf8), echoing.bearers + port.bearers))
    }
    let files = try place.files { $0 == place.envFile }
    #expect(!files.contains { leaks($0.bytes, echoing.bearers + port.bearers) })
  }

  @Test func passphraseOpensTheVaultAndIsWrittenNowhere() async throws {
    let place = try Workplace()
    let passphrase = Secret("correct horse battery staple")
    let request = AddServiceRequest(reference: "modelgates/api")
    _ = try await place.project(passphrase: passphrase).addService(request)
    #expect(await projectError { try await place.project().keyInfo() }?.code == .vaultLocked)
    #expect(await projectError { try await place.project(passphrase: Secret("wrong")).keyInfo() }?.code == .vaultLocked)
    _ = try await place.project(passphrase: passphrase).keyInfo()
    #expect(try place.files().allSatisfy { !leaks($0.bytes, [passphrase]) })
  }

  @Test func aPassphraseThatIsTooMuchBreaksNoVault() async throws {
    let place = try Workplace()
    _ = try await place.project().addService(AddServiceRequest(reference: "modelgates/api"))
    let commands = CommandText(from: "/", options: ["--vault-passphrase-file", "pw"])
    let findings = ProjectExamination(try place.project(passphrase: Secret("by mistake")), commands).vault()
    #expect(!findings.isEmpty)
    for finding in findings { #expect(finding.remedy == "env -u MODELGATES_VAULT_PASSPHRASE_FILE modelgates doctor") }
  }
}
