"""The server scenarios of the official suite (modelcontextprotocol/conformance, v0.2.0-alpha.11): their names, the revisions
that each applies to, and whether the suite counts it."""

from dataclasses import dataclass

REVISIONS = ["2025-03-26", "2025-06-18", "2025-11-25", "2026-07-28"]
MODERN = "2026-07-28"


@dataclass(frozen=True)
class Scenario:
    name: str
    since: str
    before: str | None = None
    """The first revision that it no longer applies to."""
    standing: str = "scored"
    """"scored"; "unscored": run by the suite on demand; "proposed": in a branch of the suite, not in a release of it."""

    @property
    def revisions(self):
        return [r for r in REVISIONS if self.since <= r and (self.before is None or r < self.before)]


def _in_both_eras(*names):
    return [Scenario(name, "2025-06-18") for name in names]


def _legacy(*names, since="2025-06-18"):
    return [Scenario(name, since, MODERN) for name in names]


def _modern(*names, standing="scored"):
    return [Scenario(name, MODERN, standing=standing) for name in names]


SCENARIOS = {
    scenario.name: scenario
    for scenario in [
        *_legacy("server-initialize", "logging-set-level", "ping"),
        *_modern("server-stateless"),
        *_in_both_eras(
            "completion-complete",
            "tools-list",
            "tools-call-simple-text",
            "tools-call-image",
            "tools-call-audio",
            "tools-call-embedded-resource",
            "tools-call-mixed-content",
            "tools-call-error",
            "tools-call-with-progress",
            "resources-list",
            "resources-read-text",
            "resources-read-binary",
            "resources-templates-read",
            "prompts-list",
            "prompts-get-simple",
            "prompts-get-with-args",
            "prompts-get-embedded-resource",
            "prompts-get-with-image",
        ),
        *_legacy("tools-call-with-logging", "tools-call-sampling", "tools-call-elicitation"),
        *_legacy("resources-subscribe", "resources-unsubscribe"),
        *_legacy("elicitation-sep1034-defaults", "elicitation-sep1330-enums", since="2025-11-25"),
        Scenario("dns-rebinding-protection", "2025-11-25"),
        Scenario("server-sse-multiple-streams", "2025-11-25"),
        *_modern(
            "sep-2164-resource-not-found",
            "caching",
            "input-required-result-basic-elicitation",
            "input-required-result-basic-sampling",
            "input-required-result-basic-list-roots",
            "input-required-result-request-state",
            "input-required-result-multiple-input-requests",
            "input-required-result-multi-round",
            "input-required-result-missing-input-response",
            "input-required-result-non-tool-request",
            "input-required-result-result-type",
            "input-required-result-unsupported-methods",
            "input-required-result-tampered-state",
            "input-required-result-capability-check",
            "input-required-result-ignore-extra-params",
            "input-required-result-validate-input",
        ),
        # What the suite runs, and doesn't count.
        *_modern("http-header-validation", "http-custom-header-server-validation", standing="unscored"),
        Scenario("json-schema-2020-12", "2025-11-25", standing="unscored"),
        Scenario("server-session-lifecycle", "2025-03-26", MODERN, standing="unscored"),
        Scenario("server-sse-polling", "2025-11-25", MODERN, standing="unscored"),
        # What it may count one day.
        *_modern("server-sessionless", "per-request-loglevel", "http-stream-cancellation", standing="proposed"),
        Scenario("json-rpc-batch-rejection", "2025-06-18", standing="proposed"),
        Scenario("server-protocol-version-header", "2025-06-18", MODERN, standing="proposed"),
    ]
}


def scenario_of(test_name):
    """`test_tools_list` and `test_tools_list__names` both belong to tools-list; nothing where there is no such scenario."""
    return SCENARIOS.get(test_name.removeprefix("test_").split("__")[0].replace("_", "-"))
