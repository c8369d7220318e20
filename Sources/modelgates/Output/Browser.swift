import Files
import Processes

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The program that shows addresses to the user. It is started directly, so that no shell reads the address.
enum Browser {
  /// For how long the program is waited for, in milliseconds: some return at once, others only when the page is closed.
  private static let patience = 2000
  private static let step = 20

  /// False when the address isn't one of the web, and when the program couldn't be started or says that it failed.
  static func open(_ address: String) -> Bool {
    let isSafe = address.utf8.allSatisfy { (0x21...0x7E).contains($0) } && address.utf8.count <= 4096
    guard isSafe, address.hasPrefix("https://") || address.hasPrefix("http://"), let process = start(address) else {
      return false
    }
    var status: Int32 = 0
    for _ in 0..<patience / step {
      switch waitpid(process, &status, WNOHANG) {
      case process: return status == 0
      case 0: usleep(UInt32(step) * 1000)
      default: return errno == EINTR
      }
    }
    return true
  }

  /// Starts the program without anything of ours: no descriptors, no variables that may hold secrets.
  private static func start(_ address: String) -> Int32? {
    let variables = Environment.current.filter { !$0.key.hasPrefix("MODELGATES_") }.map { "\($0.key)=\($0.value)" }
    return try? ProcessStart(
      program, [address], environment: variables.sorted(), input: .nowhere, output: .nowhere, error: .nowhere,
      isGroup: true
    ).run()
  }

  private static var program: String {
    #if os(Linux)
      "xdg-open"
    #else
      "open"
    #endif
  }
}
