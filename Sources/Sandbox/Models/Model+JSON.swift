import JSON

extension Model {
  /// Writes the model as the API shows it (schema `Model`).
  func write(to writer: inout JSONWriter) {
    writer.beginObject()
    writer.member("id", id)
    writer.member("canonical_slug", canonicalSlug)
    writer.member("hugging_face_id", huggingFaceID)
    writer.member("name", name)
    writer.member("created", created)
    writer.member("description", description)
    writer.member("context_length", contextLength)
    writeArchitecture(to: &writer)
    writePricing(to: &writer)
    writer.key("top_provider")
    writer.beginObject()
    writer.member("context_length", top.contextLength)
    writer.member("max_completion_tokens", top.maxCompletionTokens)
    writer.member("is_moderated", top.isModerated)
    writer.endObject()
    writer.member("per_request_limits", nil as String?)
    writer.member("supported_parameters", supportedParameters)
    writer.key("default_parameters")
    writer.beginObject()
    for (name, value) in defaultParameters {
      writer.key(name)
      writer.raw(Array(value.utf8))
    }
    writer.endObject()
    writer.member("supported_voices", nil as String?)
    writer.member("expiration_date", expirationDate)
    writer.key("links")
    writer.beginObject()
    writer.member("details", "/api/v1/models/\(canonicalSlug)/endpoints")
    writer.endObject()
    writer.endObject()
  }

  func writeArchitecture(to writer: inout JSONWriter) {
    writer.key("architecture")
    writer.beginObject()
    writer.member("modality", modality)
    writer.member("input_modalities", inputs)
    writer.member("output_modalities", outputs)
    writer.member("tokenizer", tokenizer)
    writer.member("instruct_type", instructType)
    writer.endObject()
  }

  func writePricing(to writer: inout JSONWriter) {
    writer.key("pricing")
    writer.beginObject()
    for price in prices { writer.member(price.name, price.amount.decimal) }
    writer.endObject()
  }
}

extension JSONWriter {
  mutating func member(_ name: String, _ value: String?) {
    key(name)
    if let value { self.value(value) } else { null() }
  }

  mutating func member(_ name: String, _ value: Int?) {
    key(name)
    if let value { self.value(Int64(value)) } else { null() }
  }

  mutating func member(_ name: String, _ value: Bool) {
    key(name)
    self.value(value)
  }

  mutating func member(_ name: String, _ values: [String]) {
    key(name)
    beginArray()
    for value in values { self.value(value) }
    endArray()
  }
}
