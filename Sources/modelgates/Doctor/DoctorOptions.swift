import JSON
import Operations

/// The options of `modelgates doctor`.
struct DoctorOptions: Record {
  @Field("Mend what can be mended without any risk.") var fix: Bool = false
  @Field("Port that serve is to listen on.", [.range(1...65_535)]) var port: Int = ServeOptions.defaultPort

  init() {}

  /// - Throws: `UsageError` for what isn't an option of this command.
  init(_ arguments: [String]) throws(UsageError) {
    try self.init(options: arguments, of: "doctor")
  }
}
