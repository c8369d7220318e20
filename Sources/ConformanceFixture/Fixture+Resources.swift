import MCP

extension Fixture {
  static let resources: [Resource] = [
    Resource(
      uri: "test://static-text", name: "static-text", title: "Static text", description: "A text that never changes.",
      mimeType: "text/plain", cache: .fixed
    ) { _ in .text("This is the content of the static text resource.") },
    Resource(
      uri: "test://static-binary", name: "static-binary", title: "Static image", description: "An image of one pixel.",
      mimeType: "image/png"
    ) { _ in .blob(base64: png) },
    Resource(
      uri: "test://watched-resource", name: "watched-resource", title: "Watched",
      description: "A text to subscribe to.",
      mimeType: "text/plain"
    ) { _ in .text("Watched.") },
  ]

  static let template = ResourceTemplate(
    template: URITemplate("test://template/{id}/data"), name: "template", title: "Template",
    description: "Data by its id; there is none for the id 0.", mimeType: "application/json",
    completions: ["id": { prefix, _ in ["1", "12", "123"].filter { $0.hasPrefix(prefix) } }]
  ) { variables, _ in
    guard let id = variables["id"], id != "0" else { throw ResourceNotFound() }
    return .text(#"{"id":"\#(id)","data":"Data of \#(id)"}"#)
  }
}
