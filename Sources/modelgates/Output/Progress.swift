import EventLoop
import Operations
import Synchronization

/// Shows on a terminal what a command is doing, once that takes longer than a moment: one line, which goes away again.
final class Progress: Sendable {
  private struct State {
    var step: String
    /// Whether the moment is over.
    var isLate = false
    var isShown = false
  }

  private static let moment = Duration.milliseconds(700)
  private static let erase = "\r\u{1B}[K"

  private let terminal: Terminal
  private let state: Mutex<State>

  /// - Parameter step: what is going on as long as nothing else is reported.
  init(_ terminal: Terminal, step: String) {
    self.terminal = terminal
    state = Mutex(State(step: step))
  }

  func report(_ step: String) {
    state.withLock { state in
      state.step = step
      if state.isLate { show(&state) }
    }
  }

  /// Shows the step when the moment is over, unless the task is cancelled before.
  func wait(on loop: EventLoop) async {
    guard terminal.showsProgress, (try? await loop.sleep(for: Self.moment)) != nil else { return }
    state.withLock { state in
      state.isLate = true
      show(&state)
    }
  }

  /// Takes the line away: something else is written now.
  func pause() {
    state.withLock { state in
      if state.isShown, terminal.canErase { StandardError.write(Self.erase) }
      state.isShown = false
    }
  }

  private func show(_ state: inout State) {
    guard terminal.showsProgress else { return }
    let step = TextRendering.shortened(TerminalText.clean(state.step), to: terminal.textWidth - 1)
    // A terminal that can't take a line back gets each step on a line of its own.
    StandardError.write(terminal.canErase ? "\(Self.erase)\(step)…" : "\(step)…\n")
    state.isShown = true
  }
}
