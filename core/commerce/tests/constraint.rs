//! The grammar of constraints, and what meets them: held against the protocol's own schema and a validator of JSON Schema.

use serde_json::{Value, json};
use tradewind_commerce::constraint::{Constraint, Unmet, Why};
use tradewind_commerce::{Checkout, CheckoutStatus, Instrument, Offered, SessionHandler, Wants};
use tradewind_domain::CheckoutId;
use tradewind_domain::address::BuyerField;

fn read(raw: &Value) -> Constraint {
    Constraint::parse(raw).expect("reads")
}

fn at(path: &[&str], why: Why) -> Unmet {
    Unmet { at: path.iter().map(|name| (*name).to_owned()).collect(), why }
}

#[test]
fn the_specifications_own_examples() {
    let one = read(&json!({"properties": {"quantity": {"const": 1}}}));
    assert_eq!(one.unmet(&json!({"quantity": 1})), []);
    assert_eq!(one.unmet(&json!({"quantity": 2})), [at(&["quantity"], Why::NotAmong(vec![json!(1)]))]);
    assert_eq!(one.unmet(&json!({})), [], "what is not there is not held against it");
    let codes = read(&json!({"required": ["discounts"], "properties": {"discounts": {"required": ["codes"],
        "properties": {"codes": {"const": ["ACME-X7Q9-L2M4"]}}}}}));
    assert_eq!(codes.unmet(&json!({"discounts": {"codes": ["ACME-X7Q9-L2M4"]}})), []);
    assert_eq!(codes.unmet(&json!({"line_items": []})), [at(&["discounts"], Why::Missing)]);
    assert_eq!(codes.unmet(&json!({"discounts": {}})), [at(&["discounts", "codes"], Why::Missing)]);
    assert_eq!(codes.unmet(&json!({"discounts": {"codes": []}})).len(), 1);
    let credential = read(&json!({"required": ["credential"], "properties": {"credential": {"anyOf": [
        {"properties": {"type": {"const": "pan"}}, "required": ["cvc"]},
        {"properties": {"type": {"const": "network_token"}}, "required": ["cryptogram", "eci_value"]}]}}}));
    for (sent, met) in [
        (json!({"type": "pan", "cvc": "1"}), true),
        (json!({"type": "pan"}), false),
        (json!({"type": "network_token", "cryptogram": "c", "eci_value": "05"}), true),
        (json!({"type": "network_token", "cryptogram": "c"}), false),
        (json!({"type": "token", "token": "t"}), false),
    ] {
        assert_eq!(credential.unmet(&json!({"credential": sent})).is_empty(), met, "{sent}");
    }
    let Some(Unmet { at: path, why: Why::NoAlternative(each) }) =
        credential.unmet(&json!({"credential": {"type": "pan"}})).pop()
    else {
        panic!("no alternative")
    };
    assert_eq!((path.as_slice(), each.len()), (["credential".to_owned()].as_slice(), 2));
    assert_eq!(each[0], [at(&["cvc"], Why::Missing)]);
}

#[test]
fn the_grammar_is_closed() {
    for raw in [
        json!({}),
        json!({"required": ["a"]}),
        json!({"properties": {"a": {}}}),
        json!({"properties": {"a": {"enum": [1, "1", null]}}}),
        json!({"properties": {"a": {"enum": [1], "const": 1}}}),
        json!({"properties": {"const": {"const": {"enum": []}}}}),
        json!({"anyOf": [{"required": ["a"]}]}),
    ] {
        let constraint = read(&raw);
        assert_eq!(Value::from(constraint.clone()), raw, "is written as it was");
        assert_eq!(serde_json::from_value::<Constraint>(raw).expect("reads"), constraint);
    }
    for raw in [
        json!(null),
        json!(true),
        json!([]),
        json!({"required": []}),
        json!({"required": ["a", "a"]}),
        json!({"required": [1]}),
        json!({"required": null}),
        json!({"properties": {}}),
        json!({"properties": {"a": true}}),
        json!({"properties": {"a": {"enum": []}}}),
        json!({"properties": {"a": {"enum": [1, 1.0]}}}),
        json!({"properties": {"a": {"enum": null}}}),
        json!({"properties": {"a": {"const": 1, "required": ["b"]}}}),
        json!({"properties": {"a": {"type": "string"}}}),
        json!({"anyOf": []}),
        json!({"anyOf": [{}]}),
        json!({"anyOf": [{"required": ["a"]}, {"const": 1}]}),
        json!({"brands": ["visa"]}),
        json!({"minProperties": 1}),
        json!({"path": "$", "required": ["a"]}),
        json!({"ucp": {}}),
    ] {
        assert_eq!(Constraint::parse(&raw), None, "{raw}");
    }
}

