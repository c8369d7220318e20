/// What the product says of itself, everywhere.
public enum Product {
  public static let name = "modelgates"
  public static let title = "ModelGates"
  public static let version = "0.1.0"
  /// The day of this version.
  public static let released = "2026-11-21"
  public static let summary = "AI models for a project, with a key that never shows"
  public static let description = """
    Gives a project a key for 300+ AI models through one endpoint, and looks after it: the key is sealed in a vault, written to \
    the environment file, verified, rotated and revoked, and never printed. The same operations are tools of an MCP server, for \
    coding agents. Without settings everything runs offline, against an embedded sandbox.
    """
}
