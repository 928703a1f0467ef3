//! Every fault that `check` names, each by one change of a good file.

mod common;

use std::collections::BTreeSet;
use tradewind_trade::author::{self, FaultCode};

const GOOD: &str = include_str!("common/every_kind.toml");

/// Faults of the good file with one text replaced, at its first place.
fn faults(from: &str, to: &str) -> Vec<(FaultCode, String)> {
    assert!(GOOD.contains(from), "{from}");
    let text = GOOD.replacen(from, to, 1);
    let read = author::read(&[("XX.toml".into(), text)]);
    read.err().unwrap_or_default().into_iter().map(|fault| (fault.code, fault.row)).collect()
}

#[test]
fn the_good_file_and_all_of_ours_have_no_fault() {
    assert_eq!(author::read(&[("XX.toml".into(), GOOD.into())]).err(), None);
    let ours = author::read(&common::files()).err().unwrap_or_default();
    assert!(ours.is_empty(), "{}", ours.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"));
}

#[test]
fn each_fault_has_its_code_and_its_row() {
    use FaultCode::*;
    let tax = "[[tax]]\nid = \"xx-tax\"\n";
    let gap = format!(
        "{tax}hs = [\"*\"]\npercent = \"9\"\nfrom = 2019-01-01\nuntil = 2019-06-30\nsource = \"law\"\nconfidence = \"official\"\n\n[[tax]]\nid = \"xx-tax-2\"\n"
    );
    let overlap = gap.replace("2019-06-30", "2020-01-01");
    let twice = format!("{gap}after_gap = true\n").replace("xx-tax-2", "xx-tax");
    let cases: [(FaultCode, &str, &str); 42] = [
        (BadToml, "place = \"XX\"", "place = "),
        (UnknownField, "percent = \"10\"", "percent = \"10\"\nnot_included = true"),
        (BadValue, "per_litre = \"2.10\"", "per_litre = \"2.10\"\nnot_included = true"),
        (UnknownField, "basis = \"cif\"", "basis = \"cif\"\nbase = \"cif\""),
        (BadValue, "basis = \"cif\"", "basis = \"exw\""),
        (BadValue, "place = \"XX\"", "place = \"XZ\""),
        (BadValue, "utc_offset = \"-03:30\"", "utc_offset = \"-3\""),
        (BadValue, "amount = \"3.00\"", "amount = \"3.005\""),
        (BadValue, "amount = \"3.00\"", "amount = \"-3.00\""),
        (BadValue, "at_most = \"500.00\" }", "at_most = \"500.00\", below = \"9.00\" }"),
        (BadValue, "of = \"charges\"", "of = \"charges\", per = \"box\""),
        (NumberAsFloat, "percent = \"10\"", "percent = 10.0"),
        (NumberAsFloat, "amount = \"3.00\"", "amount = 3"),
        (MissingField, "basis = \"cif\"\n", ""),
        (MissingField, "combine = \"greater\"\norigin", "origin"),
        (MissingField, "percent = \"10\"\n", ""),
        (MissingSource, "source = \"law\"\n", ""),
        (MissingSource, "publisher = \"Its parliament\"\n", ""),
        (MissingSource, "https://law.example/1", "law.example/1"),
        (UnknownSource, "source = \"law\"", "source = \"rumour\""),
        (MissingNote, "note = \"Not read.\"\n", ""),
        (MissingNote, "note = \"What one person gets within two days is one consignment.\"\n", ""),
        (UnverifiedPoint, "{ min = \"0\", likely = \"5\", max = \"12.5\" }", "\"5\""),
        (BadRange, "likely = \"5\"", "likely = \"50\""),
        (RateAbove100, "percent = \"30\"", "percent = \"130\""),
        (BadInterval, "until = 2027-12-31", "until = 2019-12-31"),
        (UnknownHs, "\"640520\"", "\"7701\""),
        (UnknownHs, "\"640520\"", "\"649911\""),
        (UnknownHs, "hs = [\"22\"]", "hs = [\"22\"]\nnot_hs = [\"2210\"]"),
        (UnknownHsEdition, "HS2022", "HS2023"),
        (UnknownCurrency, "currency = \"USD\"", "currency = \"USX\""),
        (UnknownCountry, "origin = [\"VN\"]", "origin = [\"Viet Nam\"]"),
        (UnknownCountry, "XQ = \"XX\"", "XQ = \"DE\""),
        (UnknownCountry, "XV = \"XY\"", "XVII = \"XY\""),
        (BadValue, "also = { XQ = \"XX\" }", "also = [\"XQ\"]"),
        (UnknownFlag, "not_parcel_flags = [\"tobacco\"]", "not_parcel_flags = [\"smoke\"]"),
        (PlaceWithoutNames, "ja = \"場所\", ", ""),
        (BadId, "id = \"xx-tax\"", "id = \"vat\""),
        (UnknownScheme, "scheme = [\"registered\"]", "scheme = [\"voec\"]"),
        (UnknownFlag, "not_flags = [\"alcohol\"]", "not_flags = [\"beer\"]"),
        (MissingRule, "id = \"xx-tax\"\nhs = [\"*\"]", "id = \"xx-tax\"\nhs = [\"64\"]"),
        (MissingRule, "since = 2020-01-01", "since = 2019-12-31"),
    ];
    let mut seen: BTreeSet<FaultCode> = BTreeSet::new();
    for (code, from, to) in cases {
        let found = faults(from, to);
        assert!(found.iter().any(|(found, _)| *found == code), "{from} -> {to}: {code:?} in {found:?}");
        assert!(found.iter().all(|(_, row)| !row.is_empty()));
        seen.insert(code);
    }
    for (code, to) in [(Gap, gap), (Overlap, overlap), (DuplicateId, twice)] {
        let found = faults(tax, &to);
        assert!(found.iter().any(|(found, _)| *found == code), "{code:?} in {found:?}");
        seen.insert(code);
    }
    let other =
        GOOD.replace("\"XX\"", "\"XZ\"").replace("xx-", "xz-").replace("XQ", "XT").replace("XV", "XU");
    let two = author::read(&[("XX.toml".into(), GOOD.into()), ("XZ.toml".into(), other)]).unwrap_err();
    assert_eq!(two.iter().map(|fault| fault.code).collect::<Vec<_>>(), [CountryTwice]);
    seen.insert(CountryTwice);
    // More rows than are read are not written out here.
    let left: Vec<&FaultCode> = FaultCode::ALL.iter().filter(|code| !seen.contains(code)).collect();
    assert_eq!(left, [&TooLarge]);
}

#[test]
fn a_fault_says_its_file_and_its_row() {
    let text = GOOD.replacen("percent = \"30\"", "percent = \"130\"", 1);
    let faults = author::read(&[("XX.toml".into(), text)]).unwrap_err();
    assert_eq!(
        faults[0].to_string(),
        "XX.toml:[[duty]] 2 (xx-duty-shoes): rate-above-100: percent is above 100"
    );
}
