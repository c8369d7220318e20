public import JSON

/// A file that would have been written but was left as it is.
public struct LeftFile: Record {
  public enum Reason: String, FieldEnum {
    /// Its text, or that of its block, was changed by hand.
    case edited
    /// It isn't one that ModelGates wrote.
    case foreign
    /// It, or a folder on the way to it, is a symbolic link of somebody else's.
    case symbolicLink = "symbolic_link"
    /// The lines around its block aren't one pair.
    case damagedMarkers = "damaged_markers"
    /// It isn't text in UTF-8.
    case notText = "not_text"
    /// A folder stands in its place, or a file in that of its folder.
    case notAFile = "not_a_file"
    case tooLarge = "too_large"
  }

  @Field("Path in the project.") public var path: String
  @Field("Why.") public var reason: Reason

  public init() {}

  init(_ path: String, _ reason: Reason) {
    self.path = path
    self.reason = reason
  }

  /// One sentence: what is so, and what to do about it.
  var warning: String {
    switch reason {
    case .edited: "\(path) was edited by hand and stays so; delete what is managed in it to have it renewed."
    case .foreign: "\(path) isn't a file of ModelGates and stays as it is; move it away to have it written."
    case .symbolicLink: "\(path) is, or leads through, a symbolic link, through which nothing is written."
    case .damagedMarkers:
      "The marker lines in \(path) aren't one pair, so it stays as it is; delete them to have it renewed."
    case .notText: "\(path) isn't text in UTF-8, so it stays as it is."
    case .notAFile: "\(path) can't be written: something else stands in its place, or in that of its folder."
    case .tooLarge: "\(path) is too large, so it stays as it is."
    }
  }
}
