import JSON
import JSONRPC

/// The severities of RFC 5424, least severe first.
public enum LogLevel: String, Sendable, CaseIterable, Comparable {
  case debug, info, notice, warning, error, critical, alert, emergency

  /// - Throws: -32602 for anything else.
  init(parameter: JSON?) throws(RPCError) {
    guard let level = parameter?.string.flatMap(LogLevel.init) else {
      let names = LogLevel.allCases.map(\.rawValue).joined(separator: ", ")
      throw .invalidParams("The log level must be one of \(names).")
    }
    self = level
  }

  private var severity: Int { LogLevel.allCases.firstIndex(of: self) ?? 0 }
  public static func < (first: LogLevel, second: LogLevel) -> Bool { first.severity < second.severity }
}

extension Method {
  /// `logging/setLevel` (2025-11-25 and before): holds for the session.
  static func setLogLevel(_ context: RequestContext) throws(RPCError) -> Reply {
    let level = try LogLevel(parameter: context.request.params?["level"])
    if case .legacy(let session) = context.era { session.logLevel = level }
    return context.nothing
  }
}
