import JSON

/// The answer to a request.
public enum Reply: Sendable, Equatable {
  /// A result, as the whole message that takes it to the other side.
  /// - Parameter saysFailure: whether the result says of itself that something has failed, which its bytes don't tell.
  case response([UInt8], saysFailure: Bool)
  case error(RPCError)

  /// - Parameter value: the bytes of one JSON value.
  public static func result(_ value: [UInt8], to id: RequestID) -> Reply {
    .response(Encoding.result(to: id, capacity: value.count) { $0.raw(value) }, saysFailure: false)
  }

  /// The message to send.
  /// - Parameter id: the request's.
  public func message(to id: RequestID) -> [UInt8] {
    switch self {
    case .response(let message, _): message
    case .error(let error): Encoding.error(error, to: id)
    }
  }
}
