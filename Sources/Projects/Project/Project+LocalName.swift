extension Project {
  /// The local name of the one service that a text means, or without a text of the only one.
  /// - Throws: `project_not_initialized`, `resource_not_found` and `ambiguous_reference`, with candidates.
  public func localName(of reference: String? = nil) throws(ProjectError) -> String {
    try named(reference, in: loadState()).name.text
  }
}
