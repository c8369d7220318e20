/// What an e-mail address asks the sandbox to do, by the tag behind the last plus sign of its name, so that each way of
/// linking can be tried with any client: `ada+browser@example.com`.
enum AccountTag: String {
  /// A person has to agree on a page first.
  case browser
  /// The request for an account needs a `country`, and the service's a `purpose`, as submitted information.
  case information
  /// A service's key is ready only after a moment.
  case pending
  /// The account can't be made.
  case error

  /// Nil for an address without such a tag.
  init?(email: String) {
    let name = email.prefix { $0 != "@" }
    guard let plus = name.lastIndex(of: "+"), let tag = AccountTag(rawValue: String(name[name.index(after: plus)...]))
    else { return nil }
    self = tag
  }
}
