internal import CSystemLibraries
import Synchronization

/// A client for HTTP/1.1 over the system's libcurl, which is loaded at the first request and not before.
///
/// Only `https`, and `http` on this computer. Certificates are always checked. Proxies are as in libcurl (HTTPS_PROXY,
/// ALL_PROXY, NO_PROXY), except that this computer is always reached directly. Redirects aren't followed: the response
/// says where one leads. Nothing is decompressed, kept between requests or logged, but for connections: those of requests
/// that may be repeated are used again.
public final class HTTPClient: Sendable {
  public struct Options: Sendable {
    /// The User-Agent field.
    public var userAgent: String
    /// A file of certificates, in PEM form, that are trusted instead of the system's.
    public var certificateAuthorities: String?

    public init(userAgent: String, certificateAuthorities: String? = nil) {
      self.userAgent = userAgent
      self.certificateAuthorities = certificateAuthorities
    }
  }

  private let options: Options
  private let idle = Mutex<[CurlTransfer]>([])
  private static let idleLimit = 8

  /// Does nothing yet.
  public init(_ options: Options) { self.options = options }

  /// Sends a request and waits for its whole response, whatever its status is. Blocks the calling thread, which gets no
  /// SIGPIPE from then on.
  /// - Parameter cancellation: Ends the wait at once, from any thread.
  /// - Throws: `HTTPClientError` when there is no complete response.
  public func send(
    _ request: Request, cancellation: HTTPCancellation = HTTPCancellation()
  ) throws(HTTPClientError) -> Response {
    guard modelgates_curl_load() == 1 else {
      throw .libraryMissing(modelgates_curl_missing().map { String(cString: $0) })
    }
    guard let transfer = idle.withLock({ $0.popLast() }) ?? CurlTransfer() else { throw .noMemory }
    defer {
      idle.withLock { if $0.count < Self.idleLimit { $0.append(transfer) } }
    }
    guard cancellation.begin(waking: { transfer.wake() }) else { throw .cancelled(mayHaveArrived: false) }
    defer { cancellation.end() }
    blockBrokenPipes()
    return try transfer.perform(request, options, cancellation)
  }
}
