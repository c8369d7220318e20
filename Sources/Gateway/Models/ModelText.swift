/// A model's texts, made ready for searching.
struct ModelText {
  private let id: [UInt8]
  private let name: [UInt8]
  private let description: [UInt8]

  init(_ model: Model) {
    id = Array(model.id.text.lowercased().utf8)
    name = Array((model.name?.text ?? "").lowercased().utf8)
    description = Array((model.description?.text ?? "").lowercased().utf8)
  }

  /// How far the model is from the words, 0 being nearest; nil when one of them occurs nowhere.
  func rank(_ words: [[UInt8]]) -> Int? {
    var worst = 0
    for word in words {
      if id == word {
        continue
      } else if id.contains(subsequence: word) || name.contains(subsequence: word) {
        worst = max(worst, 1)
      } else if description.contains(subsequence: word) {
        worst = max(worst, 2)
      } else {
        return nil
      }
    }
    return worst
  }
}
