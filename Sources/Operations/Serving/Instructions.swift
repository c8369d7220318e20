/// What a client is told of the server as a whole: the essentials first, since some clients read only the beginning.
enum Instructions {
  static let text = """
    ModelGates gives this project an API key for 300+ AI models through one endpoint, and looks after it. To add it, call \
    add_service with service "modelgates/api": it links or creates the account, mints a key, seals it in an encrypted vault and \
    writes MODELGATES_API_KEY to .env. No tool ever returns the key: use the variable name in code, and never read, print or \
    commit .env or .projects. Call llm_context before you write code that calls models: it has endpoint, examples, models, \
    limits and errors for this project.

    Which tool: project_status (what is there, what is unfinished, what to do next), search_catalog and list_services (what can \
    be added, what was), link_account and unlink_account (for all projects), change_plan (free or pay-as-you-go), set_limit \
    (what a key may spend), rotate_key (new key, verified before the old one is disabled), remove_service (revokes the key), \
    list_env and pull_env (environments, variable names; repair .env from the vault), get_key_info (limits and usage), \
    verify_key, get_credits (needs a management key), get_billing and add_billing (payment method), open_dashboard, list_models \
    and get_model (by price, context, modality; ids that end in :free cost nothing), write_skills, search_docs (all else).

    The free plan is the default and needs no payment method. Calls that destroy or cost money ask the user, or fail with \
    confirmation_required: pass the named argument only when the user has agreed. Errors carry a code and a hint with the next \
    step; retry only if retryable is true. meta.gateway or the results say "sandbox" while everything runs offline against the \
    embedded sandbox; its keys are not real.
    """
}
