import JSON

/// The provider endpoints that serve a model (schema `ListEndpointsResponse`): in the sandbox one, the author's own.
struct EndpointListing {
  let model: Model

  var bytes: [UInt8] {
    var writer = JSONWriter(capacity: 2048)
    writer.beginObject()
    writer.key("data")
    writer.beginObject()
    writer.member("id", model.id)
    writer.member("name", model.name)
    writer.member("created", model.created)
    writer.member("description", model.description)
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
    writer.member("name", "\(provider.name) | \(model.canonicalSlug)")
    writer.member("model_id", model.id)
    writer.member("model_name", model.name)
    writer.member("context_length", model.top.contextLength ?? model.contextLength)
    model.writePricing(to: &writer)
    writer.member("provider_name", provider.name)
    writer.member("tag", provider.slug)
    writer.member("quantization", nil as String?)
    writer.member("max_completion_tokens", model.top.maxCompletionTokens)
    writer.member("max_prompt_tokens", nil as Int?)
    writer.member("supported_parameters", model.supportedParameters)
    writer.member("status", 0)
    for name in ["uptime_last_5m", "uptime_last_30m", "uptime_last_1d", "latency_last_30m", "throughput_last_30m"] {
      writer.member(name, nil as String?)
    }
    writer.member("supports_implicit_caching", false)
    writer.endObject()
  }
}
