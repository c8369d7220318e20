import EventLoop
import Files

/// Whether the server can do its work: the projects of all who may call can be read.
struct Readiness: Sendable {
  let roster: Roster
  let pool: ThreadPool

  var isReady: Bool {
    get async {
      await withTaskExecutorPreference(pool) { roster.projects.allSatisfy(Self.isReadable) }
    }
  }

  /// A folder that isn't a project yet is fine: it can become one.
  private static func isReadable(_ project: FilePath) -> Bool {
    do throws(FileError) {
      guard try File.status(project)?.kind == .directory else { return false }
      _ = try File.status(project / ".projects" / "state.json")
      return true
    } catch {
      return false
    }
  }
}
