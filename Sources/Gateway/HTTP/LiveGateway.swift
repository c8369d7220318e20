public import SystemLibraries

/// A gateway that is reached over the network.
///
/// One connection serves several requests where repeating them does no harm. A redirect is followed for GET alone, to the
/// same scheme, host and port, three times at most.
public struct LiveGateway: HTTPPort {
  public let address: GatewayAddress
  private let client: HTTPClient
  private let executor: (any TaskExecutor)?

  private static let redirectLimit = 3
  private static let redirects = [301, 302, 303, 307, 308]

  /// Does nothing yet.
  /// - Parameters:
  ///   - executor: Where waiting for the network may block a thread; nil for the caller's own.
  public init(_ address: GatewayAddress, _ options: HTTPClient.Options, executor: (any TaskExecutor)?) {
    self.address = address
    self.executor = executor
    client = HTTPClient(options)
  }

  public var name: String { address.name }

  public func send(_ request: HTTPRequest) async throws(HTTPFailure) -> HTTPResponse {
    var message = try message(for: request)
    for _ in 0...Self.redirectLimit {
      let response = try await exchange(message)
      guard Self.redirects.contains(response.status), let redirect = response.redirect else {
        return HTTPResponse(status: response.status, fields: response.fields, body: response.body)
      }
      let next = try? HTTPAddress(parsing: redirect)
      guard let next, request.method == .get, next.hasSameOrigin(as: message.address) else { throw .redirected }
      message.address = next
    }
    throw .redirected
  }

  private func exchange(_ message: HTTPClient.Request) async throws(HTTPFailure) -> HTTPClient.Response {
    let (client, cancellation) = (client, HTTPCancellation())
    let result = await withTaskCancellationHandler {
      await withTaskExecutorPreference(executor) {
        Result { () throws(HTTPClientError) in try client.send(message, cancellation: cancellation) }
      }
    } onCancel: {
      cancellation.cancel()
    }
    do throws(HTTPClientError) {
      return try result.get()
    } catch {
      throw HTTPFailure(error)
    }
  }

  private func message(for request: HTTPRequest) throws(HTTPFailure) -> HTTPClient.Request {
    let encoded = EncodedRequest(request)
    guard let address = try? address.address(of: encoded.target) else {
      throw HTTPFailure(.invalidRequest, "its path or query can't be sent.", mayHaveArrived: false)
    }
    var message = HTTPClient.Request(request.method.wire, address, bodyLimit: HTTPResponse.bodyLimit)
    message.fields = encoded.fields.map { (name: $0.name, value: Array($0.value.utf8)) }
    if let bearer = request.bearer {
      message.fields.append((name: "Authorization", value: try Self.authorization(bearer)))
    }
    message.body = encoded.body
    message.isRepeatable = request.isRepeatable
    return message
  }

  private static func authorization(_ bearer: Secret) throws(HTTPFailure) -> [UInt8] {
    try bearer.withBytes { bytes throws(HTTPFailure) in
      guard !bytes.isEmpty, bytes.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        throw HTTPFailure(
          .invalidRequest, "the credential holds a space or a character that isn't visible ASCII.",
          mayHaveArrived: false)
      }
      return Array("Bearer ".utf8) + bytes
    }
  }
}

extension HTTPRequest.Method {
  fileprivate var wire: HTTPClient.Request.Method {
    switch self {
    case .get: .get
    case .post: .post
    case .patch: .patch
    case .delete: .delete
    }
  }
}

extension HTTPFailure {
  fileprivate static let redirected = HTTPFailure(
    .redirected, "it redirects to another place, where the request isn't sent.", mayHaveArrived: true)

  fileprivate init(_ error: HTTPClientError) {
    let code: Code =
      switch error.code {
      case .unreachable: .unreachable
      case .timedOut: .timedOut
      case .cutOff: .cutOff
      case .tooLarge: .tooLarge
      case .malformed: .malformed
      case .certificate: .certificate
      case .cancelled: .cancelled
      case .invalidRequest: .invalidRequest
      case .libraryMissing: .libraryMissing
      default: .unavailable
      }
    self.init(code, error.message + ".", mayHaveArrived: error.mayHaveArrived)
  }
}
