import JSON

extension Model {
  /// Writes the model as the API shows it (schema `Model`).
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    write("id", id, to: &writer)
    write("canonical_slug", canonicalSlug, to: &writer)
    write("hugging_face_id", huggingFaceID, to: &writer)
    write("name", name, to: &writer)
    writer.key("created")
    writer.value(Int64(created))
    write("description", description, to: &writer)
    write("context_length", contextLength, to: &writer)
    writeArchitecture(to: &writer)
    writePricing(to: &writer)
    writer.key("top_provider")
    writer.beginObject()
    write("context_length", top.contextLength, to: &writer)
    write("max_completion_tokens", top.maxCompletionTokens, to: &writer)
    writer.key("is_moderated")
    writer.value(top.isModerated)
    writer.endObject()
    writer.key("per_request_limits")
    writer.null()
    write("supported_parameters", supportedParameters, to: &writer)
    writer.key("default_parameters")
    writer.beginObject()
    for (name, value) in defaultParameters {
      writer.key(name)
      writer.raw(Array(value.utf8))
    }
    writer.endObject()
    writer.key("supported_voices")
    writer.null()
    write("expiration_date", expirationDate, to: &writer)
    writer.key("links")
    writer.beginObject()
    write("details", "/api/v1/models/\(canonicalSlug)/endpoints", to: &writer)
    writer.endObject()
    writer.endObject()
  }

  func writeArchitecture(to writer: inout JSONWriter) {
    writer.key("architecture")
    writer.beginObject()
    write("modality", modality, to: &writer)
    write("input_modalities", inputs, to: &writer)
    write("output_modalities", outputs, to: &writer)
    write("tokenizer", tokenizer, to: &writer)
    write("instruct_type", instructType, to: &writer)
    writer.endObject()
  }

  func writePricing(to writer: inout JSONWriter) {
    writer.key("pricing")
    writer.beginObject()
    for price in prices { write(price.name, price.amount.decimal, to: &writer) }
    writer.endObject()
  }

  /// The model alone, as a JSON value.
  var json: [UInt8] {
    var writer = JSONWriter(capacity: 2048)
    write(to: &writer)
    return writer.finish()
  }

  func write(_ name: String, _ value: String?, to writer: inout JSONWriter) {
    writer.key(name)
    if let value { writer.value(value) } else { writer.null() }
  }

  func write(_ name: String, _ value: Int?, to writer: inout JSONWriter) {
    writer.key(name)
    if let value { writer.value(Int64(value)) } else { writer.null() }
  }

  func write(_ name: String, _ values: [String], to writer: inout JSONWriter) {
    writer.key(name)
    writer.beginArray()
    for value in values { writer.value(value) }
    writer.endArray()
  }
}
