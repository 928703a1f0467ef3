//! What payment handlers take, and what an answer demands of the next request.

mod host;

use host::{NEW, OLD, credential, draft, profile, session, shop, shop_of};
use serde_json::{Value, json};
use tradewind_commerce::{Checkout, CheckoutEngine, Engine, Offered, SessionHandler, Wants};
use tradewind_connector_ucp::selected;
use tradewind_domain::address::BuyerField;

async fn opened(version: &str, body: Value) -> Checkout {
    host::opened(version, body).await.expect("opens")
}

/// A session whose handlers of one name are these.
fn with(version: &str, handlers: Value) -> Value {
    let mut body = session(version);
    body["ucp"]["payment_handlers"] = json!({"com.example.pay": handlers});
    body
}

/// The only handler of a session with these instruments, if there is one.
async fn handler(version: &str, instruments: Value) -> Option<SessionHandler> {
    let mut entry = json!({"id": "h1", "version": "2026-01-01"});
    if !instruments.is_null() {
        entry["available_instruments"] = instruments;
    }
    opened(version, with(version, json!([entry]))).await.payment_handlers.pop()
}

/// What a session wants of a card of its handler, whose instrument says this of the next request.
async fn wants(constraints: Value) -> Wants {
    let card = json!({"type": "card", "ucp": {"request_constraints": constraints}});
    handler(NEW, json!([card])).await.expect("offered").wants("card").clone()
}

const CARD: &str = "$['payment']['instruments'][?@['handler_id'] == 'h1' && @['type'] == 'card']";

#[tokio::test]
async fn which_instruments_are_taken_and_in_which_order() {
    for version in [OLD, NEW] {
        assert_eq!(handler(version, Value::Null).await.expect("offered").offered, Offered::Any);
        let two = handler(version, json!([{"type": "voucher"}, {"type": "card"}])).await.expect("offered");
        assert_eq!(two.offered, Offered::of(["voucher", "card"]));
        assert!(two.offered.takes("card") && !two.offered.takes("wallet"));
    }
}

#[tokio::test]
async fn an_instrument_under_a_demand_that_does_not_read_is_not_offered() {
    let brands = json!({"brands": ["visa", "mastercard"]});
    let closed = json!({"properties": {"brand": {"enum": ["visa", "mastercard"]}}});
    for (version, constraints) in [(OLD, &brands), (NEW, &closed)] {
        let card = json!({"type": "card", "constraints": constraints});
        let Some(SessionHandler { offered: Offered::These(all), .. }) = handler(version, json!([card])).await
        else {
            panic!("offered")
        };
        let constraint = all[0].constraint.as_ref().expect("stated");
        assert_eq!(constraint.allowed(&["brand"]), Some(vec![&json!("visa"), &json!("mastercard")]));
    }
    let old_words = json!({"type": "card", "constraints": brands});
    assert_eq!(handler(NEW, json!([old_words])).await, None, "nothing that it takes is known");
    let two = handler(NEW, json!([old_words, {"type": "voucher"}])).await.expect("offered");
    assert_eq!(two.offered, Offered::of(["voucher"]));
    // At 2026-04-08 anything may stand there.
    let odd = json!([{"type": "card", "constraints": {"bins": ["4"]}}]);
    assert_eq!(handler(OLD, odd).await.expect("offered").offered, Offered::of(["card"]));
}

#[tokio::test]
async fn a_configuration_is_kept_whole_as_far_as_there_is_room() {
    let config = json!({"environment": "TEST", "merchant": {"name": "Shop", "ids": [1, 2]}});
    let large = json!({"text": "x".repeat(60_000)});
    let entry = |id: &str, config: &Value| json!({"id": id, "version": "1", "config": config});
    let all =
        json!([entry("a", &config), entry("b", &large), entry("c", &large), entry("d", &json!("text"))]);
    let told = opened(NEW, with(NEW, all.clone())).await;
    let kept: Vec<usize> = told.payment_handlers.iter().map(|one| one.config.len()).collect();
    assert_eq!(kept, [config.to_string().len(), large.to_string().len(), 0, 0]);
    let first: Value = serde_json::from_str(&told.payment_handlers[0].config).expect("JSON");
    assert_eq!(first, config);
    // And so of the profile, where a wallet looks before there is a checkout.
    let (host, merchant) = shop();
    let mut known = profile(NEW);
    known["ucp"]["payment_handlers"] = json!({"com.example.pay": all});
    host.says("GET /.well-known/ucp", 200, known);
    let handlers = merchant.capabilities().await.expect("met").payment_handlers;
    let kept: Vec<usize> = handlers.iter().map(|one| one.config.len()).collect();
    assert_eq!(kept, [config.to_string().len(), large.to_string().len(), 0, 0]);
}

