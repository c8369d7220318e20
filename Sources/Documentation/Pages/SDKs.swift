extension Page {
  static let sdks = Page(
    "sdks", title: "SDKs and languages",
    summary:
      #"Call models from Python, JavaScript, Go, Ruby, Java, PHP, C# and Swift."#,
    body: ([rule] + Language.all.map(section)).joined(separator: "\n\n"))

  private static let rule = """
    ## The rule for all of them

    Any SDK for OpenAI's API works: set its base address to `https://modelgates.ai/api/v1` and its key to `MODELGATES_API_KEY`. Without
    an SDK it is one POST with JSON. Call from a server only: a key in a browser or in an application is public.

    The skill files that `modelgates skills` writes have a page for each language, with streams, retries and traps.
    """

  private static func section(_ language: Language) -> String {
    """
    ## \(language.title)

    \(language.block(language.call(.documented)))

    \(language.setup(.documented))
    """
  }
}
