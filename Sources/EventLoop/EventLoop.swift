import Synchronization

/// One thread that waits for descriptors, timers and signals, and runs every task that prefers it.
///
/// The loop is a `TaskExecutor`: async code on it that never suspends runs in place, without a thread hop. What blocks
/// goes to a `ThreadPool` and comes back. See docs/decisions/0002-event-loop-as-task-executor.md.
public final class EventLoop: TaskExecutor {
  private struct Queue {
    var jobs: [UnownedJob] = []
    /// True while the thread sleeps in the poller, so that whoever brings a job must wake it.
    var isWaiting = false
    /// True while something is left for the observers that the last turn may have missed.
    var needsTurn = false
  }

  private let queue = Mutex(Queue())
  private let observers = Mutex(ObserverTable())
  private let turnObservers = Mutex<[any TurnObserver]>([])
  private let poller: any Poller
  private let wakeUp: Pipe
  let timers = Mutex(TimerQueue())

  /// - Throws: `SystemError` when the process is out of descriptors.
  public convenience init() throws(SystemError) {
    try self.init(poller: Self.systemPoller())
  }

  init(poller: any Poller) throws(SystemError) {
    self.poller = poller
    wakeUp = try Pipe()
    _ = poller.add(wakeUp.readEnd)
  }

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let isAsleep = queue.withLock { queue in
      queue.jobs.append(job)
      defer { queue.isWaiting = false }
      return queue.isWaiting
    }
    if isAsleep { wakeUp.write(0) }
  }

  /// Runs `body`, and all tasks that it starts here, on the calling thread until it returns.
  public func run<Value: Sendable>(_ body: @escaping @Sendable () async -> Value) -> Value {
    let outcome = Outcome<Value>()
    // The root of all tasks; it can't be the child of another one.
    Task(executorPreference: self) { outcome.set(await body()) }
    var events: [PollEvent] = []
    var jobs: [UnownedJob] = []
    while true {
      runJobs(&jobs)
      if outcome.isSet.load(ordering: .acquiring), let value = outcome.value { return value }
      wait(&events)
    }
  }
}

// MARK: - A turn of the loop

extension EventLoop {
  /// Jobs after which the loop looks at the descriptors again, so that busy tasks can't shut out input, timers and signals.
  private static let jobsPerTurn = 32

  private func runJobs(_ jobs: inout [UnownedJob]) {
    var ran = 0
    while ran < Self.jobsPerTurn {
      queue.withLock { queue in
        swap(&queue.jobs, &jobs)
        queue.needsTurn = false
      }
      if jobs.isEmpty { break }
      ran += jobs.count
      for job in jobs { job.runSynchronously(on: asUnownedTaskExecutor()) }
      jobs.removeAll(keepingCapacity: true)
    }
    for observer in turnObservers.withLock({ $0 }) { observer.turnEnded() }
  }

  private func wait(_ events: inout [PollEvent]) {
    let now = resumeDueTimers()
    let isIdle = queue.withLock { queue in
      queue.isWaiting = queue.jobs.isEmpty && !queue.needsTurn
      return queue.isWaiting
    }
    // After it is known that the loop waits: a timer that another thread adds is either seen here or wakes the poller.
    let timeout = timers.withLock { $0.millisecondsToNext(after: now ?? .now) }
    poller.wait(timeout: isIdle ? timeout : 0, into: &events)
    queue.withLock { $0.isWaiting = false }
    for event in events {
      if event.descriptor == wakeUp.readEnd {
        wakeUp.drain()
        poller.arm(wakeUp.readEnd, for: .read)
      } else {
        observers.withLock { $0[event.descriptor] }?.became(event.readiness)
      }
    }
    events.removeAll(keepingCapacity: true)
  }

  /// - Returns: the time, if there are timers: a turn looks at the clock once at most.
  private func resumeDueTimers() -> ContinuousClock.Instant? {
    let (now, due) = timers.withLock { timers in
      if timers.isEmpty { return (nil as ContinuousClock.Instant?, [] as [UnsafeContinuation<Void, Never>]) }
      let now = ContinuousClock.now
      return (now, timers.takeDue(at: now))
    }
    for continuation in due { continuation.resume() }
    return now
  }
}