#[tokio::test]
async fn a_billing_address_is_wanted_where_every_way_needs_one() {
    // The specification's own example, for our handler.
    let plain = wants(json!({"path": CARD, "required": ["billing_address"]})).await;
    assert_eq!(plain, Wants { billing: Some(Vec::new()), credentials: None });
    let fields = wants(json!({"path": CARD, "required": ["billing_address"],
        "properties": {"billing_address": {"required": ["postal_code", "address_country", "vat_id"]}}}))
    .await;
    assert_eq!(fields.billing, Some(vec![BuyerField::PostalCode, BuyerField::AddressCountry]));
    let if_there = wants(json!({"path": CARD,
        "properties": {"billing_address": {"required": ["postal_code"]}}}))
    .await;
    assert_eq!(if_there, Wants::default(), "it may be left out");
    let one_way =
        json!({"path": CARD, "anyOf": [{"required": ["billing_address"]}, {"required": ["tax_id"]}]});
    assert_eq!(wants(one_way).await, Wants::default());
    let another = CARD.replace("h1", "h2");
    assert_eq!(wants(json!({"path": another, "required": ["billing_address"]})).await, Wants::default());
}

#[tokio::test]
async fn kinds_of_credential_are_closed_where_every_alternative_names_its_own() {
    // The specification's own example.
    let alternatives = json!({"path": CARD, "required": ["credential"], "properties": {"credential": {"anyOf": [
        {"properties": {"type": {"const": "pan"}}, "required": ["cvc"]},
        {"properties": {"type": {"const": "network_token"}}, "required": ["cryptogram", "eci_value"]}]}}});
    let kinds = wants(alternatives).await;
    assert_eq!(kinds.credentials, Some(vec!["pan".to_owned(), "network_token".to_owned()]));
    assert!(kinds.takes_credential(&["network_token", "token"]) && !kinds.takes_credential(&["token"]));
    let open = json!({"path": CARD, "properties": {"credential": {"anyOf": [
        {"properties": {"type": {"const": "pan"}}}, {"required": ["cryptogram"]}]}}});
    assert_eq!(wants(open).await, Wants::default());
}

#[tokio::test]
async fn what_cannot_be_read_says_nothing_and_the_rest_counts() {
    for skipped in [
        json!({"path": CARD, "required": ["billing_address"], "minProperties": 3}),
        json!({"path": CARD, "required": []}),
        json!({"path": "$..instruments[*]", "required": ["billing_address"]}),
        json!({"path": "payment", "required": ["billing_address"]}),
        json!({"path": 7, "required": ["billing_address"]}),
        // Selects a text beside the instrument.
        json!({"path": "$['payment']['instruments'][*]['type','id']", "required": ["billing_address"]}),
        json!(true),
    ] {
        assert_eq!(wants(skipped.clone()).await, Wants::default(), "{skipped}");
    }
    let mut body = with(NEW, json!([{"id": "h1", "version": "1"}]));
    body["ucp"]["request_constraints"] = json!({"path": "$.payment.instruments[*]", "required": ["x", "x"]});
    body["payment"] = json!({"ucp": {"request_constraints": {"path": "$.payment.instruments[*]", "required": ["billing_address"]}}});
    let told = opened(NEW, body.clone()).await;
    assert_eq!(told.payment_handlers[0].wants("card").billing, Some(Vec::new()), "of whatever type");
    // A member of a map that is called `ucp` is data, and 2026-04-08 knows no constraints.
    body["attribution"] = json!({"ucp": body["payment"]["ucp"]});
    body["payment"] = Value::Null;
    assert_eq!(opened(NEW, body.clone()).await.payment_handlers[0].wants("card"), &Wants::default());
    body["ucp"]["version"] = json!(OLD);
    body["payment"] = json!({"ucp": body["attribution"]["ucp"]});
    assert_eq!(opened(OLD, body).await.payment_handlers[0].wants("card"), &Wants::default());
}

