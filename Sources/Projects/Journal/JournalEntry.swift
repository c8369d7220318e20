public import JSON

/// One unfinished operation: what it does, how far it got, and what is needed to finish or undo it. No secret is in it.
public struct JournalEntry: Record {
  /// The version of the format that this code reads and writes.
  static let currentVersion = 1

  @Field("The version of this format.", [.range(1...1_000_000)])
  public private(set) var version: Int = JournalEntry.currentVersion
  @Field("The operation's id.")
  public var operationId: OperationID
  @Field("What the operation does, for example `rotate`.", [.length(1...64), .characters("a-z_")])
  public var kind: String
  @Field("The last step that was begun, in the operation's own words.", [.length(1...64), .characters("a-z0-9_")])
  public var step: String
  @Field("What it is about: names, ids and hashes, never a secret.", [.count(0...64)])
  public var references: [JournalReference] = []
  @Field("When the operation began.")
  public var startedAt: Timestamp
  @Field("When the step was begun.")
  public var updatedAt: Timestamp

  public init() {}

  public init(_ id: OperationID, kind: Kind, step: String, at time: Timestamp) {
    operationId = id
    self.kind = kind.text
    self.step = step
    startedAt = time
    updatedAt = time
  }

  /// What an operation does, as an open set.
  public struct Kind: Sendable, Hashable {
    public let text: String
    public init(_ text: String) { self.text = text }

    public static let add = Kind("add")
    public static let rotate = Kind("rotate")
    public static let remove = Kind("remove")
    public static let changePlan = Kind("change_plan")
  }

  /// The value of a reference; setting nil removes it.
  public subscript(name: JournalReference.Name) -> String? {
    get { references.first { $0.name == name.text }?.value }
    set {
      references.removeAll { $0.name == name.text }
      if let newValue { references.append(JournalReference(name, newValue)) }
    }
  }
}

/// Something that an unfinished operation is about.
public struct JournalReference: Record {
  @Field("What the value is, for example `old_key_hash`.", [.length(1...64), .characters("a-z0-9_")])
  public var name: String
  @Field("A name, id or hash. Never a secret.", [.length(0...1024)])
  public var value: String

  public init() {}

  init(_ name: Name, _ value: String) {
    self.name = name.text
    self.value = value
  }

  /// What a reference is, as an open set.
  public struct Name: Sendable, Hashable {
    public let text: String
    public init(_ text: String) { self.text = text }

    /// The local name of the resource.
    public static let resource = Name("resource")
    public static let gateway = Name("gateway")
    public static let oldKeyHash = Name("old_key_hash")
    public static let newKeyHash = Name("new_key_hash")
    public static let oldResourceID = Name("old_resource_id")
    public static let newResourceID = Name("new_resource_id")
  }
}
