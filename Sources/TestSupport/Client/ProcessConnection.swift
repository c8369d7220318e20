import Synchronization

/// Lines to and from a child process's standard streams.
final class ProcessConnection: Connection {
  private let process: ChildProcess
  private let received = Mutex<(bytes: [UInt8], taken: Int)>(([], 0))

  init(_ process: ChildProcess) { self.process = process }

  func send(_ bytes: [UInt8]) async throws { try await process.write(bytes) }

  func closeInput() async throws { process.closeInput() }

  func receive() async throws -> String? {
    while true {
      if let line = takeLine() { return String(validating: line, as: UTF8.self) ?? "not UTF-8: \(line)" }
      let bytes = await process.read()
      if bytes.isEmpty {
        let rest = received.withLock { Array($0.bytes[$0.taken...]) }
        guard rest.isEmpty else { throw TornLine(bytes: rest) }
        return nil
      }
      received.withLock { received in
        received.bytes.removeFirst(received.taken)
        received.taken = 0
        received.bytes.append(contentsOf: bytes)
      }
    }
  }

  private func takeLine() -> [UInt8]? {
    received.withLock { received in
      guard let end = received.bytes[received.taken...].firstIndex(of: UInt8(ascii: "\n")) else { return nil }
      defer { received.taken = end + 1 }
      return Array(received.bytes[received.taken..<end])
    }
  }
}

/// A server's last line had no end.
struct TornLine: Error { let bytes: [UInt8] }
