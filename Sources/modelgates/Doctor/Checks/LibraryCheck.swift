import Files
import Projects
import SystemLibraries

/// Whether the system has the libraries that are loaded when they are needed.
struct LibraryCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] {
    SystemLibrary.allCases.map { library in
      guard let failure = library.load() else { return .pass(library.rawValue, "Loads.") }
      let detail = failure + "."
      let remedy = PackageCommand.installing(library)
      // The embedded gateway needs no network.
      if library == .libcurl, case .sandbox? = context.settings?.gateway {
        return .warning(library.rawValue, detail, remedy: remedy)
      }
      return .failure(library.rawValue, detail, remedy: remedy)
    }
  }
}

/// How packages are installed on this system.
enum PackageCommand {
  /// Programs that install packages, each with what it calls libcrypto's and libcurl's.
  private static let programs: [(path: FilePath, command: String, libcrypto: String, libcurl: String)] = [
    ("/usr/bin/apt-get", "apt-get install", "libssl3", "libcurl4"),
    ("/usr/bin/dnf", "dnf install", "openssl-libs", "libcurl"),
    ("/usr/bin/zypper", "zypper install", "libopenssl3", "libcurl4"),
    ("/usr/bin/pacman", "pacman -S", "openssl", "curl"),
    ("/sbin/apk", "apk add", "libcrypto3", "libcurl"),
  ]

  static func installing(_ library: SystemLibrary) -> String {
    let found = programs.first { (try? File.status($0.path)) != nil }
    guard let found else { return library == .libcrypto ? "brew install openssl@3" : "brew install curl" }
    return "\(User.root)\(found.command) \(library == .libcrypto ? found.libcrypto : found.libcurl)"
  }
}
