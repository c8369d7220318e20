#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A few threads for what blocks: file locks, fsync, libcurl. Threads are started when they are first needed.
///
/// Used with `withTaskExecutorPreference(pool) { … }`; afterwards the task goes on where it came from.
// @unchecked: `jobs`, `taken`, `idle` and `threads` are only touched while `mutex` is held.
public final class ThreadPool: TaskExecutor, @unchecked Sendable {
  private let limit: Int
  private let mutex: UnsafeMutablePointer<pthread_mutex_t>
  private let condition: UnsafeMutablePointer<pthread_cond_t>
  private var jobs: [UnownedJob] = []
  /// Jobs at the front of `jobs` that are taken already.
  private var taken = 0
  private var idle = 0
  private var threads = 0

  /// The pool lives as long as the process.
  public init(threads limit: Int) {
    self.limit = limit
    mutex = .allocate(capacity: 1)
    condition = .allocate(capacity: 1)
    pthread_mutex_init(mutex, nil)
    pthread_cond_init(condition, nil)
  }

  public func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    pthread_mutex_lock(mutex)
    jobs.append(job)
    let needsThread = idle < jobs.count - taken && threads < limit
    if needsThread { threads += 1 }
    pthread_cond_signal(condition)
    pthread_mutex_unlock(mutex)
    if needsThread { startThread() }
  }

  private func startThread() {
    let pool = Unmanaged.passRetained(self).toOpaque()
    #if canImport(Glibc)
      var thread = pthread_t()
      let result = pthread_create(
        &thread, nil, { $0.flatMap { Unmanaged<ThreadPool>.fromOpaque($0).takeRetainedValue().work() } }, pool)
      if result == 0 { pthread_detach(thread) }
    #else
      var thread: pthread_t?
      let result = pthread_create(
        &thread, nil, { Unmanaged<ThreadPool>.fromOpaque($0).takeRetainedValue().work() }, pool)
      if result == 0, let thread { pthread_detach(thread) }
    #endif
    guard result != 0 else { return }
    Unmanaged<ThreadPool>.fromOpaque(pool).release()
    pthread_mutex_lock(mutex)
    threads -= 1
    // Without any thread a job would wait for ever.
    precondition(threads > 0, "no thread could be started")
    pthread_mutex_unlock(mutex)
  }

  private func work() -> UnsafeMutableRawPointer? {
    while true { take().runSynchronously(on: asUnownedTaskExecutor()) }
  }

  private func take() -> UnownedJob {
    pthread_mutex_lock(mutex)
    defer { pthread_mutex_unlock(mutex) }
    idle += 1
    while taken == jobs.count { pthread_cond_wait(condition, mutex) }
    idle -= 1
    defer {
      taken += 1
      if taken == jobs.count || taken > 1024 && taken > jobs.count / 2 {
        jobs.removeFirst(taken)
        taken = 0
      }
    }
    return jobs[taken]
  }
}
