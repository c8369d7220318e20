/// What values a type admits: what a JSON Schema of it says, as derived from declarations.
public indirect enum Schema: Sendable {
  case any
  case string
  case integer
  case number
  case boolean
  case enumeration([String])
  case array(Schema)
  case record(RecordSchema)
  case optional(Schema)
}

/// The members of a record type, in the order of their declarations.
public struct RecordSchema: Sendable {
  public let properties: [Property]

  public init(properties: [Property]) { self.properties = properties }

  public struct Property: Sendable {
    /// The wire name, in snake_case.
    public let name: String
    public let meaning: String
    public let schema: Schema
    public let traits: [FieldTrait]
    public let isRequired: Bool
    /// The value that stands in when the member is absent.
    public let defaultValue: JSON?
  }

  public subscript(name: String) -> Property? { properties.first { $0.name == name } }
}

extension Schema {
  /// What a written schema says beside what it admits.
  public enum Detail: Sendable {
    /// Everything: what each member means, its bounds and its default.
    case described
    /// What a caller goes by, for readers to whom every byte costs: no lengths and patterns, no bound or
    /// default that goes without saying: zero, false.
    case concise
    /// The names of the outermost members, and nothing of what is in them. Others may come.
    case names
  }

  /// Writes the schema as JSON Schema 2020-12. Objects are closed (`additionalProperties` is false), unless only their names are
  /// asked for.
  public func write(_ detail: Detail = .described, to writer: inout JSONWriter) {
    writer.beginObject()
    writeKeywords(detail, to: &writer)
    writer.endObject()
  }

  /// - Parameter traits: of the field that holds the value; an array's elements take those that are theirs.
  fileprivate func writeKeywords(_ detail: Detail, traits: [FieldTrait] = [], to writer: inout JSONWriter) {
    switch self {
    case .any: break
    case .string: writer.member("type", "string")
    case .integer: writer.member("type", "integer")
    case .number: writer.member("type", "number")
    case .boolean: writer.member("type", "boolean")
    case .enumeration(let values):
      writer.member("type", "string")
      writer.key("enum")
      writer.beginArray()
      for value in values { writer.value(value) }
      writer.endArray()
    case .array(let element):
      writer.member("type", "array")
      writer.key("items")
      writer.beginObject()
      element.writeKeywords(detail, traits: traits, to: &writer)
      if !element.isArray {
        for trait in traits where trait.isOfElements { trait.writeKeywords(detail, to: &writer) }
      }
      writer.endObject()
    case .record(let record): record.writeKeywords(detail, to: &writer)
    case .optional(let wrapped): wrapped.writeKeywords(detail, traits: traits, to: &writer)
    }
  }

  fileprivate var isArray: Bool { if case .array = unwrapped { true } else { false } }

  /// Null is a value of its own for "any JSON", and no value for every other type.
  var admitsNull: Bool { if case .any = self { true } else { false } }

  /// The schema without the optionality around it.
  public var unwrapped: Schema {
    if case .optional(let wrapped) = self { wrapped.unwrapped } else { self }
  }
}

extension RecordSchema {
  fileprivate func writeKeywords(_ detail: Schema.Detail, to writer: inout JSONWriter) {
    writer.member("type", "object")
    if !properties.isEmpty {
      writer.key("properties")
      writer.beginObject()
      for property in properties {
        writer.key(property.name)
        property.write(detail, to: &writer)
      }
      writer.endObject()
    }
    let required = properties.filter(\.isRequired)
    if !required.isEmpty, detail != .names {
      writer.key("required")
      writer.beginArray()
      for property in required { writer.value(property.name) }
      writer.endArray()
    }
    // A list of names says what there is, and not that there is nothing else.
    guard detail != .names else { return }
    writer.key("additionalProperties")
    writer.value(false)
  }
}

extension RecordSchema.Property {
  fileprivate func write(_ detail: Schema.Detail, to writer: inout JSONWriter) {
    writer.beginObject()
    if detail != .names { writeKeywords(detail, to: &writer) }
    writer.endObject()
  }

  private func writeKeywords(_ detail: Schema.Detail, to writer: inout JSONWriter) {
    schema.writeKeywords(detail, traits: traits, to: &writer)
    writer.member("description", meaning)
    for trait in traits where !(schema.isArray && trait.isOfElements) { trait.writeKeywords(detail, to: &writer) }
    guard let defaultValue, detail == .described || defaultValue != false else { return }
    writer.key("default")
    writer.value(defaultValue)
  }
}

extension FieldTrait {
  /// Whether the trait of a list speaks of its elements.
  fileprivate var isOfElements: Bool {
    switch self {
    case .length, .characters, .range, .format: true
    case .count, .examples, .positional, .words, .flag, .hidden, .commandLineOnly, .naming: false
    }
  }

  fileprivate func writeKeywords(_ detail: Schema.Detail, to writer: inout JSONWriter) {
    switch self {
    case .length where detail == .concise, .count where detail == .concise, .characters where detail == .concise: break
    case .range(let range) where detail == .concise && range.lowerBound == 0:
      writer.key("maximum")
      writer.value(Int64(range.upperBound))
    case .range(let range): writer.bounds("minimum", "maximum", range)
    case .length(let range): writer.bounds("minLength", "maxLength", range)
    case .count(let range): writer.bounds("minItems", "maxItems", range)
    case .characters(let characters): writer.member("pattern", "^[\(characters)]*$")
    case .format(let format): writer.member("format", format)
    case .examples(let values):
      writer.key("examples")
      writer.value(JSON.array(values))
    case .positional, .words, .flag, .hidden, .commandLineOnly, .naming: break
    }
  }
}

extension JSONWriter {
  fileprivate mutating func member(_ name: String, _ text: String) {
    key(name)
    value(text)
  }

  fileprivate mutating func bounds(_ lower: String, _ upper: String, _ range: ClosedRange<Int>) {
    // No length and no count is below zero, so this bound says nothing.
    if range.lowerBound != 0 || lower == "minimum" {
      key(lower)
      value(Int64(range.lowerBound))
    }
    key(upper)
    value(Int64(range.upperBound))
  }
}
