import Files
import HTTP
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Where a server can listen.
@Suite(.timeLimit(.minutes(10)))
struct ListenerTests {
  @Test(arguments: ["127.0.0.1", "::1", "[::1]", "localhost"])
  func chosenPortIsReported(_ host: String) throws {
    let listener = try HTTPListener.tcp(host: host, port: 0)
    guard case .tcp(let name, let port) = listener.endpoint else {
      Issue.record("not TCP")
      return
    }
    #expect(port != 0)
    #expect(name == (host == "[::1]" ? "::1" : host))
    #expect(listener.isLocal)
    _ = try RawClient(listener.endpoint)
  }

  @Test func localhostIsBothLoopbackAddresses() throws {
    try Serving.run(.echo, on: .tcp(host: "localhost", port: 0)) { serving in
      guard case .tcp(_, let port) = serving.endpoint else { return }
      for host in ["127.0.0.1", "::1"] {
        let client = try RawClient(.tcp(host: host, port: port))
        try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(try client.response() == ok("GET / "))
      }
    }
  }

  @Test func allAddressesAreNotLocal() throws {
    #expect(try !HTTPListener.tcp(host: "0.0.0.0", port: 0).isLocal)
    let both = try HTTPListener.tcp(host: "::", port: 0)
    #expect(!both.isLocal)
    guard case .tcp(_, let port) = both.endpoint else { return }
    _ = try RawClient(.tcp(host: "127.0.0.1", port: port))
  }

  @Test(arguments: ["", "example.com", "1.2.3", "127.0.0.1:80", "[127.0.0.1", "::g", "127.0.0.1\0"])
  func hostIsAnAddress(_ host: String) throws {
    let error = #expect(throws: HTTPListenerError.self) { try HTTPListener.tcp(host: host, port: 0) }
    #expect(error?.code == .invalidHost)
  }

  @Test(arguments: ["127.0.0.1", "localhost"])
  func portThatIsTakenIsReported(_ host: String) throws {
    let first = try HTTPListener.tcp(host: "127.0.0.1", port: 0)
    guard case .tcp(_, let port) = first.endpoint else { return }
    let error = #expect(throws: HTTPListenerError.self) { try HTTPListener.tcp(host: host, port: port) }
    #expect(error?.code == .addressInUse)
    #expect(error?.message == "can't listen at 127.0.0.1:\(port): another process listens there")
  }

  @Test func addressOfAnotherComputerIsReported() throws {
    let error = #expect(throws: HTTPListenerError.self) { try HTTPListener.tcp(host: "192.0.2.1", port: 0) }
    #expect(error?.code == .addressNotAvailable)
  }

  @Test func closedListenerTakesNobody() throws {
    let listener = try HTTPListener.tcp(host: "127.0.0.1", port: 0)
    listener.close()
    #expect(throws: (any Error).self) { try RawClient(listener.endpoint) }
  }

  @Test(arguments: [
    (HTTPEndpoint.tcp(host: "127.0.0.1", port: 80), "127.0.0.1:80"), (.tcp(host: "::1", port: 80), "[::1]:80"),
    (.unix(path: "/run/a.sock"), "unix:/run/a.sock"),
  ])
  func endpointIsWrittenAsUsual(_ endpoint: HTTPEndpoint, _ text: String) {
    #expect(endpoint.description == text)
  }
}

/// Sockets in the file system.
@Suite(.timeLimit(.minutes(10)))
struct SocketFileTests {
  let directory: TemporaryDirectory
  let path: FilePath

  init() throws {
    directory = try TemporaryDirectory()
    path = directory.path / "socket"
  }

  @Test func socketIsTheOwnersAlone() throws {
    let listener = try HTTPListener.unix(path: path.value)
    #expect(try File.status(path)?.mode == 0o600)
    #expect(listener.isLocal)
    try Serving.run(.echo, on: listener) { serving in
      let client = try serving.connect()
      try client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
      #expect(try client.response() == ok("GET / "))
    }
    #expect(try File.status(path) == nil)
  }

  @Test func socketThatNobodyAnswersAtIsReplaced() throws {
    try leaveStaleSocket()
    let listener = try HTTPListener.unix(path: path.value)
    _ = try RawClient(listener.endpoint)
  }

  @Test func socketThatIsInUseStays() throws {
    let first = try HTTPListener.unix(path: path.value)
    let error = #expect(throws: HTTPListenerError.self) { try HTTPListener.unix(path: path.value) }
    #expect(error?.code == .addressInUse)
    _ = try RawClient(first.endpoint)
  }

  @Test func otherFileStays() throws {
    try File.replace(path, with: Array("precious".utf8), mode: 0o600, keepingStricterMode: false)
    let error = #expect(throws: HTTPListenerError.self) { try HTTPListener.unix(path: path.value) }
    #expect(error?.code == .notASocket)
    #expect(try File.read(path, limit: 100) == Array("precious".utf8))
  }

  @Test func linkToASocketStays() throws {
    try leaveStaleSocket()
    let link = directory.path / "link"
    try File.createSymbolicLink(link, to: path)
    let error = #expect(throws: HTTPListenerError.self) { try HTTPListener.unix(path: link.value) }
    #expect(error?.code == .notASocket)
    #expect(try File.status(link, followingLinks: false)?.kind == .symbolicLink)
  }

  @Test func nameThatBelongsToAnotherByNowStays() throws {
    let first = try HTTPListener.unix(path: path.value)
    try File.remove(path)
    let second = try HTTPListener.unix(path: path.value)
    first.close()
    _ = try RawClient(second.endpoint)
  }

  @Test(arguments: ["", "a\0b", "/" + String(repeating: "x", count: 200)])
  func pathMustFit(_ path: String) throws {
    let error = #expect(throws: HTTPListenerError.self) { try HTTPListener.unix(path: path) }
    #expect(error?.code == .invalidPath)
  }

  /// What a process leaves that was killed.
  private func leaveStaleSocket() throws {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.value.utf8) }
    #if canImport(Glibc)
      let socket = socket(AF_UNIX, Int32(SOCK_STREAM.rawValue), 0)
    #else
      let socket = socket(AF_UNIX, SOCK_STREAM, 0)
    #endif
    defer { close(socket) }
    let result = withUnsafePointer(to: address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        bind(socket, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
      }
    }
    try #require(result == 0)
  }
}
