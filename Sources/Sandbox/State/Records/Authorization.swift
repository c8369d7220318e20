import JSON

/// A request for an account that a person has to agree to, or that was answered with a code.
struct Authorization: Record {
  enum Standing: String, FieldEnum {
    /// A code was given out at once. Asked again before that was exchanged, the gateway wants to see a person.
    case answered
    case waiting, approved, denied
  }

  @Field("Id of the request for an account.") var id: String
  @Field("Whose account it is about, in lowercase.") var email: String
  @Field("Digest of the token in the address of the page.") var pageHash: String
  @Field("Number of that token.") var pageSerial: Int
  @Field("Challenge that the exchange of a code has to meet.") var codeChallenge: String?
  @Field("How it stands.") var standing: Standing
  @Field("When it stops being valid.") var expiresAt: Int
}
