import JSON

/// The options of every command, as help, completions and the manual show them; `GlobalOptions` reads them.
struct CommonOptions: Record {
  enum LogLevelChoice: String, FieldEnum { case debug, info, warning, error }
  enum LogFormatChoice: String, FieldEnum { case json, text }

  @Field("Folder of the project. Default: found from the working directory.", [.naming(.folder)]) var project: String?
  @Field("sandbox (embedded), live, or the address of a gateway: https://...", [.examples(["sandbox", "live"])])
  var gateway: String?
  @Field("File of certificates to trust instead of the system's.", [.naming(.file)]) var caFile: String?
  @Field("E-mail address of the account.") var email: String?
  @Field("File with a management key; - reads standard input.", [.naming(.file)]) var managementKeyFile: String?
  @Field("File with a payment token for one change to a paid plan; - reads standard input.", [.naming(.file)])
  var paymentTokenFile: String?
  @Field("File with the passphrase that seals the vault.", [.naming(.file)]) var vaultPassphraseFile: String?
  @Field("What is logged to standard error. Default: warning.") var logLevel: LogLevelChoice?
  @Field("Form of the log. Default: json for servers, text for commands.") var logFormat: LogFormatChoice?

  @Field("Print one JSON object.") var json: Bool = false
  @Field("Print plain lines, columns between tabs, as into a pipe.") var plain: Bool = false
  @Field("Don't ask whether to go on.") var yes: Bool = false
  @Field("Accept the provider's terms.") var acceptTos: Bool = false
  @Field("Agree to spend money.") var confirmPaidService: Bool = false
  @Field("Never ask anything.") var noInput: Bool = false
  @Field("Print results only: no progress, no next steps.") var quiet: Bool = false
  @Field("Show how a command is used.") var help: Bool = false
  @Field("Print the version.") var version: Bool = false
}
