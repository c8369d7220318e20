/// The addresses of the resources that show the project.
enum ProjectResource {
  static let uri = "modelgates://project"
  static let context = "modelgates://llm-context"

  /// Those that another state of the project may change.
  static let changing = [uri, context] + SkillResources.uris
}
