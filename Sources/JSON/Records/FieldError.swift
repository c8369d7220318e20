/// Why a JSON value isn't the record that was declared: where, what was expected, what was found.
public struct FieldError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The place inside the value, for example `filter.modalities[2]`; empty for the value itself.
  public private(set) var path: String
  /// In words: `a string of 1 to 64 characters`.
  public let expected: String
  /// In words, never the whole value, which may be long or secret.
  public let found: String
  /// The declared name that is nearest to what was written, if any is near.
  public let nearest: String?

  public init(expected: String, found: JSON, nearest: String? = nil) {
    self.init(expected: expected, found: found.kind, nearest: nearest)
  }

  public init(path: String = "", expected: String, found: String, nearest: String? = nil) {
    self.path = path
    self.expected = expected
    self.found = found
    self.nearest = nearest
  }

  /// The same error, seen from the record or list around it.
  func inside(member name: String) -> FieldError {
    var error = self
    error.path = path.isEmpty || path.hasPrefix("[") ? name + path : "\(name).\(path)"
    return error
  }

  func inside(index: Int) -> FieldError {
    var error = self
    error.path = path.isEmpty || path.hasPrefix("[") ? "[\(index)]\(path)" : "[\(index)].\(path)"
    return error
  }

  public var description: String {
    let place = path.isEmpty ? "" : "\(path): "
    let hint = nearest.map { " Did you mean \"\($0)\"?" } ?? ""
    return "\(place)expected \(expected), found \(found).\(hint)"
  }
}
