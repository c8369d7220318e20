/// Declares one member of a `Record`: what it means, and what may be in it.
///
/// ```swift
/// struct Echo: Record {
///   @Field("What to send back.", [.length(1...1000)]) var text: String
///   @Field("How often.", [.range(1...9)])             var times: Int = 1
///   @Field("Said to whom.")                           var name: String?
/// }
/// ```
/// The wire name is the property's name in snake_case. A property without a default is required, an optional one may be
/// absent. Schema, decoding, encoding, command line flags and documentation all come from this one declaration.
@propertyWrapper
public struct Field<Value: FieldValue>: Sendable {
  let meaning: StaticString
  let traits: @Sendable () -> [FieldTrait]
  var storage: Value?

  public init(_ meaning: StaticString, _ traits: @autoclosure @escaping @Sendable () -> [FieldTrait] = []) {
    self.meaning = meaning
    self.traits = traits
    storage = nil
  }

  public init(_ meaning: StaticString, _ traits: @autoclosure @escaping @Sendable () -> [FieldTrait] = [])
  where Value: OptionalFieldValue {
    self.meaning = meaning
    self.traits = traits
    storage = .some(nil)
  }

  public init(
    wrappedValue: Value, _ meaning: StaticString, _ traits: @autoclosure @escaping @Sendable () -> [FieldTrait] = []
  ) {
    self.meaning = meaning
    self.traits = traits
    storage = wrappedValue
  }

  /// The member's value. Reading a required member that was never set is a programmer's mistake and traps;
  /// a decoded record has all of its members.
  public var wrappedValue: Value {
    get {
      guard let storage else { preconditionFailure("a required member was read before it was set: \(meaning)") }
      return storage
    }
    set { storage = newValue }
  }
}
