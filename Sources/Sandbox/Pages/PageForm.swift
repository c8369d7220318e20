import Gateway

/// What a form of one of the pages sends.
enum PageForm {
  /// A form that was sent from a page of another site says so. Our own has the origin `null`, as its page has no referrer.
  static func checkOrigin(_ call: Call) throws(Refusal) {
    let isOwn =
      switch (call.field("Sec-Fetch-Site"), call.field("Origin")) {
      case (let site?, _): site == "same-origin" || site == "none"
      case (nil, let origin?): origin == "null" || origin == "http://" + (call.field("Host") ?? "")
      case (nil, nil): true
      }
    guard isOwn else { throw Refusal(403, "forbidden", "The form comes from another site") }
  }

  static func text(_ call: Call, _ name: String) throws(Refusal) -> String {
    try call.form(name)?.withBytes { String(decoding: $0, as: UTF8.self) } ?? ""
  }
}
