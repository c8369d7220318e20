/// A part of the context document.
struct ContextSection {
  enum Name: String, CaseIterable {
    case project, quickstart, python, typescript, swift, models, limits, errors, keys
  }

  let name: Name
  let title: String
  /// The lower, the longer it stays when there is too little room.
  let priority: Int
  let body: String

  var text: String { "## \(title)\n\n\(body)\n" }
}