#[tokio::test]
async fn a_set_is_gone_with_the_next_answer() {
    let (host, merchant) = shop_of(NEW);
    let card = |demands: Value| json!([{"id": "h1", "version": "1", "available_instruments": [{"type": "card", "ucp": demands}]}]);
    let demands = json!({"request_constraints": {"path": CARD, "required": ["billing_address"]}});
    host.says("POST /2026-08-25/checkout-sessions", 201, with(NEW, card(demands)));
    host.says("PUT /2026-08-25/checkout-sessions/c-1", 200, with(NEW, card(json!({}))));
    let first = merchant.create_checkout(&draft(), "key").await.expect("opens");
    assert_eq!(first.payment_handlers[0].wants("card").billing, Some(Vec::new()));
    let next = merchant.update_checkout(&first, &draft(), "other").await.expect("changes");
    assert_eq!(next.payment_handlers[0].wants("card"), &Wants::default());
}

#[tokio::test]
async fn demands_hold_nothing_back() {
    // By the letter no Complete meets a demand on the root that an update meets: it is sent all the same.
    let (host, merchant) = shop_of(NEW);
    let mut body = with(NEW, json!([{"id": "h1", "version": "1"}]));
    body["ucp"]["request_constraints"] = json!({"required": ["discounts"]});
    body["payment"] =
        json!({"ucp": {"request_constraints": {"path": "$.payment.instruments[*]", "required": ["tax_id"]}}});
    host.says("POST /2026-08-25/checkout-sessions", 201, body);
    let opened = merchant.create_checkout(&draft(), "key").await.expect("opens");
    merchant.prepare_complete(&opened, &credential(), "k").expect("made");
}

/// Words of queries and of documents, the same for a seed. Pairs of surrogates are not among them, nor `<=` of
/// two that are absent (RFC 9535, table 11: true): the other reader has both wrong.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        // Knuth's MMIX generator; its upper bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[usize::try_from(self.below(of.len() as u64)).expect("small")]
    }

    fn query(&mut self) -> String {
        format!("${}", self.segments(3))
    }

    fn segments(&mut self, most: u64) -> String {
        (0..self.below(most + 1)).map(|_| self.segment()).collect()
    }

    fn segment(&mut self) -> String {
        match self.below(8) {
            0 => format!(".{}", self.pick(&["a", "b", "id", "*", "é", "1a", "_x"])),
            1 => format!("[{}]", self.pick(&["0", "1", "-1", "2", "-0", "01", "1:2", "*"])),
            2 => format!(
                "[{}]",
                self.pick(&["'a'", "\"b\"", "'id'", "'\\u0061'", "'\\u00e9'", "'\\ud83d'", "'a\\\"b'"])
            ),
            3 => format!("[ {} , {} ]", self.pick(&["'a'", "0", "*"]), self.pick(&["'b'", "1", "'id'"])),
            4 => self.pick(&["..a", " .a", "[]", "[*]", ".*", "['a' 'b']"]).to_owned(),
            _ => format!("[?{}]", self.test(2)),
        }
    }

    fn test(&mut self, depth: u64) -> String {
        match self.below(if depth == 0 { 3 } else { 8 }) {
            0 => format!("@{}", self.pick(&[".a", "['id']", "[0]", ".*", "[*]", ""])),
            1 | 2 => {
                format!("{}{}{}", self.side(), self.pick(&["==", " == ", "!=", "<", ">", "="]), self.side())
            }
            3 => format!("{} && {}", self.test(depth - 1), self.test(depth - 1)),
            4 => format!("{}||{}", self.test(depth - 1), self.test(depth - 1)),
            5 => format!("({})", self.test(depth - 1)),
            6 => format!("{}{}{}", self.side(), self.pick(&["<=", " >= "]), self.pick(&["1", "'x'", "-1.5"])),
            _ => format!("!{}", self.pick(&["@.a", "(@.a == 1)", "@.a == 1", "$.b", "( @['id'] )"])),
        }
    }

    fn side(&mut self) -> &'static str {
        const SIDES: [&str; 16] = [
            "@.a",
            "@['id']",
            "@[0]",
            "$.a",
            "$['b'][0]",
            "1",
            "1.0",
            "-0",
            "1e0",
            "'x'",
            "\"x\"",
            "true",
            "null",
            "@",
            "length(@)",
            "@.*",
        ];
        SIDES[usize::try_from(self.below(16)).expect("small")]
    }

    fn document(&mut self, depth: u64) -> Value {
        match self.below(if depth == 0 { 6 } else { 10 }) {
            0 => json!(1),
            1 => json!(1.0),
            2 => json!("x"),
            3 => Value::Null,
            4 => json!(true),
            5 => json!(-1.5),
            6 | 7 => (0..self.below(4)).map(|_| self.document(depth - 1)).collect(),
            _ => {
                let names = ["a", "b", "id", "é", "😀"];
                let some: Vec<&str> = names.into_iter().filter(|_| self.below(2) == 0).collect();
                Value::Object(
                    some.into_iter().map(|name| (name.to_owned(), self.document(depth - 1))).collect(),
                )
            }
        }
    }
}

