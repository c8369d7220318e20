extension String {
  /// The first 64 Unicode scalars, for an error message: a single `Character` may be of any length.
  var shortened: String { String(String.UnicodeScalarView(unicodeScalars.prefix(64))) }
}
