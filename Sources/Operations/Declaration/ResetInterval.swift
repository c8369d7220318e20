import Gateway
import JSON

/// When a spending limit starts anew, with a word for never.
enum ResetInterval: String, FieldEnum {
  case daily, weekly, monthly, never

  var interval: LimitReset? { LimitReset(rawValue: rawValue) }
}
