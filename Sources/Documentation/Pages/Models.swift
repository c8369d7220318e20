extension Page {
  static let models = Page(
    "models", title: "Choosing a model",
    summary:
      #"Browse 300+ models, compare prices, and pick one by price, context, modality or tools."#,
    body: #"""
      ## Browse

      ```sh
      modelgates models                          # the most useful ones first
      modelgates models claude --sort cheapest   # by words
      modelgates models --free --tools           # free of charge, calls tools
      modelgates models --min-context 200000
      modelgates model openai/gpt-4.1-mini       # one of them, whole
      ```

      The tools are `list_models` and `get_model`; each model is also the resource `modelgates://models/{author}/{slug}`.

      ## Prices

      In USD per million tokens here, for the prompt and for the answer. The API itself gives USD per token as text:
      `"prompt": "0.0000004"` is 0.40 per million. Parse it as a decimal number, not as a binary fraction.

      ## Free variants

      An identifier that ends in `:free` costs nothing and has the limits of the page limits. Not every model has one.

      ## How to choose

      Start with a small, cheap model and change the identifier when it isn't good enough; nothing else in your program changes. For long
      documents look at the context length, for agents at `tools`, for pictures at the input modalities, for strict JSON at
      `structured_outputs` among the supported parameters.

      ## Models come and go

      `expiration_date` tells when one ends. Don't write identifiers all over your code: keep them in one place.
      """#)
}
