import JSON
import Operations

extension Record {
  /// Reads the options of a command that isn't an operation.
  /// - Parameter command: whose help is offered when they can't be understood.
  /// - Throws: `UsageError` for what isn't an option, or has a value that it can't have.
  init(options arguments: [String], of command: String) throws(UsageError) {
    let members: JSONObject
    do throws(UsageError) {
      members = try ArgumentReader.read(
        arguments, for: Self.recordSchema, ignoring: GlobalOptions.consents, suggesting: GlobalOptions.flags)
    } catch {
      throw UsageError(error.message, command: command)
    }
    do throws(FieldError) {
      try self.init(members: members, unknownMembers: .refuse)
    } catch {
      throw UsageError(error, in: Self.recordSchema, given: members, of: command)
    }
  }
}
