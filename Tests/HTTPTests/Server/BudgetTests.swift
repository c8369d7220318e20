import Testing

@testable import HTTP

/// What connections may keep together.
struct MemoryBudgetTests {
  private let allowance = MemoryBudget.allowance

  @Test func smallBuffersAreFree() {
    let budget = MemoryBudget(limit: 0)
    var taken = 0
    #expect(budget.cover(allowance, taken: &taken))
    #expect(taken == 0)
    #expect(!budget.cover(allowance + 1, taken: &taken))
    #expect(taken == 0)
  }

  @Test func whatOneTakesIsMissingToTheOthersUntilItIsGivenBack() {
    let budget = MemoryBudget(limit: 100)
    var (first, second) = (0, 0)
    #expect(budget.cover(allowance + 60, taken: &first))
    #expect(budget.cover(allowance + 40, taken: &second))
    #expect(!budget.cover(allowance + 41, taken: &second))
    #expect(budget.cover(allowance + 59, taken: &first))
    #expect(budget.cover(allowance + 41, taken: &second))
    #expect(budget.cover(0, taken: &first))
    #expect(budget.cover(allowance + 100, taken: &second))
  }
}

/// Time limits in ticks.
struct TimeLimitsTests {
  @Test func noLimitIsOverTooEarly() {
    let limits = TimeLimits(HTTPServerOptions(headTime: .seconds(10), bodyTime: .milliseconds(30_001)))
    #expect(limits.tick == .seconds(1))
    #expect(limits.ticks.head == 11)
    #expect(limits.ticks.body == 32)
  }

  @Test func shortLimitsMakeShortTicks() {
    let limits = TimeLimits(HTTPServerOptions(idleTime: .milliseconds(40)))
    #expect(limits.tick == .milliseconds(10))
    #expect(limits.ticks.idle == 5)
  }

  @Test(arguments: [Duration.seconds(-5), .zero, .nanoseconds(1), .seconds(Int64.max)])
  func extremeLimitsAreHarmless(_ time: Duration) {
    let limits = TimeLimits(HTTPServerOptions(headTime: time, bodyTime: time, idleTime: time, writeTime: time))
    #expect(limits.tick >= .milliseconds(5))
    #expect(limits.ticks.head >= 1)
  }
}
