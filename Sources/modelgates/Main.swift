import Operations

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The composition root: reads what the process was told, chooses store, gateway and transport, runs one command.
@main
struct Main {
  static func main() {
    var status = CommandLineProgram(arguments: Array(CommandLine.arguments.dropFirst())).run()
    if status == .done, let failure = StandardOutput.failureText {
      StandardError.write("modelgates: The result can't be written: \(failure).\n")
      status = .failed
    }
    exit(status.rawValue)
  }
}
