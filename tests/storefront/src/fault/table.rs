//! The faults there are: each a merchant that is wrong in one way, with the kinds it comes in and where it strikes.

/// What is known of a fault.
pub(super) struct Known {
    pub(super) name: &'static str,
    pub(super) what: &'static str,
    /// What `as` may say; the first is meant where it says nothing. Empty: the fault comes in one kind only.
    pub(super) kinds: &'static [&'static str],
    /// Operations it strikes where `at` says nothing; empty for all.
    pub(super) at: &'static [&'static str],
    /// What `ms` is where nothing is said.
    pub(super) ms: u64,
}

/// Operations that `at` may name.
pub(super) const PLACES: &[&str] = &[
    "profile",
    "search",
    "lookup",
    "product",
    "cart",
    "create",
    "get",
    "update",
    "complete",
    "cancel",
    "order",
    "pay",
    "psp-method",
    "psp-create",
    "psp-confirm",
    "psp-cancel",
    "psp-find",
    "psp-read",
];

const fn plain(name: &'static str, what: &'static str) -> Known {
    Known { name, what, kinds: &[], at: &[], ms: 1_000 }
}

const fn at(name: &'static str, what: &'static str, at: &'static [&'static str]) -> Known {
    Known { name, what, kinds: &[], at, ms: 1_000 }
}

const fn kinds(
    name: &'static str,
    what: &'static str,
    at: &'static [&'static str],
    kinds: &'static [&'static str],
) -> Known {
    Known { name, what, kinds, at, ms: 1_000 }
}

const SHOWN: &[&str] = &["create", "get", "update", "complete", "cart"];
const SESSION: &[&str] = &["create", "get", "update", "complete"];
const TAKEN: &[&str] = &["create", "update"];
const DONE: &[&str] = &["complete", "get"];
const CHARGE: &[&str] = &["psp-create", "psp-confirm"];
const WAITS: &[&str] = &["1", "2", "3600", "date", "fraction", "negative", "none"];

