import Files
import Gateway
import HTTP
import JSON
import Sandbox
import SystemLibraries
import TestSupport
import Testing

/// What is wrong between this computer and the gateway, and on this computer.
@Suite(.timeLimit(.minutes(10)))
struct DoctorGatewayTests {
  private static let managementKey = "sk-mg-sandbox-management"

  @Test func gatewayThatIsNotThereIsFound() async throws {
    let address = "http://127.0.0.1:\(try DoctorPlace.freePort())/api/v1"
    let found = try await DoctorPlace(place: try Place()).examine("--gateway \(address)")
    found.expect("failure", of: "gateway", remedy: "curl -sSI \(address)/models")
  }

  @Test(arguments: [
    ("Thu, 01 Jan 2026 00:00:00 GMT", "ahead of"), ("Fri, 31 Dec 2100 00:00:00 GMT", "behind"),
  ])
  func clockThatIsWrongIsFound(_ date: String, _ direction: String) async throws {
    let reply = "HTTP/1.1 401 Unauthorized\r\nDate: \(date)\r\nContent-Length: 2\r\n\r\n{}"
    try await ScriptedServer.run({ _ in [.send(reply)] }) { server in
      let found = try await DoctorPlace(place: try Place()).examine("--gateway \(server.address)/api/v1")
      #if os(Linux)
        found.expect("warning", of: "clock", remedy: "timedatectl set-ntp true")
      #endif
      #expect(found.faults.map(\.check) == ["clock"] && found.faults[0].detail.contains(direction), "\(found.run)")
      #expect(found.run.status == .exited(0), "a warning alone is no failure")
    }
  }

  @Test(arguments: [
    ("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", "failure"),
    ("HTTP/1.1 503 Unavailable\r\nContent-Length: 0\r\n\r\n", "warning"), ("hello\r\n\r\n", "failure"),
  ])
  func answerThatIsNotTheGatewaysIsFound(_ reply: String, _ verdict: String) async throws {
    try await ScriptedServer.run({ _ in [.send(reply), .close] }) { server in
      let found = try await DoctorPlace(place: try Place()).examine("--gateway \(server.address)/api/v1")
      #expect(found.faults.map(\.check) == ["gateway"] && found.faults.first?.verdict == verdict, "\(found.run)")
    }
  }

  @Test func gatewayThatNeverAnswersIsNotWaitedFor() async throws {
    try await ScriptedServer.run({ _ in [.hang] }) { server in
      let found = try await DoctorPlace(place: try Place()).examine("--gateway \(server.address)/api/v1")
      #expect(found.faults.map(\.check) == ["gateway"], "\(found.run)")
    }
  }

  @Test func proxyThatIsGoneIsFound() async throws {
    let port = try DoctorPlace.freePort()
    let found = try await DoctorPlace(place: try Place()).examine(
      "--gateway https://gateway.example/api/v1", ["HTTPS_PROXY": "http://user:pass/word@127.0.0.1:\(port)"])
    found.expect("failure", of: "proxy", remedy: "unset HTTPS_PROXY")
    found.expect("failure", of: "gateway", remedy: "env -u HTTPS_PROXY modelgates doctor")
    #expect(found.faults.contains { $0.detail.contains("through 127.0.0.1:\(port),") })
    #expect(!found.run.output.contains("pass") || !found.run.output.contains("word@"), "\(found.run)")
  }

  @Test func keyThatTheGatewayRefusesIsFound() async throws {
    try await SandboxProcess.run { sandbox in
      let doctor = DoctorPlace(place: try Place())
      let variables = ["MODELGATES_GATEWAY": sandbox.address, "MODELGATES_MANAGEMENT_KEY": Self.managementKey]
      let added = try await doctor.place.run("add modelgates/api", variables)
      #expect(added.status == .exited(0), "\(added)")
      #expect(try await doctor.examine("", variables).faults == [])

      let state = try JSON(parsing: doctor.read(doctor.project / ".projects/state.json"), limits: .testing)
      let hash = try #require(state["resources"]?["modelgates-api"]?["key_hash"]?.string)
      let reply = try await sandbox.port.send(
        HTTPRequest(.delete, "/keys/\(hash)", bearer: Secret(Array(Self.managementKey.utf8))))
      #expect(reply.status == 200)
      let found = try await doctor.examine("", variables)
      found.expect("failure", of: "key", remedy: "modelgates rotate modelgates-api")
      #expect(found.faults.count == 1)
    }
  }

  @Test func certificateThatNobodyVouchesForIsFound() async throws {
    let folder = try TemporaryDirectory()
    let port = try DoctorPlace.freePort()
    let script = """
      cd "$0" && openssl req -x509 -newkey rsa:2048 -nodes -keyout key -out certificate -days 2 -subj /CN=localhost \
      -addext subjectAltName=DNS:localhost 2>/dev/null && exec openssl s_server -accept \(port) -key key -cert certificate -www 2>&1
      """
    let process = try ChildProcess("/bin/sh", ["-c", script, folder.path.value])
    try await process.use {
      var said = ""
      while !said.contains("ACCEPT") {
        let more = await process.read()
        try #require(!more.isEmpty, "\(said)")
        said += String(decoding: more, as: UTF8.self)
      }
      let doctor = DoctorPlace(place: try Place())
      let found = try await doctor.examine("--gateway https://localhost:\(port)/api/v1")
      found.expect(
        "failure", of: "certificate", remedy: "openssl s_client -showcerts -connect localhost:\(port) </dev/null")
      let trusting = try await doctor.examine(
        "--gateway https://localhost:\(port)/api/v1 --ca-file \(folder.path / "certificate")")
      #expect(!trusting.faults.contains { $0.check == "certificate" }, "\(trusting.run)")
    }
  }

  @Test func portThatIsTakenIsFound() async throws {
    let listener = try HTTPListener.tcp(host: "127.0.0.1", port: 0)
    defer { listener.close() }
    guard case .tcp(_, let port) = listener.endpoint else { return }
    // Nobody accepts there, so it is no server of ours.
    let run = try await Place().run("doctor --json --port \(port)")
    try Examination(run).expect("warning", of: "port", remedy: "modelgates serve --port 0")
    #expect(run.status == .exited(0))
  }

  #if os(Linux)
    @Test(arguments: [("libcurl", ["libcurl.so.4", "libcurl-gnutls.so.4"]), ("libcrypto", ["libcrypto.so.3"])])
    func libraryThatCannotBeLoadedIsFound(_ library: String, _ files: [String]) async throws {
      let doctor = try await DoctorPlace.make()
      for file in files { try doctor.write("no library", to: doctor.home / "lib" / (try FilePath(file))) }
      let found = try await doctor.run("", ["LD_LIBRARY_PATH": (doctor.home / "lib").value])
      // The embedded gateway is reached without libcurl.
      found.expect(library == "libcurl" ? "warning" : "failure", of: library, remedy: " ")
      #expect(found.faults.allSatisfy { $0.check.hasPrefix("lib") }, "one cause is told once: \(found.faults)")
    }
  #endif

  @Test func optionThatIsNotOneIsAUsageError() async throws {
    let run = try await Place().run("doctor --fixx")
    #expect(run.status == .exited(2) && run.errors.contains("Did you mean --fix?"), "\(run)")
  }
}
