//! The rows of `assets/payments` stop the build where they break a rule, each with its file and its row.

#[path = "../build/generate.rs"]
mod generate;

use std::path::{Path, PathBuf};

fn assets() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../assets/payments")
}

/// What the build says of the rows with `from` written as `to` in a file.
fn with(file: &str, from: &str, to: &str) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a folder");
    for name in generate::files() {
        std::fs::copy(assets().join(&name), folder.path().join(&name)).expect("copied");
    }
    let path = folder.path().join(file);
    let text = std::fs::read_to_string(&path).expect("text");
    assert!(text.contains(from), "{file} has no {from}");
    std::fs::write(&path, text.replacen(from, to, 1)).expect("written");
    generate::generate(folder.path()).err().unwrap_or_default()
}

#[test]
fn the_rows_that_are_there_break_no_rule() {
    let made = generate::generate(&assets()).expect("no fault");
    assert!(made.contains("handler: \"dev.tradewind.pay.pix\""));
}

#[test]
fn a_row_that_breaks_a_rule_is_refused_with_its_file_and_row() {
    for (file, from, to, row, what) in [
        ("qr.toml", "id = \"paynow\"", "id = \"pix\"", "pix", "another row's"),
        ("qr.toml", "id = \"paynow\"", "id = \"Pay Now\"", "Pay Now", "lower case"),
        ("qr.toml", "dev.tradewind.pay.pix", "br.gov.bcb.pix", "pix", "its maker publishes none"),
        (
            "sheet.toml",
            "https://pay.google.com/gp/p/ucp/2026-01-11/schemas",
            "https://tradewind.dev",
            "google_pay",
            "at the host",
        ),
        (
            "sheet.toml",
            "https://pay.google.com/gp/p/ucp/2026-01-11/schemas",
            "https://google.com.evil.example",
            "google_pay",
            "at the host",
        ),
        ("qr.toml", "family = \"qr\"", "family = \"push\"", "pix", "family"),
        ("qr.toml", "countries = [\"BR\"]", "countries = [\"br\"]", "pix", "countries"),
        ("qr.toml", "countries = [\"BR\"]", "countries = [\"BR\", \"BR\"]", "pix", "twice"),
        ("qr.toml", "currencies = [\"BRL\"]", "currencies = []", "pix", "currencies"),
        ("qr.toml", "least = { BRL = 1 }", "least = { EUR = 1 }", "pix", "none of its currencies"),
        ("qr.toml", "least = { BRL = 1 }", "least = { BRL = 0 }", "pix", "no sum"),
        ("push.toml", "least = { KES = 100 }", "least = { KES = 25000001 }", "mpesa", "above most"),
        ("app_switch.toml", "ios = [\"weixin\"]", "otherwise = \"fax\"", "", "fax"),
        ("qr.toml", "dead_after_s = 86400", "dead_after_s = 0", "pix", "a time"),
        ("voucher.toml", "dead_after_s = 777600", "dead_after_s = 432", "boleto", "dead_after_s"),
        ("voucher.toml", "paid_by_s = 432000\n", "", "boleto", "paid_by_s"),
        ("qr.toml", "claim = \"silent\"", "claim = \"paid\"", "pix", "claims"),
        ("sheet.toml", "charges = \"with_request\"", "charges = \"when_approved\"", "google_pay", "charges"),
        ("push.toml", "code = \"17\"", "code = \"1\"", "mpesa", "twice"),
        ("push.toml", "ours = \"busy\"", "ours = \"engaged\"", "", "engaged"),
        ("qr.toml", "refundable = \"partial\"", "refundable = \"partial\"\ncolour = \"red\"", "", "colour"),
        (
            "qr.toml",
            "[\"handler\"], source = [\"own\"]",
            "[\"family\"], source = [\"own\"]",
            "pix",
            "no column",
        ),
        (
            "qr.toml",
            "[\"handler\"], source = [\"own\"]",
            "[\"handler\"], source = [\"hearsay\"]",
            "pix",
            "hearsay",
        ),
        (
            "qr.toml",
            "[\"handler\"], source = [\"own\"], confidence = \"low\"",
            "[\"handler\"], source = [\"general\"], confidence = \"high\"",
            "pix",
            "low",
        ),
        (
            "markets.toml",
            "id = \"mpesa\", weight = 100",
            "id = \"pix\", weight = 100",
            "KE",
            "not in this country",
        ),
        (
            "markets.toml",
            "id = \"mpesa\", weight = 100",
            "id = \"shells\", weight = 100",
            "KE",
            "no such method",
        ),
        ("markets.toml", "id = \"mpesa\", weight = 100", "id = \"mpesa\", weight = 10", "KE", "go down"),
    ] {
        let faults = with(file, from, to);
        let named = |fault: &String| fault.contains(file) && fault.contains(row) && fault.contains(what);
        assert!(faults.iter().any(named), "{file} {from} as {to}: {faults:?}");
    }
}
