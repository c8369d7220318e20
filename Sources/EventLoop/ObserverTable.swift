/// Who is told of which descriptor. Descriptors are small numbers, the lowest that are free.
struct ObserverTable {
  private var observers: [(any ReadinessObserver)?] = []

  subscript(_ descriptor: Int32) -> (any ReadinessObserver)? {
    get {
      let index = Int(descriptor)
      return observers.indices.contains(index) ? observers[index] : nil
    }
    set {
      let index = Int(descriptor)
      guard index >= 0 else { return }
      while observers.count <= index { observers.append(nil) }
      observers[index] = newValue
    }
  }
}
