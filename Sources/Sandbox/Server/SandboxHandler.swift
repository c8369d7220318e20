import Gateway
public import HTTP

/// A sandbox behind a port: the API below `/api/v1`, and pages for a person's browser.
///
/// Requests whose `Host` isn't one that the port is known by are refused: a page of any site could otherwise reach it
/// under a name of its own (DNS rebinding).
public struct SandboxHandler: RequestHandler {
  /// What the API's paths begin with.
  public static let base = "/api/v1"
  /// Bytes of a request's body that are read.
  public static let bodyLimit = BodyLimits.bytes

  private let sandbox: Sandbox
  private let hosts: AllowedHosts
  private let pool: any TaskExecutor
  private let sleep: @Sendable (Duration) async throws -> Void

  /// - Parameters:
  ///   - pool: answers requests, which use files and so block.
  ///   - sleep: lets the time pass that faults ask for.
  public init(
    _ sandbox: Sandbox, hosts: AllowedHosts, pool: any TaskExecutor,
    sleep: @escaping @Sendable (Duration) async throws -> Void
  ) {
    self.sandbox = sandbox
    self.hosts = hosts
    self.pool = pool
    self.sleep = sleep
  }

  public func admission(of head: RequestHead) -> any RequestAdmission { SandboxAdmission(handler: self, head: head) }

  private final class SandboxAdmission: RequestAdmission {
    let handler: SandboxHandler
    let head: RequestHead

    init(handler: SandboxHandler, head: RequestHead) {
      self.handler = handler
      self.head = head
    }

    func refusal() -> OutgoingResponse? {
      guard !handler.hosts.contains(head.host) else { return nil }
      return OutgoingResponse(
        status: 421, fields: ["Content-Type": "application/json"],
        body: Array(#"{"error":{"code":421,"message":"This Host isn't served here"}}"#.utf8), closesConnection: true)
    }

    func answer(_ body: borrowing Span<UInt8>) -> Handling {
      let request = IncomingRequest(head: head, body: body.withUnsafeBufferPointer { Array($0) })
      return .later { [handler] writer in
        let delivery = await withTaskExecutorPreference(handler.pool) { () async -> Delivery in
          handler.delivery(of: request)
        }
        await handler.send(delivery, to: writer)
      }
    }
  }

  private func delivery(of request: IncomingRequest) -> Delivery {
    do {
      let wire = try WireRequest(request)
      return try sandbox.delivery(
        of: wire.request, in: wire.isForAPI ? RouteTable.routes : RouteTable.pages,
        errors: wire.isForAPI ? .of(wire.request.path) : .page, unreadable: wire.unreadable)
    } catch let refusal as Refusal {
      let reply = try? ErrorEnvelope.api.reply(to: refusal).response(nil)
      return Delivery(.whole(reply ?? HTTPResponse(status: 500, body: [])))
    } catch {
      return Delivery(.whole(HTTPResponse(status: 500, body: [])))
    }
  }

  private func send(_ delivery: Delivery, to writer: any ResponseWriter) async {
    if delivery.delay > .zero { try? await sleep(delivery.delay) }
    switch delivery.ending {
    case .whole(let response):
      writer.send(OutgoingResponse(status: response.status, fields: response.httpFields, body: response.body))
    case .cut(let response):
      writer.start(status: response.status, fields: response.httpFields)
      // What begins and doesn't end is cut off, once what was written has been sent.
      writer.write(Array(response.body.prefix(response.body.count / 2)))
    case .lost:
      writer.cut()
    case .hang:
      // Until the client gives up, which cancels this.
      while !Task.isCancelled { try? await sleep(.seconds(60)) }
    }
  }
}

extension HTTPResponse {
  fileprivate var httpFields: HTTPFields {
    var fields = HTTPFields()
    for (name, value) in self.fields { fields.append(name, value) }
    return fields
  }
}
