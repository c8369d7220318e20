public import JSON

/// How a variable in the env file stands to the vault.
public enum VariableSync: String, FieldEnum {
  case inSync = "in_sync"
  case missing
  case differs
  /// The vault of this computer doesn't have the key.
  case unknown
}

/// A variable and whether the env file has it as it should be.
struct VariableStatus {
  let name: VariableName
  let sync: VariableSync

  init(_ name: VariableName, _ sync: VariableSync) {
    self.name = name
    self.sync = sync
  }
}
