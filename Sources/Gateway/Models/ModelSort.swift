public import JSON

/// Orders of a listing of models. Equal ones keep the gateway's order.
public enum ModelSort: String, FieldEnum {
  /// How well the text fits; without a text the gateway's own order.
  case relevance
  case newest
  /// By the price of a million prompt tokens and a million answer tokens together; varying prices last.
  case cheapest
  /// Largest context first.
  case context
  case name

  public static func alias(of text: String) -> ModelSort? {
    switch text {
    case "price", "pricing-low-to-high", "pricing_low_to_high": .cheapest
    case "context-high-to-low", "context_high_to_low": .context
    case "most-popular", "popular": .relevance
    case "created": .newest
    default: nil
    }
  }
}
