/// Questions about fields that make no strings. Names are written in any case.
extension HTTPFields {
  public func contains(_ name: String) -> Bool { index(of: name) != nil }

  /// The number of lines that a field has.
  public func count(of name: String) -> Int {
    var count = 0
    forEach(name) { _ in count += 1 }
    return count
  }

  /// Whether a field is there once, with exactly this value.
  public func has(_ name: String, equal value: String) -> Bool {
    guard let index = index(of: name), self.index(of: name, from: index + 1) == nil else { return false }
    var value = value
    return value.withUTF8 { bytes.span.equals(places[index].value, $0) }
  }

  /// Whether one of the elements of a list-valued field, over all its lines, is this one. Elements are separated by commas and
  /// compared without case and without their parameters, so that this answers for `Content-Type` (a list of one), `Accept`
  /// and `Connection` (RFC 9110 sections 5.6.1 and 8.3.1).
  public func lists(_ name: String, _ element: String) -> Bool {
    var element = element
    return element.withUTF8 { element in
      let text = bytes.span
      var isListed = false
      forEach(name) { value in
        var elements = ListElements(of: value)
        while !isListed, let place = elements.next(text) {
          isListed = text.equalsIgnoringCase(text.withoutParameters(place), element)
        }
      }
      return isListed
    }
  }

  func index(of name: String, from start: Int = 0) -> Int? {
    var name = name
    return name.withUTF8 { name in
      let text = bytes.span
      return places[start...].firstIndex { text.equalsIgnoringCase($0.name, name) }
    }
  }

  func forEach(_ name: String, _ body: (Range<Int>) -> Void) {
    var next = index(of: name)
    while let index = next {
      body(places[index].value)
      next = self.index(of: name, from: index + 1)
    }
  }
}
