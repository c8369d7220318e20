extension Page {
  static let plansAndBilling = Page(
    "plans-and-billing", title: "Plans and billing",
    summary:
      #"The free plan and pay-as-you-go, how to change between them, and how money is protected."#,
    body: #"""
      ## The plans

      | Plan | Price | Payment method | Models |
      |---|---|---|---|
      | `free` | nothing | not needed | those whose identifier ends in `:free` |
      | `pay-as-you-go` | per token, as each model says; no minimum | on file | all of them |

      `pay_as_you_go` is accepted for the second one as well.

      ## Change the plan

      ```sh
      modelgates upgrade modelgates/api pay-as-you-go --confirm-paid-service
      modelgates downgrade modelgates/api
      ```

      The tool is `change_plan`. The key stays the same. An upgrade that may cost money needs its own consent; a `--yes` never stands for
      it. Without a payment method on file it stops with `payment_method_required`.

      ## Payment method

      ```sh
      modelgates billing show
      modelgates billing add
      ```

      The first tells whether one is on file, the second gives an address where a person adds one. Card and bank details never pass
      through this program. A payment token for one upgrade (`spt_...`) is handed on once and stored nowhere.

      ## Three different consents

      | Consent | Tool argument | Flag | For |
      |---|---|---|---|
      | confirm | `confirm` | `--yes` | what destroys: rotating, removing, unlinking |
      | paid | `confirm_paid` | `--confirm-paid-service` | what may cost money |
      | terms | `accept_tos` | `--accept-tos` | a provider's terms of service |

      None implies another. A client that can ask its user is asked to; otherwise the call fails with `confirmation_required` and says what
      to pass. Only pass a consent that the user gave.
      """#)
}