#[test]
fn paths_select_what_another_reader_of_rfc_9535_selects() {
    let (mut taken, mut found) = (0, 0);
    for seed in 0..5_000 {
        let mut dice = Dice(seed);
        let query = dice.query();
        let document = dice.document(4);
        let Some(ours) = selected(&query, &document) else { continue };
        let theirs =
            serde_json_path::JsonPath::parse(&query).unwrap_or_else(|error| panic!("{query}: {error}"));
        assert_eq!(ours, theirs.query(&document).all(), "{query} in {document}");
        taken += 1;
        found += usize::from(!ours.is_empty());
    }
    assert!(taken > 2_000 && found > 500, "{taken} were read, {found} found something");
}

#[test]
fn paths_that_constraints_use_are_all_read() {
    let request = json!({"😀": [], "line_items": [{"id": "line_123", "quantity": 2}, {"id": "other", "quantity": 1}],
        "payment": {"instruments": [{"handler_id": "processor_1", "type": "card"}]}});
    for (query, many) in [
        ("$", 1),
        ("$['line_items'][*]", 2),
        ("$['line_items'][?@['id'] == 'line_123']", 1),
        ("$['payment']['instruments'][?@['handler_id'] == 'processor_1' && @['type'] == 'card']", 1),
        ("$.payment.instruments[?@.handler_id==\"processor_1\"]", 1),
        ("$['line_items'][?@['id'] == 'it\\'s']", 0),
        ("$.line_items[?@.quantity > 1 || !@.id]", 1),
        ("$.line_items[-1]", 1),
        ("$.line_items[?@.absent <= $.absent]", 2),
        ("$.line_items[?@.absent < $.absent]", 0),
        ("$.line_items[?null >= null]", 2),
        ("$['\\ud83d\\ude00','line_items']", 2),
    ] {
        assert_eq!(selected(query, &request).map(|found| found.len()), Some(many), "{query}");
    }
    for query in [
        "",
        "line_items",
        "$ ",
        " $",
        "$.",
        "$[",
        "$['a",
        "$[?]",
        "$[?@.a ==]",
        "$.a.",
        "$['\n']",
        "$[1:2]",
        "$..a",
    ] {
        assert_eq!(selected(query, &request), None, "{query}");
    }
    assert_eq!(selected(&format!("${}", ".a".repeat(300)), &request), None, "longer than is read");
    assert_eq!(
        selected(&format!("$[?{}@{}]", "(".repeat(20), ")".repeat(20)), &request),
        None,
        "deeper than is read"
    );
    let many: Value = (0..60).map(|_| (0..60).collect::<Vec<i32>>()).collect::<Vec<_>>().into();
    assert_eq!(selected("$[*][*]", &many), None, "more than is looked at");
}
