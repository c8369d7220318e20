public import JSON

/// Records by name, in the order of their names, at most 1000. Members that a later version added to one are kept with it.
public struct NamedRecords<Element: Record>: Sendable {
  private var records: [LocalName: Element] = [:]
  /// As they were read.
  private var objects: [LocalName: JSONObject] = [:]

  init() {}

  init(json: JSON?) throws(FieldError) {
    guard let json else { return }
    guard case .object(let members) = json else { throw FieldError(expected: "an object", found: json) }
    guard members.count <= 1000 else { throw FieldError(expected: "at most 1000 members", found: "\(members.count)") }
    for (text, value) in members {
      guard let name = LocalName(text) else {
        throw FieldError(expected: "names of a-z, 0-9 and -, at most 64 long", found: "\"\(text.prefix(64))\"")
      }
      guard case .object(let object) = value else {
        throw FieldError(path: text, expected: "an object", found: value.kind)
      }
      do throws(FieldError) {
        records[name] = try Element(members: object, unknownMembers: .ignore)
      } catch {
        throw FieldError(inside: text, error)
      }
      objects[name] = object
    }
  }

  public var names: [LocalName] { records.keys.sorted() }
  public var isEmpty: Bool { records.isEmpty }
  public var count: Int { records.count }

  /// The record of this name; setting nil removes it, unknown members included.
  public subscript(name: LocalName) -> Element? {
    get { records[name] }
    set {
      records[name] = newValue
      if newValue == nil { objects[name] = nil }
    }
  }

  var json: JSON {
    var members = JSONObject()
    for name in names {
      guard let record = records[name] else { continue }
      members[name.text] = .object((objects[name] ?? JSONObject()).merging(record))
    }
    return .object(members)
  }
}

extension JSONObject {
  /// The object with the members that the record declares as they are in the record, and all others as they are.
  func merging<T: Record>(_ record: T) -> JSONObject {
    var merged = self
    // What a record writes is JSON of bounded depth.
    let written = try? JSON(parsing: record.jsonBytes, limits: JSONLimits(depth: 64, bytes: .max))
    for property in T.recordSchema.properties { merged[property.name] = written?[property.name] }
    return merged
  }
}

extension FieldError {
  /// The same error, seen from the object around it.
  init(inside name: String, _ error: FieldError) {
    self.init(
      path: error.path.isEmpty ? name : "\(name).\(error.path)", expected: error.expected, found: error.found,
      nearest: error.nearest)
  }
}
