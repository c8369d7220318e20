import JSON
import Projects

/// What a gateway asked for by `information_required`, as callers give it: an object, or on a command line the text of one.
enum SubmittedInformation {
  private static let limits = JSONLimits(depth: 4, bytes: 1000)

  /// - Throws: `invalid_argument` for anything else.
  static func read(_ info: JSON?) throws(ProjectError) -> JSONObject? {
    switch info {
    case nil: return nil
    case .object(let members)?: return members
    case .string(let text)?:
      if let members = (try? JSON(parsing: Array(text.utf8), limits: limits))?.object { return members }
    default: break
    }
    throw ProjectError(
      .invalidArgument, "info is a JSON object of at most \(limits.bytes) bytes.",
      hint: "For example {\"country\":\"DE\"}.")
  }
}
