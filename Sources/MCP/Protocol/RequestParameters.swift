public import JSON

/// Where the parameters of nearly every message have what is looked for in them, whatever it is: found once, in one pass.
public struct RequestParameters: Sendable {
  /// Of the tool or prompt that is asked for.
  public private(set) var name: JSON?
  private let params: JSONObject
  private var argumentsIndex: JSONObject.Index?
  private var meta = JSONObject()
  private var versionIndex, capabilitiesIndex, logLevelIndex, progressTokenIndex: JSONObject.Index?

  public init(_ params: JSONObject?) {
    self.params = params ?? JSONObject()
    params?.forEachMember { member in
      switch member.name {
      case "name": name = member.value
      case "arguments": argumentsIndex = member.index
      case "_meta": if case .object(let meta) = member.value { read(meta) }
      default: break
      }
    }
  }

  private mutating func read(_ meta: JSONObject) {
    self.meta = meta
    meta.forEachMember { member in
      switch member.name {
      case Meta.protocolVersion: versionIndex = member.index
      case Meta.clientCapabilities: capabilitiesIndex = member.index
      case Meta.logLevel: logLevelIndex = member.index
      case Meta.progressToken: progressTokenIndex = member.index
      default: break
      }
    }
  }

  /// What it is to be asked with.
  public var arguments: JSON? { argumentsIndex.map { params.value(at: $0) } }

  /// Whether the message names a revision, which is what makes it one of the modern era.
  public var namesVersion: Bool { versionIndex != nil }
  /// The revision that the message names, which may be no text.
  public var version: JSON? { versionIndex.map { meta.value(at: $0) } }
  var capabilities: JSON? { capabilitiesIndex.map { meta.value(at: $0) } }
  var logLevel: JSON? { logLevelIndex.map { meta.value(at: $0) } }
  var progressToken: JSON? { progressTokenIndex.map { meta.value(at: $0) } }
}