#[test]
fn what_is_too_deep_or_too_large_says_nothing() {
    let deep = |levels: usize| {
        (0..levels).fold(json!({"required": ["a"]}), |inner, _| json!({"properties": {"a": inner}}))
    };
    assert!(Constraint::parse(&deep(7)).is_some() && Constraint::parse(&deep(8)).is_none());
    let wide = |many: usize| json!({"required": (0..many).map(|n| n.to_string()).collect::<Vec<_>>()});
    assert!(Constraint::parse(&wide(199)).is_some() && Constraint::parse(&wide(200)).is_none());
}

#[test]
fn null_is_there_and_what_is_no_object_is_not_judged() {
    let constraint = read(&json!({"required": ["a"], "properties": {"a": {"required": ["b"]}}}));
    assert_eq!(constraint.unmet(&json!({"a": null})), []);
    assert_eq!(constraint.unmet(&json!({"a": {}})), [at(&["a", "b"], Why::Missing)]);
    assert_eq!(constraint.unmet(&json!("text")), []);
    assert_eq!(constraint.unmet(&Value::Null), []);
}

#[test]
fn numbers_are_equal_by_value_and_members_have_no_order() {
    let is = |value: Value| read(&json!({"properties": {"a": {"const": value}}}));
    for (said, sent, met) in [
        (json!(1), json!(1.0), true),
        (json!(-0.0), json!(0), true),
        (json!(1), json!(true), false),
        (json!(9_007_199_254_740_993_i64), json!(9_007_199_254_740_992.0), false),
        (json!(u64::MAX), json!(-1), false),
        (json!(1e300), json!(1e301), false),
        (json!({"x": 1, "y": [1.0]}), json!({"y": [1], "x": 1}), true),
        (json!([1, 2]), json!([2, 1]), false),
    ] {
        assert_eq!(is(said.clone()).unmet(&json!({"a": sent})).is_empty(), met, "{said} {sent}");
    }
}

#[test]
fn what_every_alternative_says_is_known_beforehand() {
    let constraint = read(
        &json!({"required": ["a"], "properties": {"kind": {"enum": ["x", "y", "z"], "const": "y"}},
        "anyOf": [{"required": ["b", "c"], "properties": {"brand": {"const": "visa"}}},
            {"required": ["b"], "properties": {"brand": {"enum": ["amex", "visa"]}, "in": {"required": ["d"]}}}]}),
    );
    assert!(constraint.requires(&["a"]) && constraint.requires(&["b"]));
    assert!(!constraint.requires(&["c"]) && !constraint.requires(&["in", "d"]) && !constraint.requires(&[]));
    assert_eq!(constraint.allowed(&["kind"]), Some(vec![&json!("y")]));
    assert_eq!(constraint.allowed(&["brand"]), Some(vec![&json!("visa"), &json!("amex"), &json!("visa")]));
    assert_eq!(constraint.allowed(&["a"]), None);
    assert_eq!(
        Constraint::one_of("brand", vec![json!("jcb")]).allowed(&["brand"]),
        Some(vec![&json!("jcb")])
    );
}

/// Numbers that repeat themselves for a seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: u64) -> u64 {
        // Knuth's MMIX generator; its upper bits are the good ones.
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % sides
    }

    fn value(&mut self, depth: u64) -> Value {
        match self.below(if depth == 0 { 5 } else { 8 }) {
            0 => json!(1),
            1 => json!(1.0),
            2 => json!("x"),
            3 => Value::Null,
            4 => json!(false),
            5 => (0..self.below(3)).map(|_| self.value(depth - 1)).collect(),
            _ => self.object(depth - 1),
        }
    }

    fn object(&mut self, depth: u64) -> Value {
        let names: Vec<&str> = ["a", "b", "c"].into_iter().filter(|_| self.below(3) > 0).collect();
        Value::Object(names.into_iter().map(|name| (name.to_owned(), self.value(depth))).collect())
    }

    fn names(&mut self) -> Value {
        (0..self.below(4)).map(|_| ["a", "b", "c"][usize::try_from(self.below(3)).expect("small")]).collect()
    }

    /// Mostly what the grammar knows.
    fn constraint(&mut self, depth: u64) -> Value {
        let mut members = serde_json::Map::new();
        if self.below(2) == 0 {
            members.insert("required".to_owned(), self.names());
        }
        if depth > 0 && self.below(2) == 0 {
            let mut rules = serde_json::Map::new();
            for name in ["a", "b", "c"] {
                match self.below(5) {
                    0 => rules.insert(name.to_owned(), self.constraint(depth - 1)),
                    1 => rules.insert(name.to_owned(), json!({"const": self.value(1)})),
                    2 => rules.insert(name.to_owned(), json!({"enum": [self.value(1), self.value(0)]})),
                    _ => None,
                };
            }
            members.insert("properties".to_owned(), Value::Object(rules));
        }
        if depth > 0 && self.below(3) == 0 {
            let branches: Value = (0..self.below(3)).map(|_| self.constraint(depth - 1)).collect();
            members.insert("anyOf".to_owned(), branches);
        }
        if self.below(20) == 0 {
            members.insert("minProperties".to_owned(), json!(1));
        }
        Value::Object(members)
    }
}

