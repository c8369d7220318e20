/// What a client is told of the server as a whole: the story in at most 500 characters, since it is in every context.
enum Instructions {
  static let text = """
    ModelGates gives this project an API key for 300+ AI models through one endpoint. add_service with service \
    "modelgates/api" writes MODELGATES_API_KEY to .env. Call llm_context before you write code that calls models; \
    project_status says what to do next; search_docs has all else. No tool returns a key: use the variable's name, and \
    never read, print or commit .env. What destroys or costs money needs the user's yes. Errors carry a hint. Gateway \
    "sandbox": offline, its keys aren't real.
    """
}
