import JSON

/// What `.projects/state.json` holds: everything about the project that its team shares. No secret is in it.
///
/// Members that it doesn't know, at any level, are written back as they came, so that an older version of ModelGates
/// doesn't take away what a newer one put there. Equal states have equal bytes.
public struct ProjectState: Sendable {
  /// The version of the format that this code reads and writes.
  public static let version: Int64 = 1
  /// The longest file that is read or written, in bytes.
  public static let limit = 1 << 20

  public var project: ProjectIdentity
  public var providers = NamedRecords<ProviderLink>()
  public var resources = NamedRecords<ProjectResource>()
  public var environments = NamedRecords<ProjectEnvironment>()
  /// The environment that operations write to unless told otherwise.
  public var activeEnvironment: LocalName = "default"
  /// As it was read.
  private var root = JSONObject()

  /// A new project with one environment, `default`, in `.env`.
  public init(project: ProjectIdentity) {
    self.project = project
    environments["default"] = ProjectEnvironment(output: ".env")
  }

  /// - Throws: `ProjectFileError`: `.conflictMarkers`, `.newerVersion`, or `.damaged` with the place and the reason.
  public init(parsing bytes: [UInt8]) throws(ProjectFileError) {
    root = try Self.members(of: bytes)
    do throws(FieldError) {
      project = try Self.member("project", of: root) { json throws(FieldError) in
        guard let json else { throw FieldError(expected: "a value", found: "nothing") }
        return try ProjectIdentity(json: json, unknownMembers: .ignore)
      }
      providers = try Self.member("providers", of: root, NamedRecords.init(json:))
      resources = try Self.member("resources", of: root, NamedRecords.init(json:))
      environments = try Self.member("environments", of: root, NamedRecords.init(json:))
      activeEnvironment = try Self.member("active_environment", of: root) { json throws(FieldError) in
        guard let json else { return "default" }
        guard let name = json.string.flatMap({ LocalName($0) }) else {
          throw FieldError(expected: "the name of an environment", found: json)
        }
        return name
      }
    } catch {
      throw ProjectFileError(.damaged, "The project's state is damaged: \(error)")
    }
  }

  /// The state as it stands in the file: indented, with a final newline.
  public var bytes: [UInt8] {
    var members = root
    members["version"] = .integer(Self.version)
    members["project"] = .object((root["project"]?.object ?? JSONObject()).merging(project))
    members["providers"] = providers.json
    members["resources"] = resources.json
    members["environments"] = environments.json
    members["active_environment"] = .string(activeEnvironment.text)
    return JSON.object(members).prettyBytes
  }

  /// The env file of an environment, by default of the active one; nil when the project has no such environment.
  public func output(of environment: LocalName? = nil) -> String? {
    environments[environment ?? activeEnvironment]?.output
  }

  /// The environments' env files, in the order of the environments' names, each once.
  public var outputs: [String] {
    var seen: Set<String> = []
    return environments.names.compactMap { environments[$0]?.output }.filter { seen.insert($0).inserted }
  }

  private static func members(of bytes: [UInt8]) throws(ProjectFileError) -> JSONObject {
    let json: JSON
    do throws(JSONParseError) {
      json = try JSON(parsing: bytes, limits: JSONLimits(depth: 32, bytes: limit))
    } catch {
      guard !ConflictMarkers.areIn(bytes) else {
        throw ProjectFileError(
          .conflictMarkers, "The project's state has conflict markers of an unfinished merge; resolve them first.")
      }
      throw ProjectFileError(.damaged, "The project's state is damaged: \(error)")
    }
    guard case .object(let members) = json, let version = members["version"]?.integer, version >= 1 else {
      throw ProjectFileError(.damaged, "The project's state is damaged: it is not an object with a version.")
    }
    guard version <= Self.version else {
      throw ProjectFileError(
        .newerVersion, "The project's state has version \(version), written by a later ModelGates; update ModelGates.")
    }
    return members
  }

  private static func member<Value>(
    _ name: String, of members: JSONObject, _ read: (JSON?) throws(FieldError) -> Value
  ) throws(FieldError) -> Value {
    do throws(FieldError) {
      return try read(members[name])
    } catch {
      throw FieldError(inside: name, error)
    }
  }
}

extension ProjectState: Equatable {
  public static func == (first: ProjectState, second: ProjectState) -> Bool { first.bytes == second.bytes }
}

/// The lines by which version control marks an unfinished merge.
enum ConflictMarkers {
  static func areIn(_ bytes: [UInt8]) -> Bool {
    bytes.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }.contains { line in
      line.starts(with: "<<<<<<< ".utf8) || line.starts(with: ">>>>>>> ".utf8)
    }
  }
}
