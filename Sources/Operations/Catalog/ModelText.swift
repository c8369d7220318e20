/// Numbers of models as people read them.
enum ModelText {
  /// 131072 and 128000 are 128K, 1048576 is 1M: whole thousands, of 1,024 or of 1,000, whichever it is made of.
  static func tokens(_ count: Int?) -> String {
    guard let count else { return "" }
    if count < 1000 { return "\(count)" }
    let thousands = count % 1024 == 0 ? count / 1024 : (count + 500) / 1000
    if thousands < 1000 { return "\(thousands)K" }
    let tenths = (thousands + (count % 1024 == 0 ? 51 : 50)) / (count % 1024 == 0 ? 102 : 100)
    return tenths % 10 == 0 ? "\(tenths / 10)M" : "\(tenths / 10).\(tenths % 10)M"
  }

  /// - Parameter text: USD per million tokens, or a word.
  static func price(_ text: String) -> String {
    guard text.utf8.first.map({ (0x30...0x39).contains($0) }) == true else { return text }
    return text.allSatisfy { "0.".contains($0) } ? "free" : "$\(text)"
  }
}
