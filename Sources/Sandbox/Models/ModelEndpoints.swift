import Gateway
import JSON

/// The endpoints about models. None of them needs the state but `models/user`, which asks for a key.
enum ModelEndpoints {
  /// The list without any filter is asked for most, and made once.
  private static let unfiltered: [UInt8] = {
    let models = ModelCatalog.standard.models.filter { $0.outputs.contains("text") }
    return listing(models[...], total: models.count, next: nil)
  }()

  static func list(_ call: Call) throws(Refusal) -> Reply {
    if call.request.query.isEmpty { return json(unfiltered) }
    return page(of: try ModelQuery(call), call)
  }

  static func count(_ call: Call) throws(Refusal) -> Reply {
    let selected = try ModelQuery(countOf: call).select(ModelCatalog.standard.models)
    return .data(["count": .integer(Int64(selected.count))])
  }

  /// Keys of the sandbox have no preferences about providers, so that each user may use every model.
  static func user(_ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    _ = try state.authenticate(call)
    return page(of: try ModelQuery(pageOf: call), call)
  }

  static func model(_ call: Call) throws(Refusal) -> Reply {
    var writer = JSONWriter(capacity: 2048)
    writer.beginObject()
    writer.key("data")
    try find(call).write(to: &writer)
    writer.endObject()
    return json(writer.bytes)
  }

  static func endpoints(_ call: Call) throws(Refusal) -> Reply {
    json(EndpointListing(model: try find(call)).bytes)
  }

  static func providers(_ call: Call) throws(Refusal) -> Reply {
    .data(.array(Provider.all.map(\.json)))
  }

  private static func find(_ call: Call) throws(Refusal) -> Model {
    guard let model = ModelCatalog.standard.model(call.arguments.joined(separator: "/")) else { throw .notFound }
    return model
  }

  private static func page(of query: ModelQuery, _ call: Call) -> Reply {
    let selected = query.select(ModelCatalog.standard.models)
    let (models, next) = query.page(selected)
    let address = next.map { call.address(offset: $0, limit: query.limit ?? models.count) }
    return json(listing(models, total: selected.count, next: address))
  }

  private static func listing(_ models: ArraySlice<Model>, total: Int, next: String?) -> [UInt8] {
    var writer = JSONWriter(capacity: 64 + 1500 * models.count)
    writer.beginObject()
    writer.key("data")
    writer.beginArray()
    for model in models { model.write(to: &writer) }
    writer.endArray()
    writer.member("total_count", total)
    writer.key("links")
    writer.beginObject()
    writer.member("next", next)
    writer.endObject()
    writer.endObject()
    return writer.finish()
  }

  private static func json(_ bytes: [UInt8]) -> Reply { Reply(200, .bytes(bytes, type: "application/json")) }
}

extension Call {
  /// The address of another page of this request's list.
  fileprivate func address(offset: Int, limit: Int) -> String {
    let others = request.query.filter { $0.name != "offset" && $0.name != "limit" }
    let items = others + [(name: "offset", value: String(offset)), (name: "limit", value: String(limit))]
    let query = items.map { PercentEncoding.encode($0.name.utf8) + "=" + PercentEncoding.encode($0.value.utf8) }
    return "/api/v1\(request.path)?" + query.joined(separator: "&")
  }
}
