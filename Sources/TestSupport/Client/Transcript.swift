/// A whole conversation as text, to be held with a server and compared letter by letter.
///
/// ```
/// # which rules it guards
/// -> {a line of the client}
/// <- {the server's next line}
/// <~ {one of the next lines: those that follow each other with this mark come in any order}
/// -> end of input
/// ```
/// `$name` is a variable (`TranscriptVariables`), except in lines that come in any order. After the last line the server must have no more to say.
public struct Transcript: Sendable, CustomStringConvertible {
  enum Step: Sendable {
    case send(String)
    case expect(String)
    case expectInAnyOrder([String])
    case endInput
  }
  let steps: [(number: Int, step: Step)]
  /// The header.
  public let rules: String

  public var description: String { String(rules.prefix(60)) }

  public init(_ text: String) {
    var steps: [(number: Int, step: Step)] = []
    var rules: [String] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      let rest = String(line.dropFirst(3))
      switch line.prefix(3) {
      case "-> " where rest == "end of input": steps.append((index + 1, .endInput))
      case "-> ": steps.append((index + 1, .send(rest)))
      case "<- ": steps.append((index + 1, .expect(rest)))
      case "<~ ":
        if case .expectInAnyOrder(let lines)? = steps.last?.step {
          steps[steps.count - 1].step = .expectInAnyOrder(lines + [rest])
        } else {
          steps.append((index + 1, .expectInAnyOrder([rest])))
        }
      case "": break
      default:
        precondition(line.hasPrefix("#"), "a transcript's line begins with ->, <-, <~ or #: \(line)")
        rules.append(line.drop { "# ".contains($0) }.description)
      }
    }
    precondition(!rules.isEmpty, "a transcript says which rules it guards")
    self.steps = steps
    self.rules = rules.joined(separator: " ")
  }

  /// Holds the conversation.
  /// - Throws: `TranscriptMismatch` at the first line that differs.
  public func play(with client: Client) async throws {
    var variables = TranscriptVariables()
    for (number, step) in steps {
      switch step {
      case .send(let line): try await client.send(variables.substituted(line))
      case .endInput: try await client.closeInput()
      case .expect(let expected):
        let received = try? await client.receive()
        guard let received, variables.match(received, with: expected) else {
          let expected = variables.substituted(expected)
          throw TranscriptMismatch(line: number, expected: [expected], received: received.map { [$0] } ?? [])
        }
      case .expectInAnyOrder(let lines): try await expect(lines, from: client, at: number)
      }
    }
    let rest = try await client.end()
    if !rest.isEmpty { throw TranscriptMismatch(line: steps.last?.number ?? 0, expected: [], received: rest) }
  }

  private func expect(_ expected: [String], from client: Client, at number: Int) async throws {
    var received: [String] = []
    for _ in expected {
      guard let line = try? await client.receive() else { break }
      received.append(line)
    }
    guard received.sorted() == expected.sorted() else {
      throw TranscriptMismatch(line: number, expected: expected, received: received)
    }
  }
}

/// A server said something else than a transcript has.
public struct TranscriptMismatch: Error, CustomStringConvertible {
  public let line: Int
  public let expected: [String]
  public let received: [String]

  public var description: String {
    (["at line \(line) of the transcript"] + expected.map { "expected \($0)" } + received.map { "received \($0)" })
      .joined(separator: "\n")
  }
}
