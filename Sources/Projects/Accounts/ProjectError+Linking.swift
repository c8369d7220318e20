import Gateway
import JSON

extension ProjectError.Code {
  /// A person, or the gateway, has to agree first; the same call goes on then. In RFC 8628's words.
  public static let authorizationPending = Self(name: "authorization_pending")
  public static let authorizationDenied = Self(name: "authorization_denied")
  /// The gateway wants to know more; `details.information` lists what.
  public static let informationRequired = Self(name: "information_required")
  static let gatewayRefused = Self(name: "gateway_error")
  static let linkUnsupported = Self(name: "link_unsupported")
}

extension ProjectError {
  static let emailRequired = ProjectError(
    .emailRequired, "The account at ModelGates is found or made by an e-mail address, and none is known.",
    hint: "Give one by --email or MODELGATES_EMAIL.")

  /// - Parameter isSandbox: of the embedded gateway, which has pages only while it is served.
  static func authorizationPending(
    _ request: LinkRequest, waitsForPerson: Bool, isSandbox: Bool
  ) -> ProjectError {
    let again = "link_account (`modelgates link modelgates`), or the same call again, goes on"
    let hint =
      switch (waitsForPerson, request.url) {
      case (true, let url?) where isSandbox:
        "Run `modelgates sandbox`, which serves the page, and show the user this address: \(url) . When they have "
          + "agreed, \(again)."
      case (true, let url?):
        "Show the user this address, to be opened in a browser: \(url) . When they have agreed, \(again)."
      case (true, nil): "The user agrees in the gateway's dashboard; then \(again)."
      case (false, _): "In a few seconds \(again)."
      }
    return ProjectError(
      .authorizationPending,
      waitsForPerson
        ? "A person must agree in a browser before the account \(request.email) is linked."
        : "The gateway is still working on the account \(request.email).",
      hint: hint, retryable: true, retryAfterMs: 5000,
      details: [
        "url": .optional(request.url), "expires_at": .string(request.expiresAt.text), "email": .string(request.email),
      ])
  }

  static let authorizationDenied = ProjectError(
    .authorizationDenied, "The account wasn't linked: the request was denied in the browser.",
    hint: "If that was a mistake, link_account (`modelgates link modelgates`) asks anew.")

  static let otherAccount = ProjectError(
    .conflict, "The tokens of the linked account don't work any more, and the e-mail address now has another account.",
    hint: "To use the other one, unlink_account (`modelgates unlink modelgates`), then link_account "
      + "(`modelgates link modelgates`).")

  /// - Parameter command: which takes what is needed by `--info`.
  static func informationRequired(
    _ information: RequestedInformation, command: String, tool: String
  ) -> ProjectError {
    let items = information.items
    let required = items.filter(\.isRequired)
    let names = (required.isEmpty ? items : required).map(\.name)
    var answer = JSONObject()
    for name in names { answer[name] = "…" }
    return ProjectError(
      .informationRequired,
      "The gateway wants to know more first: "
        + items.map { $0.name + ($0.meaning.map { " (\"\($0)\")" } ?? "") }.joined(separator: ", ") + ".",
      hint:
        "Ask the user, then pass it: \(tool) with info, or `modelgates \(command) --info '\(JSON.object(answer))'`.",
      details: [
        "information": .array(
          items.map { item in
            ["name": .string(item.name), "meaning": .optional(item.meaning), "required": .bool(item.isRequired)]
          })
      ])
  }
}
