/// The address of the resource that shows the project.
enum ProjectResource {
  static let uri = "modelgates://project"
}