pub(super) const KNOWN: &[Known] = &[
    // The wire.
    plain("delay", "waits `ms` (default 1000) before it answers"),
    plain("drop-before-commit", "breaks the connection without doing anything"),
    plain("drop-after-commit", "does it, then breaks the connection"),
    plain("cut-short", "does it, sends half of the answer, then breaks the connection"),
    Known {
        name: "drip",
        what: "does it, then sends the answer in ten parts, `ms` (default 300) apart",
        kinds: &[],
        at: &[],
        ms: 300,
    },
    plain("duplicate", "handles the request twice, as a misbehaving proxy makes it"),
    plain("5xx", "answers 500 in plain text without doing anything"),
    plain("5xx-after", "does it, then answers 500 in plain text"),
    Known {
        name: "delay-after",
        what: "does it, then waits `ms` (default 15000) before it answers",
        kinds: &[],
        at: &[],
        ms: 15_000,
    },
    plain("garbage", "does it, then answers what is no JSON"),
    kinds("empty", "does it, then answers nothing", &[], &["200", "204"]),
    kinds("redirect", "sends the request elsewhere without doing anything", &[], &["307", "303", "302"]),
    kinds(
        "encoding",
        "its answer in another encoding, or under another content type",
        &[],
        &["bom", "utf16", "latin1", "html", "untyped"],
    ),
    kinds("big", "an answer that is large or deep", &[], &["10mb", "4mb", "deep", "messages"]),
    kinds("keys-twice", "an answer that says a key twice", TAKEN, &["completed", "totals"]),
    kinds("retry-after", "answers 503 with a Retry-After without doing anything", &[], WAITS),
    kinds("rate-limit", "answers 429 with a Retry-After without doing anything", &[], WAITS),
    kinds("rate-limit-after", "does it, then answers 429 with a Retry-After", &[], WAITS),
    Known {
        name: "clock-off",
        what: "its Date header is `ms` (default 8 hours) off",
        kinds: &["ahead", "behind"],
        at: &[],
        ms: 8 * 3_600_000,
    },
    kinds(
        "signature",
        "its answers, where it signs them: by a key it does not publish, of another body, over, under a name it does not \
         publish, or not signed",
        &[],
        &["other-key", "altered-body", "expired", "unknown-kid", "missing"],
    ),
    // The profile and the catalog.
    kinds(
        "other-version",
        "states another protocol version in its profile, and that it speaks none of ours or still does",
        &["profile"],
        &["none", "newer"],
    ),
    at("other-leaf", "states another protocol version in the profiles of older ones", &["profile"]),
    at("other-endpoint", "names another origin as its endpoint", &["profile"]),
    plain("methods", "no fault: offers every way to pay, as `--methods` does"),
    kinds(
        "provider",
        "no fault: what is asked for next at a provider ends by itself when the merchant is asked about it",
        &["get"],
        &["approve", "decline", "cancel", "expire"],
    ),
    plain("no-handler", "offers no payment handler that anyone has"),
    at("small-pages", "answers a search two products a page", &["search"]),
    at("small-batches", "refuses a lookup of more than ten ids", &["lookup"]),
    // What a session says.
    plain("stale-price", "asks a tenth more than the catalog said"),
    kinds(
        "out-of-stock",
        "says that the first line is sold out, or refuses to open",
        &[],
        &["line", "refused"],
    ),
    kinds("wrong-total", "adds one minor unit to the total, or 5000", &[], &["one", "hidden"]),
    kinds(
        "foreign-currency",
        "the same numbers in another currency than the market's, one that we may not know among them",
        SHOWN,
        &["USD", "JPY", "KWD", "HUF", "IQD", "CLF", "BTC", "usd"],
    ),
    kinds(
        "wrong-sums",
        "sums that are not of their lines, a discount that adds, a tax that takes, a tax within the total that is one unit too much",
        SHOWN,
        &["subtotal", "line", "discount", "tax", "tax-by-one"],
    ),
    kinds(
        "declares-rounding",
        "no fault: says how it rounds its tax (`rounding`); it rounds a half up, once for the whole order, whatever it says",
        SESSION,
        &["total-half-up", "total-up", "total-down"],
    ),
    kinds("negative-total", "a discount larger than the basket", SHOWN, &["negative", "zero"]),
    kinds(
        "wrong-lines",
        "keeps other lines than it was sent",
        TAKEN,
        &["fewer", "more", "swapped", "dropped", "extra", "twice"],
    ),
    at("other-item-id", "answers with the item's id in capitals at five times the price", SHOWN),
    kinds(
        "error-beside-ready",
        "is ready and says an error all the same",
        SHOWN,
        &[
            "unrecoverable",
            "recoverable",
            "requires_buyer_input",
            "requires_buyer_review",
            "none",
            "critical",
        ],
    ),
    kinds(
        "wrong-numbers",
        "amounts as strings, floats, with exponents, beyond 2^63; a price, a quantity, an id of another type",
        SESSION,
        &["strings", "floats", "exponent", "overflow", "price", "quantity", "none", "id"],
    ),
    kinds(
        "odd-totals",
        "totals in another order, two, no subtotal, 600 fees, a type nobody knows",
        SESSION,
        &["total-first", "two-totals", "no-subtotal", "many", "unknown-type"],
    ),
    kinds(
        "odd-words",
        "words with marks that turn or hide, HTML and bad links, an empty title, a line break in an id",
        SESSION,
        &["controls", "html", "empty", "newline"],
    ),
    kinds("unknown-word", "a status or a way of delivery that nobody knows", SESSION, &["status", "method"]),
    at("disclosure", "a warning that the law wants beside its line, with its picture", SESSION),
    kinds(
        "constraints",
        "says what the next request must hold and refuses one that does not; or says it so that nobody can use it",
        SESSION,
        &["billing", "credential", "quantity", "codes", "brand", "malformed", "unsupported"],
    ),
    kinds(
        "terms",
        "sessions that it opens have terms of payment: a choice, one alone, instalments; or terms that are another or say another \
         thing once the session was read, or do not come to the total",
        &["create"],
        &["choice", "one", "instalments", "changed", "rewritten", "unsummed"],
    ),
    plain("escalate", "wants every checkout continued in a browser"),
    at("two-parcels", "sends two parcels, each with its own delivery", &["create"]),
    at("no-option", "chooses no delivery of itself", &["create"]),
    at("no-destination", "wants the destination selected by its id", &["create"]),
    kinds(
        "session-life",
        "sessions that live 20 seconds, are over when they open, or do not say how long",
        &["create"],
        &["20s", "over", "unsaid", "garbled"],
    ),
    at("reserve", "open sessions hold their stock from everybody else", &["create"]),
    // Complete.
    at("price-rises", "the price of the first line has risen by a tenth when Complete comes", &["complete"]),
    plain("decline", "declines the payment"),
    kinds(
        "refuse-complete",
        "declines Complete by an HTTP status, or by 200 with ucp.status error",
        &["complete"],
        &["402", "400", "403", "422", "200"],
    ),
    kinds(
        "gone-at-complete",
        "says at Complete that the session is over",
        &["complete"],
        &["404", "409", "410", "422"],
    ),
    at("refuse-address", "finds at Complete that it does not deliver there", &["complete"]),
    kinds(
        "three-ds",
        "the bank wants to see the buyer at Complete",
        &["complete"],
        &["browser", "again", "action", "collect"],
    ),
    kinds(
        "hand-off",
        "a payment that is approved elsewhere goes wrong: another sum or payee in its code, a link that is foreign or runs, no work or \
         unknown work, asked again under a new id, never told, approved too late, after the cancel or twice",
        &["complete"],
        &[
            "wrong-sum",
            "wrong-payee",
            "foreign-link",
            "javascript-link",
            "no-action",
            "unknown-action",
            "again",
            "stays",
            "late-approve",
            "approve-after-cancel",
            "approve-twice",
        ],
    ),
    kinds(
        "action-error",
        "the bank's page says an error in place of its work",
        &["complete"],
        &["action_expired", "action_failed", "unheard_of"],
    ),
    at("action-silent", "the bank's page says nothing at all", &["complete"]),
    kinds(
        "slow-complete",
        "stays in complete_in_progress until asked twice more, or for ever",
        &[],
        &["settles", "ever"],
    ),
    Known {
        name: "silent-complete",
        what: "answers Complete with ready_for_complete and no word, and settles `ms` (default 2000) later",
        kinds: &[],
        at: &["complete"],
        ms: 2_000,
    },
    Known {
        name: "captured-after-cancel",
        what: "Complete is lost in a gateway (504), cancel is acknowledged, it settles `ms` (default 12000) later",
        kinds: &[],
        at: &["complete"],
        ms: 12_000,
    },
    kinds(
        "other-total",
        "completes at another total: by price, by a fee, or only its answer says so",
        &["complete"],
        &["price", "fee", "told"],
    ),
    kinds(
        "other-currency",
        "completes in another currency (KWD), or only its answer says so",
        &["complete"],
        &["books", "told"],
    ),
    kinds(
        "unstated-total",
        "a completed answer that does not say its sum: no totals, no currency, or nothing but the order",
        DONE,
        &["totals", "currency", "bare"],
    ),
    at("same-order-number", "gives every order one and the same number", &["complete"]),
    // Between the merchant and its payment service provider (`--psp`).
    kinds(
        "psp",
        "what the merchant asks its payment service provider passes `ms` (default 1000) later; its answer breaks off in its body, or is \
         lost; 409 at once, and it is done `ms` later; 429 with a Retry-After, or 500 for ever under the same idempotency key, and \
         nothing is done",
        CHARGE,
        &["delay", "reset", "lost", "conflict", "rate-limit", "cached-5xx"],
    ),
    // Answers to another question.
    kinds(
        "other-session",
        "answers about another session: completed or canceled (nothing is done), or its own under another id",
        &["complete"],
        &["completed", "canceled", "renamed"],
    ),
    kinds("other-order", "answers with another checkout's order", &["order"], &["swapped", "checkout", "id"]),
    at("other-order-number", "names another checkout's order when it completed", DONE),
    kinds(
        "unreadable-complete",
        "a completed answer that cannot be read: order id a number, no order, status paid, id a number",
        DONE,
        &["order-number", "no-order", "paid", "id-number"],
    ),
    // After it is over.
    kinds(
        "put-finished",
        "how an update of a finished session is answered: by a status, its body, or 200 with ucp.status error",
        &["update"],
        &["409", "404", "410", "422", "200", "error"],
    ),
    plain("forgets-session", "does not know a session any more once it completed, not by its key either"),
    at("no-cancel", "cannot cancel (405)", &["cancel"]),
];
