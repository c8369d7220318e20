extension Page {
  static let errors = Page(
    "errors", title: "Errors",
    summary:
      #"What a failure of the API or of a command means, and what to do next."#,
    body: #"""
      ## Errors of the API

      ```json
      {"error": {"code": 402, "message": "Insufficient credits.", "metadata": null}}
      ```

      Look for `error` before anything else: it may come with status 200 when a model failed while it was answering.

      | Status | Means | Do |
      |---|---|---|
      | 400, 422 | the request is wrong | read the message, don't repeat it unchanged |
      | 401 | the key is missing, wrong, disabled or expired | `modelgates status`, then `modelgates env --pull` or `modelgates rotate` |
      | 402 | no credits, or a negative balance | use a `:free` model, lower `max_tokens`, or let a person add credits |
      | 403 | not allowed: another kind of key, a guardrail, moderation | don't repeat it |
      | 404 | no such model | `modelgates models` |
      | 408, 504 | too slow | try again, or another model |
      | 413 | too long | shorten the prompt, or take a model with more context |
      | 429 | too many requests | wait as `Retry-After` says |
      | 500, 502, 503, 524, 529 | the provider or the gateway failed | repeat with growing pauses, then another model |

      `error.metadata.error_type` says it more exactly, for example `context_length_exceeded` or `provider_overloaded`.

      ## Errors of commands and tools

      Both carry the same object: `code`, `message`, `hint` (the next step, usable as it stands), `retryable`, and `retry_after_ms` where
      it is known.

      | Code | Means |
      |---|---|
      | `confirmation_required` | a consent is missing; the hint says which argument to pass |
      | `payment_method_required` | add one with `modelgates billing add` |
      | `management_key_required` | only the account's management key may do this |
      | `authorization_pending` | a person has to open the address and agree |
      | `rotation_in_progress`, `operation_in_progress` | another process is at work; the message says which |
      | `env_variable_conflict` | the env file has a variable of that name that isn't managed |
      | `vault_locked`, `vault_damaged` | this vault can't be opened with this user's key |
      | `gateway_unavailable` | the gateway can't be reached; nothing was changed |

      ## Exit codes

      0 done, 1 failed, 2 usage, 3 authentication or permission, 4 not found, 5 conflict or in progress, 6 gateway unavailable (try
      again), 7 credits or quota, 8 vault locked or damaged, 9 unsafe environment, 10 confirmation required, 130 interrupted.
      """#)
}
