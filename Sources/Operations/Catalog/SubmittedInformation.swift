import JSON
import Projects

/// What a gateway asked for by `information_required`, as callers give it: an object, or on a command line the text of one.
enum SubmittedInformation {
  private static let limits = JSONLimits(depth: 4, bytes: 1000)

  /// - Throws: `invalid_argument` for anything else.
  static func read(_ info: JSON?) throws(ProjectError) -> JSONObject? {
    guard let info else { return nil }
    // Either is held to the same limits.
    let text = info.string.map { Array($0.utf8) } ?? info.bytes
    if let members = (try? JSON(parsing: text, limits: limits))?.object { return members }
    throw ProjectError(
      .invalidArgument, "info is a JSON object of at most \(limits.bytes) bytes.",
      hint: "For example {\"country\":\"DE\"}.")
  }
}
