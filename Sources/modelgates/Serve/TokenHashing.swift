import Files
import HTTPTransport
import JSON
import Operations

/// `modelgates serve --hash-token --name NAME`: the line of a token file for a token that comes by standard input. The token itself is
/// never printed, nor taken from where others could see it.
struct TokenHashing {
  let name: String
  let project: FilePath?
  let readOnly: Bool

  func run() throws -> ExitStatus {
    let token = try StandardInput.read(limit: 16 << 10).trimmed
    do throws(TokenFileError) {
      let entry = try TokenFile.Entry(name: name, token: token, project: project?.value, readOnly: readOnly)
      StandardOutput.write(line: entry)
    } catch {
      throw SettingsError(error.message)
    }
    return .done
  }
}
