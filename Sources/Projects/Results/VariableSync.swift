public import JSON

/// How a variable in the env file stands to the vault.
public enum VariableSync: String, FieldEnum {
  case inSync = "in_sync"
  case missing
  case differs
  /// The vault of this computer doesn't have the key.
  case unknown
}
