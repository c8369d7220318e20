/// A system call failed.
public struct SystemError: Error, Sendable, Equatable {
  public let errno: Int32
  public let call: String

  public init(_ errno: Int32, in call: String) {
    self.errno = errno
    self.call = call
  }
}
