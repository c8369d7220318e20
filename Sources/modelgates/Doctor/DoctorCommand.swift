import EventLoop
import Files
import JSON
import Operations
import Processes
import SystemLibraries

/// `modelgates doctor`: looks at everything that has to be right, and names the remedy of what isn't.
struct DoctorCommand {
  static let examples = ["modelgates doctor", "modelgates doctor --fix", "modelgates doctor --json"]

  private let options: DoctorOptions

  init(_ arguments: [String]) throws(UsageError) { options = try DoctorOptions(arguments) }

  func run(_ global: GlobalOptions, _ environment: [String: String]) throws -> ExitStatus {
    disableCoreDumps()
    // A server that ends before it has read its input is a finding.
    ignoreBrokenPipes()
    Interruption.endsStartedPrograms()
    let loop = try EventLoop()
    let doctor = Doctor(
      options: options, global: global, environment: environment, workingDirectory: try File.workingDirectory(),
      program: executablePath(), loop: loop)
    let (report, meta) = try loop.run {
      await Result { () async throws in try await doctor.report() }
    }.get()
    if global.has("--json") {
      StandardOutput.write(line: Envelope(report, in: meta))
    } else {
      StandardOutput.write(DoctorText(report, Terminal(global, environment: environment)).text)
    }
    return report.ok ? .done : .failed
  }
}

extension Result where Failure == any Error {
  fileprivate init(_ body: () async throws -> Success) async {
    do {
      self = .success(try await body())
    } catch {
      self = .failure(error)
    }
  }
}
