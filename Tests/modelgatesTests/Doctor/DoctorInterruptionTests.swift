import Files
import JSON
import TestSupport
import Testing

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Doctor that is told to end leaves nothing behind that it has started.
@Suite(.timeLimit(.minutes(10)))
struct DoctorInterruptionTests {
  /// The server that doctor starts holds a pipe open, says when it runs, and would say on demand that it has outlived doctor.
  @Test(arguments: [SIGINT, SIGTERM])
  func startedServerEndsWithDoctor(_ signal: Int32) async throws {
    let doctor = DoctorPlace(place: try Place())
    let pipe = doctor.home / "pipe"
    let demand = doctor.home / "demand"
    try await doctor.shell("mkfifo '\(pipe.value)' '\(demand.value)'")
    let wrapper = doctor.home / "bin/modelgates"
    let script = """
      #!/bin/sh
      exec 3>'\(pipe.value)'
      trap '' INT TERM HUP
      echo started >&3
      read -r word < '\(demand.value)'
      echo survived >&3

      """
    try doctor.write(script, to: wrapper, mode: 0o755)
    let entry: JSON = ["mcpServers": ["modelgates": ["command": .string(wrapper.value), "args": ["mcp"]]]]
    try doctor.write(String(decoding: entry.bytes, as: UTF8.self), to: doctor.home / ".cursor/mcp.json")

    let listener = try ChildProcess("/bin/cat", [pipe.value])
    let process = try doctor.place.start(["doctor"], error: .inherited)
    try await listener.use {
      try await process.use {
        var said = ""
        while !said.hasSuffix("started\n") {
          let more = await listener.read()
          try #require(!more.isEmpty, "\(said)")
          said += String(decoding: more, as: UTF8.self)
        }
        process.kill(signal)
        let end = await process.end()
        // Where other processes keep us waiting, doctor may have done with the server by itself.
        #expect(end == .killed(signal: signal) || end == .exited(1))
      }
      // Opened for both, so that nobody has to be there.
      try await doctor.shell("exec 4<>'\(demand.value)'; echo word >&4")
      #expect(await listener.readAll() == [], "it was ended")
    }
  }
}
