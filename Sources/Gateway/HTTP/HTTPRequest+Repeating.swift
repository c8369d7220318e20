extension HTTPRequest {
  /// Whether it does no harm when the gateway gets the request twice: it only reads, or carries a key under which the
  /// gateway does its work once. The provisioning protocol honours Idempotency-Key where resources are made and where
  /// their service is changed, not where credentials are rotated.
  var isRepeatable: Bool {
    if method == .get { return true }
    return self[field: "Idempotency-Key"] != nil
      && (path == "/provisioning/resources" || path.hasSuffix("/update_service"))
  }
}
