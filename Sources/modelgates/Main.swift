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
    exit(CommandLineProgram(arguments: Array(CommandLine.arguments.dropFirst())).run().rawValue)
  }
}
