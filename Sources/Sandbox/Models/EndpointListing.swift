import JSON

/// The provider endpoints that serve a model (schema `ListEndpointsResponse`): in the sandbox one, the author's own.
struct EndpointListing {
  let model: Model

  var bytes: [UInt8] {
    var writer = JSONWriter(capacity: 2048)
    writer.beginObject()
    writer.key("data")
    writer.beginObject()
    model.write("id", model.id, to: &writer)
    model.write("name", model.name, to: &writer)
    model.write("created", model.created, to: &writer)
    model.write("description", model.description, to: &writer)
    model.writeArchitecture(to: &writer)
    writer.key("endpoints")
    writer.beginArray()
    writeEndpoint(to: &writer)
    writer.endArray()
    writer.endObject()
    writer.endObject()
    return writer.finish()
  }

  /// Nobody measures the sandbox, so uptime, latency and throughput are null.
  private func writeEndpoint(to writer: inout JSONWriter) {
    let provider = Provider.serving(model)
    writer.beginObject()
    model.write("name", "\(provider.name) | \(model.canonicalSlug)", to: &writer)
    model.write("model_id", model.id, to: &writer)
    model.write("model_name", model.name, to: &writer)
    model.write("context_length", model.top.contextLength ?? model.contextLength, to: &writer)
    model.writePricing(to: &writer)
    model.write("provider_name", provider.name, to: &writer)
    model.write("tag", provider.slug, to: &writer)
    model.write("quantization", nil as String?, to: &writer)
    model.write("max_completion_tokens", model.top.maxCompletionTokens, to: &writer)
    model.write("max_prompt_tokens", nil as Int?, to: &writer)
    model.write("supported_parameters", model.supportedParameters, to: &writer)
    model.write("status", 0, to: &writer)
    for name in ["uptime_last_5m", "uptime_last_30m", "uptime_last_1d", "latency_last_30m", "throughput_last_30m"] {
      writer.key(name)
      writer.null()
    }
    writer.key("supports_implicit_caching")
    writer.value(false)
    writer.endObject()
  }
}
