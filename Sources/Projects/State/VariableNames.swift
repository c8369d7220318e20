public import JSON

/// The environment variables of a resource, by the role of what they hold: `api_key` is in `MODELGATES_API_KEY`.
///
/// Roles are the names that the provider gives to the parts of a resource's access, at most 32.
public struct VariableNames: Sendable, Hashable {
  private var byRole: [String: VariableName] = [:]

  public init() {}

  /// The name for a role; setting nil removes it.
  public subscript(role: String) -> VariableName? {
    get { byRole[role] }
    set { byRole[role] = newValue }
  }

  public var roles: [String] { byRole.keys.sorted() }

  /// All names, in the order of their roles.
  public var names: [VariableName] { roles.compactMap { byRole[$0] } }
}

extension VariableNames: FieldValue {
  public static var schema: Schema { .any }

  public init(json: JSON, unknownMembers: UnknownMembers) throws(FieldError) {
    guard case .object(let members) = json else { throw FieldError(expected: "an object", found: json) }
    guard members.count <= 32 else {
      throw FieldError(expected: "at most 32 variables", found: "\(members.count)")
    }
    for (role, value) in members {
      guard let name = value.string.flatMap({ VariableName($0) }) else {
        throw FieldError(path: role, expected: "the name of an environment variable", found: value.kind)
      }
      byRole[role] = name
    }
  }

  public func write(to writer: inout JSONWriter) {
    writer.beginObject()
    for role in roles {
      guard let name = byRole[role] else { continue }
      writer.key(role)
      writer.value(name.text)
    }
    writer.endObject()
  }
}
