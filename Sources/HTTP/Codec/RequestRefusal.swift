/// Why a request can't be taken. What follows on its connection has no known meaning: it closes after the answer.
struct RequestRefusal: Error, Equatable {
  /// The answer's status code, 4xx or 5xx.
  let status: Int
  /// One sentence for the client; holds nothing of what it sent.
  let message: String
}
