/// A resource as the gateway describes it (POST and GET /provisioning/resources).
public struct ResourceReply: Sendable {
  /// Where a resource stands. An open set.
  public struct Status: Sendable, Hashable {
    public let name: String
    public static let pending = Status(name: "pending")
    public static let complete = Status(name: "complete")
    public static let needsInformation = Status(name: "needs_information")
    public static let removed = Status(name: "removed")
  }

  public let status: Status
  public let id: GatewayText
  /// Its key, when this reply hands it out.
  public let apiKey: Secret?
  /// What the gateway wants to know first, of one whose status says so.
  public let requestedInformation: RequestedInformation?
}
