internal import CSystemLibraries

/// Takes in what a transfer receives, within limits.
final class CurlReply {
  private(set) var fields: [(name: String, value: String)] = []
  private(set) var body: [UInt8] = []
  private(set) var isTooLarge = false
  /// Whether the empty line behind the last head has come: libcurl also takes a head that was cut off.
  private(set) var hasWholeHead = false
  /// Whether a request was about to be sent over a connection that stands.
  fileprivate(set) var wasRequested = false

  private var headBytes = 0
  private let bodyLimit: Int

  init(bodyLimit: Int) { self.bodyLimit = bodyLimit }

  /// A status line, a field, or the empty line behind them. There may be several heads: 100 and 103 come before the last.
  fileprivate func takeHead(_ line: UnsafeRawBufferPointer) -> Bool {
    headBytes += line.count
    guard headBytes <= HTTPClient.Response.headLimit, fields.count < HTTPClient.Response.fieldLimit else {
      isTooLarge = true
      return false
    }
    if line.starts(with: "HTTP/".utf8) {
      fields = []
      hasWholeHead = false
    } else if line.allSatisfy({ $0 == 0x0D || $0 == 0x0A }) {
      hasWholeHead = true
    } else if let colon = line.firstIndex(of: UInt8(ascii: ":")) {
      fields.append((Self.text(line[..<colon]), Self.text(line[(colon + 1)...])))
    }
    return true
  }

  fileprivate func takeBody(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count <= bodyLimit - body.count else {
      isTooLarge = true
      return false
    }
    body += bytes
    return true
  }

  private static func text(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
    let isSpace = { (byte: UInt8) in byte <= 0x20 }
    let trimmed = bytes.drop(while: isSpace)
    let end = trimmed.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? trimmed.startIndex
    return String(decoding: trimmed[..<end], as: UTF8.self)
  }
}

// MARK: What libcurl calls

extension CurlReply {
  /// For both receivers and the watcher; the reply must outlive the transfer.
  var context: UnsafeMutableRawPointer { Unmanaged.passUnretained(self).toOpaque() }

  private static func of(_ context: UnsafeMutableRawPointer?) -> CurlReply? {
    context.map { Unmanaged<CurlReply>.fromOpaque($0).takeUnretainedValue() }
  }

  static let headReceiver: modelgates_curl_receiver = { bytes, _, count, context in
    CurlReply.of(context)?.takeHead(UnsafeRawBufferPointer(start: bytes, count: count)) == true ? count : 0
  }

  static let bodyReceiver: modelgates_curl_receiver = { bytes, _, count, context in
    CurlReply.of(context)?.takeBody(UnsafeRawBufferPointer(start: bytes, count: count)) == true ? count : 0
  }

  static let requestWatcher: modelgates_curl_watcher = { context, _, _, _, _ in
    CurlReply.of(context)?.wasRequested = true
    return 0
  }
}
