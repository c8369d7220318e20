/// Numbers of models as people read them.
enum ModelText {
  /// 131072 and 128000 are 128K, 1048576 is 1M.
  static func tokens(_ count: Int?) -> String {
    guard let count else { return "" }
    if count < 1000 { return "\(count)" }
    // What is whole in thousands is meant so; powers of two are whole in others.
    let isBinary = count % 1024 == 0 && count % 1000 != 0
    let unit = isBinary ? 1024 : 1000
    let thousands = (count + unit / 2) / unit
    if thousands < unit { return "\(thousands)K" }
    let tenths = (thousands * 10 + unit / 2) / unit
    return tenths % 10 == 0 ? "\(tenths / 10)M" : "\(tenths / 10).\(tenths % 10)M"
  }

  /// - Parameter text: USD per million tokens, or a word.
  static func price(_ text: String) -> String {
    guard text.utf8.first.map({ (0x30...0x39).contains($0) }) == true else { return text }
    return text.allSatisfy { "0.".contains($0) } ? "free" : "$\(text)"
  }
}
