/// What a person sees in a browser. Pages have no script and load nothing but their own style sheet, and their policy
/// says so.
enum Page {
  static func reply(_ title: String, _ body: HTML, status: Int = 200) -> Reply {
    let page: HTML = """
      <!doctype html>
      <html lang="en">
      <head>
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width, initial-scale=1">
      <title>\(title) - ModelGates sandbox</title>
      <link rel="stylesheet" href="/style.css">
      </head>
      <body>
      <header>ModelGates sandbox <small>on your own computer; no real money, no real models</small></header>
      <main>
      <h1>\(title)</h1>
      \(body)
      </main>
      </body>
      </html>

      """
    return Reply(status, .bytes(Array(page.source.utf8), type: "text/html; charset=utf-8"), fields: fields)
  }

  static func refusal(_ refusal: Refusal) -> Reply {
    let page = reply("That didn't work", "<p>\(refusal.message).</p>", status: refusal.status)
    return Reply(page.status, page.body, fields: page.fields + refusal.fields)
  }

  static func styleSheet(_ call: Call) throws(Refusal) -> Reply {
    Reply(200, .bytes(Array(style.utf8), type: "text/css; charset=utf-8"), fields: fields)
  }

  static func start(_ call: Call) throws(Refusal) -> Reply {
    reply(
      "It works",
      """
      <p>Programs find the API at <code>\(call.address + "/api/v1")</code>. The dashboard needs an address of its own, which
      <code>modelgates open modelgates</code> gives.</p>
      """)
  }

  private static let policy =
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"

  /// The address of a page may hold a token: it is neither kept nor passed on.
  private static let fields: [(name: String, value: String)] = [
    (name: "Content-Security-Policy", value: policy),
    (name: "X-Content-Type-Options", value: "nosniff"),
    (name: "X-Frame-Options", value: "DENY"),
    (name: "Referrer-Policy", value: "no-referrer"),
    (name: "Cache-Control", value: "no-store"),
    (name: "Cross-Origin-Opener-Policy", value: "same-origin"),
    (name: "Cross-Origin-Resource-Policy", value: "same-origin"),
  ]

  private static let style = """
    :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
    body { margin: 0; }
    header { padding: 0.75rem 1.5rem; border-bottom: 1px solid #8886; font-weight: 600; }
    header small { font-weight: 400; opacity: 0.7; }
    main { max-width: 60rem; padding: 0 1.5rem 3rem; }
    table { border-collapse: collapse; width: 100%; }
    th, td { text-align: left; padding: 0.3rem 0.75rem 0.3rem 0; border-bottom: 1px solid #8884; }
    td.number, th.number { text-align: right; font-variant-numeric: tabular-nums; }
    dl { display: grid; grid-template-columns: max-content 1fr; gap: 0.25rem 1.5rem; }
    dd { margin: 0; }
    button { font: inherit; padding: 0.4rem 1rem; margin-right: 0.75rem; }
    .off { opacity: 0.6; }

    """
}
