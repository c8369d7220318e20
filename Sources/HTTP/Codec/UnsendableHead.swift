/// A response head that can't be sent as it is: it would be read as something else.
struct UnsendableHead: Error, Equatable {
  /// One sentence for a log; holds nothing of the fields.
  let message: String
}