/// Is told at the end of each turn, when every job that was ready has run: the moment to write out what they produced.
public protocol TurnObserver: AnyObject, Sendable {
  func turnEnded()
}

/// Is told on the loop's thread, between two turns, what its descriptor became ready for; does what is done in no time, and leaves
/// the rest to a task.
public protocol ReadinessObserver: AnyObject, Sendable {
  func became(_ readiness: Readiness)
}

// MARK: - Descriptors

extension EventLoop {
  /// Begins to watch a descriptor, which must be in non-blocking mode unless it never blocks.
  public func watch(_ number: Int32) -> Descriptor {
    // Known before it is added: the first event may come at once.
    let isWatched = poller.add(number)
    let descriptor = Descriptor(number, isAlwaysReady: !isWatched)
    if isWatched { observers.withLock { $0[number] = descriptor } }
    return descriptor
  }

  /// Ends watching; must come before the descriptor is closed. Waiting tasks go on.
  public func unwatch(_ descriptor: Descriptor) {
    guard !descriptor.isAlwaysReady else { return }
    unwatch(descriptor.number)
    descriptor.became(.hangup)
  }

  /// Begins to tell an observer what a descriptor, which must be in non-blocking mode, becomes ready for; the loop keeps the
  /// observer until `unwatch`. False when its kind can't be watched.
  public func watch(_ number: Int32, for observer: any ReadinessObserver) -> Bool {
    // Before it is added: the first event may come at once.
    observers.withLock { $0[number] = observer }
    if poller.add(number) { return true }
    observers.withLock { $0[number] = nil }
    return false
  }

  /// Ends watching for an observer; must come before the descriptor is closed.
  public func unwatch(_ number: Int32) {
    observers.withLock { $0[number] = nil }
    poller.remove(number)
  }

  /// Asks for the next event of an observed descriptor, after an operation that would have blocked.
  public func arm(_ number: Int32, for interest: Readiness) {
    if poller.arm(number, for: interest), queue.withLock({ $0.isWaiting }) { wakeUp.write(0) }
  }

  /// Waits until reading (or writing) may get somewhere; called after an operation that would have blocked.
  /// At most one task waits for each of the two. `unwatch` ends the wait.
  public func wait(until descriptor: Descriptor, isReadyFor interest: Readiness) async {
    if descriptor.take(interest) { return }
    arm(descriptor.number, for: interest)
    await descriptor.wait(for: interest)
  }

  /// Waits until the other end of a descriptor is gone.
  public func hangup(of descriptor: Descriptor) async {
    await descriptor.wait(for: .hangup)
  }

  /// Tells an observer of the end of each turn, from now on and as long as the loop lives.
  public func observeTurns(_ observer: any TurnObserver) {
    turnObservers.withLock { $0.append(observer) }
  }

  /// Makes sure that a turn ends from now on, so that the observers are told of what was just left for them, by whichever thread.
  public func requestTurn() {
    let isAsleep = queue.withLock { queue in
      queue.needsTurn = true
      defer { queue.isWaiting = false }
      return queue.isWaiting
    }
    if isAsleep { wakeUp.write(0) }
  }

  /// Makes a waiting loop look at its timers again.
  func timersChanged() {
    if queue.withLock({ $0.isWaiting }) { wakeUp.write(0) }
  }
}

/// What the loop runs for, once it is there.
private final class Outcome<Value: Sendable>: Sendable {
  /// Looked at in each turn, which asking for the value itself would slow down.
  let isSet = Atomic(false)
  private let storage = Mutex<Value?>(nil)
  var value: Value? { storage.withLock { $0 } }
  func set(_ value: Value) {
    storage.withLock { $0 = value }
    isSet.store(true, ordering: .releasing)
  }
}
