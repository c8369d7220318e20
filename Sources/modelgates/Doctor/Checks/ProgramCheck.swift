import Files
import Operations
import Projects

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Which program this is, and whether only its owner can change it.
struct ProgramCheck: Check {
  func run(_ context: DoctorContext) async -> [Finding] {
    guard let program = context.program, let path = try? FilePath(program),
      let status = try? File.status(path)
    else {
      return [
        .warning(
          "program", "This program's file was replaced or removed while it runs.", remedy: "modelgates version")
      ]
    }
    if status.mode.rawValue & 0o022 != 0, status.kind == .regular {
      return [
        .warning(
          "program", "Others may change \(path) (mode \(status.mode)), and so run what they like as you.",
          remedy: "chmod go-w \(context.path(path))")
      ]
    }
    return [.pass("program", "\(Product.name) \(Product.version) for \(Self.architecture), \(path)")]
  }

  /// `Linux x86_64`
  private static var architecture: String {
    var name = utsname()
    guard uname(&name) == 0 else { return "an unknown system" }
    return "\(text(name.sysname)) \(text(name.machine))"
  }

  private static func text<Characters>(_ characters: Characters) -> String {
    withUnsafeBytes(of: characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}
