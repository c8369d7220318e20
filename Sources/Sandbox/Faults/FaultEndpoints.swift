import JSON

/// `/sandbox/faults`: what goes wrong with the requests to come. Needs a management key.
enum FaultEndpoints {
  static func list(_ plan: inout FaultPlan, _ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    _ = try state.managedAccount(call)
    return reply(plan)
  }

  /// `{"fault":"status=503;retry-after=2","method":"POST","path":"/provisioning/*","after":1,"count":2}`: the second and
  /// third request that fit. The rest but the fault may be left out.
  static func add(_ plan: inout FaultPlan, _ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    _ = try state.managedAccount(call)
    let body = try call.body()
    var fault = PlannedFault()
    fault.fault = try body.requiredString("fault", 1...200)
    _ = try Fault(fault.fault)
    fault.method = try body.string("method", 1...16)
    fault.path = try body.string("path", 1...200)
    fault.after = try body.integer("after", 0...FaultPlan.longestCount)
    fault.remaining = try body.integer("count", 1...FaultPlan.longestCount)
    guard plan.faults.count < FaultPlan.limit else { throw .full("faults", limit: FaultPlan.limit) }
    plan.faults.append(fault)
    return reply(plan)
  }

  static func clear(_ plan: inout FaultPlan, _ state: SandboxState, _ call: Call) throws(Refusal) -> Reply {
    _ = try state.managedAccount(call)
    plan.faults = []
    return reply(plan)
  }

  private static func reply(_ plan: FaultPlan) -> Reply {
    .data(
      .array(
        plan.faults.map { fault in
          [
            "fault": .string(fault.fault), "method": fault.method.map { .string($0) } ?? .null,
            "path": fault.path.map { .string($0) } ?? .null,
            "after": fault.after.map { .integer(Int64($0)) } ?? .null,
            "count": fault.remaining.map { .integer(Int64($0)) } ?? .null,
          ]
        }))
  }
}