#[test]
fn objects_meet_what_a_validator_of_json_schema_says_they_meet() {
    let (mut read, mut met, mut unmet) = (0, 0, 0);
    for seed in 0..4_000 {
        let mut dice = Dice(seed);
        let raw = dice.constraint(3);
        let Some(constraint) = Constraint::parse(&raw) else { continue };
        let validator = jsonschema::draft202012::new(&raw).unwrap_or_else(|error| panic!("{raw}: {error}"));
        read += 1;
        for _ in 0..3 {
            let object = dice.object(3);
            let ours = constraint.unmet(&object).is_empty();
            assert_eq!(ours, validator.is_valid(&object), "{raw} of {object}");
            if ours { met += 1 } else { unmet += 1 }
        }
    }
    assert!(read > 1_000 && met > 500 && unmet > 500, "{read} were read, {met} met, {unmet} not");
}

#[test]
#[allow(clippy::print_stdout, reason = "a skipped check says so")]
fn the_grammar_is_the_protocols() {
    let beside =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/ucp-next/source/schemas");
    let Ok(text) = std::fs::read_to_string(beside.join("common/types/constraint_expression.json")) else {
        println!(
            "skipped: the schemas of UCP 2026-08-25 are not beside this checkout; the grammar is not compared"
        );
        return;
    };
    let schema: Value = serde_json::from_str(&text).expect("JSON");
    let validator = jsonschema::draft202012::new(&schema).expect("a schema");
    let (mut taken, mut refused) = (0, 0);
    for seed in 0..4_000 {
        let raw = Dice(seed).constraint(3);
        let ours = Constraint::parse(&raw).is_some();
        assert_eq!(ours, validator.is_valid(&raw), "{raw}");
        if ours { taken += 1 } else { refused += 1 }
    }
    assert!(taken > 500 && refused > 500, "{taken} were read, {refused} refused");
}

#[test]
fn what_a_handler_takes_is_written_as_it_always_was_where_nothing_new_is_said() {
    let mut checkout =
        Checkout::of_id(CheckoutId::parse("c-1").expect("an id"), CheckoutStatus::ReadyForComplete);
    checkout.payment_handlers = vec![
        SessionHandler::of("com.example.any", "a"),
        SessionHandler {
            offered: Offered::of(["card", "voucher"]),
            ..SessionHandler::of("com.example.two", "b")
        },
    ];
    let written = serde_json::to_value(&checkout).expect("plain data");
    assert_eq!(
        written["payment_handlers"],
        json!([{"name": "com.example.any", "id": "a", "instruments": []},
            {"name": "com.example.two", "id": "b", "instruments": ["card", "voucher"]}])
    );
    assert_eq!(serde_json::from_value::<Checkout>(written).expect("reads"), checkout);
    let pair: SessionHandler = serde_json::from_value(json!(["com.example.any", "a"])).expect("reads");
    assert_eq!(pair, checkout.payment_handlers[0]);
    let card = Instrument {
        kind: "card".into(),
        constraint: Some(Constraint::one_of("brand", vec![json!("visa")])),
        wants: Wants { billing: Some(vec![BuyerField::PostalCode]), credentials: Some(vec!["token".into()]) },
    };
    let voucher = Instrument { kind: "voucher".into(), ..Instrument::default() };
    let new = SessionHandler {
        offered: Offered::These(vec![card, voucher]),
        wants: Wants { billing: Some(Vec::new()), credentials: None },
        config: "{}".into(),
        ..SessionHandler::of("com.example.new", "n")
    };
    let written = serde_json::to_string(&new).expect("plain data");
    assert_eq!(serde_json::from_str::<SessionHandler>(&written).expect("reads"), new);
}
