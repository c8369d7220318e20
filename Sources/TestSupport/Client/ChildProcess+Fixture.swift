import EventLoop
import JSON

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ChildProcess {
  /// The fixture server as a process of its own.
  public static func fixture(
    _ arguments: [String] = [], input: Stream = .pipe, output: Stream = .pipe, error: Stream = .inherited
  ) throws -> ChildProcess {
    try ChildProcess(product("stdio-fixture"), arguments, input: input, output: output, error: error)
  }

  /// The fixture server on a free port.
  static func endpoint() async throws -> (ChildProcess, port: UInt16) {
    var ends: [Int32] = [0, 0]
    guard pipe(&ends) == 0 else { throw SystemError(errno, in: "pipe") }
    defer { close(ends[0]) }
    let process: ChildProcess
    do {
      defer { close(ends[1]) }
      process = try ChildProcess(product("conformance-server"), ["--port", "0"], error: .descriptor(ends[1]))
    }
    let url = try JSON(line: await line(from: ends[0]))["url"]?.string ?? ""
    guard let port = url.split(separator: ":").last.flatMap({ UInt16($0.prefix { $0.isNumber }) }) else {
      throw ConversationEnded()
    }
    return (process, port)
  }

  private static func line(from descriptor: Int32) async -> String {
    await withTaskExecutorPreference(threads) {
      var (bytes, byte) = ([UInt8](), UInt8(0))
      while readByte(descriptor, &byte), byte != UInt8(ascii: "\n") { bytes.append(byte) }
      return String(decoding: bytes, as: UTF8.self)
    }
  }

  /// The path of a program of this package, which is built beside the tests.
  public static func product(_ name: String) -> String {
    // Linux runs the bundle itself; elsewhere its path is an argument, with the program some folders up.
    let bundle = CommandLine.arguments.first { $0.contains(".xctest") } ?? CommandLine.arguments[0]
    let place = bundle.firstPlace(of: ".xctest").map { bundle[..<$0] } ?? bundle[...]
    let folder = place.lastIndex(of: "/").map { place[..<$0] } ?? "."
    return "\(folder)/\(name)"
  }

  /// Bytes of memory that the process occupies now; nil when it can't be told.
  public var residentBytes: Int? {
    guard let file = fopen("/proc/\(identifier)/status", "r") else { return nil }
    defer { fclose(file) }
    var line = [CChar](repeating: 0, count: 256)
    while fgets(&line, Int32(line.count), file) != nil {
      let text = String(decoding: line.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard text.hasPrefix("VmRSS:") else { continue }
      return Int(text.filter(\.isNumber)).map { $0 * 1024 }
    }
    return nil
  }
}

extension String {
  fileprivate func firstPlace(of text: String) -> String.Index? {
    var index = startIndex
    while index < endIndex {
      if self[index...].hasPrefix(text) { return index }
      formIndex(after: &index)
    }
    return nil
  }
}

private func readByte(_ descriptor: Int32, _ byte: inout UInt8) -> Bool { read(descriptor, &byte, 1) == 1 }
