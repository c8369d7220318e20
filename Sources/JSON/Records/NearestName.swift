/// The one of `names` that a person most likely meant by `text`; nil when none is near.
///
/// Near is an edit distance (insert, delete, replace, swap neighbours) of at most a third of the longer name's length.
public func nearestName(to text: String, among names: [String]) -> String? {
  let wanted = Array(text.shortened.lowercased().utf8.prefix(64))
  var best: (name: String, distance: Int)?
  for name in names {
    let candidate = Array(name.lowercased().utf8.prefix(64))
    let distance = editDistance(wanted, candidate)
    guard distance <= max(wanted.count, candidate.count) / 3, distance < best?.distance ?? .max else { continue }
    best = (name, distance)
  }
  return best?.name
}

private func editDistance(_ first: [UInt8], _ second: [UInt8]) -> Int {
  var beforePrevious: [Int] = []
  var previous = Array(0...second.count)
  for row in first.indices {
    var current = [row + 1]
    for column in second.indices {
      let substitution = previous[column] + (first[row] == second[column] ? 0 : 1)
      var cost = min(substitution, previous[column + 1] + 1, current[column] + 1)
      if row > 0, column > 0, first[row] == second[column - 1], first[row - 1] == second[column] {
        cost = min(cost, beforePrevious[column - 1] + 1)
      }
      current.append(cost)
    }
    (beforePrevious, previous) = (previous, current)
  }
  return previous.last ?? 0
}
