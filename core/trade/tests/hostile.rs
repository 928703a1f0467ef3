//! Compiled rules that were cut, changed or made up: a typed error, or rules that quote without a panic.

mod common;

use common::*;
use tradewind_trade::{MAX_PARTS, Rules, TradeError, author, quote};

/// A small place with a row of every kind.
const SMALL: &str = include_str!("common/every_kind.toml");

fn small() -> Vec<u8> {
    let written = author::read(&[("XX.toml".into(), SMALL.into())]).expect("no fault");
    author::build(&written, day("2026-11-29")).expect("compiles")
}

/// CRC-32 of IEEE 802.3, written apart.
fn sealed(mut body: Vec<u8>) -> Vec<u8> {
    let table: Vec<u32> = (0..256_u32)
        .map(|byte| {
            (0..8).fold(byte, |sum, _| if sum & 1 == 1 { 0xedb8_8320 ^ (sum >> 1) } else { sum >> 1 })
        })
        .collect();
    let sum = body
        .iter()
        .fold(u32::MAX, |sum, byte| table[((sum ^ u32::from(*byte)) & 0xff) as usize] ^ (sum >> 8));
    body.extend_from_slice(&(!sum).to_le_bytes());
    body
}

#[test]
fn every_cut_file_is_refused() {
    let bytes = small();
    assert!(Rules::read(&bytes).is_ok());
    for length in 0..bytes.len() {
        assert!(matches!(Rules::read(&bytes[..length]), Err(TradeError::Damaged(_))), "{length}");
    }
    let all = compiled();
    for length in (0..all.len()).step_by(53) {
        assert!(Rules::read(&all[..length]).is_err(), "{length}");
    }
}

#[test]
fn every_flipped_bit_is_found() {
    let bytes = small();
    for at in 0..bytes.len() * 8 {
        let mut flipped = bytes.clone();
        flipped[at / 8] ^= 1 << (at % 8);
        assert!(Rules::read(&flipped).is_err(), "bit {at}");
    }
}

/// Somebody who computes the checksum too: what reads as rules also quotes, by an amount or a typed error.
#[test]
fn changed_files_with_a_good_checksum_do_not_panic() {
    let bytes = small();
    let body = &bytes[..bytes.len() - 4];
    assert_eq!(sealed(body.to_vec()), bytes);
    let mut read = 0;
    for at in 0..body.len() {
        for value in [0, 1, 0x7f, 0x80, 0xff, body[at] ^ 4, body[at].wrapping_add(1)] {
            let mut changed = body.to_vec();
            changed[at] = value;
            let Ok(rules) = Rules::read(&sealed(changed)) else { continue };
            read += 1;
            for to in ["XX", "DE"] {
                let lines = vec![line("640411", "89.00 EUR", 2), line("2204", "9.00 EUR", 1)];
                let request = tradewind_trade::Request {
                    rates: vec![rate("EUR", "1.1", "USD")],
                    ..order(to, "2026-09-01", lines, "12.00 EUR")
                };
                let _ = quote(&rules, &request);
                let _ = tradewind_trade::explain(&rules, &request);
            }
        }
    }
    assert!(read > 100, "{read} read at all");
}

#[test]
fn bytes_that_never_were_rules_are_refused() {
    for bytes in
        [vec![], vec![0; 4], vec![0xff; 64], b"TWTR".to_vec(), sealed(b"TWTR\x09".to_vec()), vec![7; 400_000]]
    {
        assert!(Rules::read(&bytes).is_err());
    }
    assert_eq!(Rules::read(&sealed(b"TWTR\x09".to_vec())).map(|_| ()), Err(TradeError::Format));
    // A list of 2^60 places in a file of 20 bytes.
    let mut body = b"TWTR\x03".to_vec();
    body.extend_from_slice(&[2, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x0f]);
    assert_eq!(Rules::read(&sealed(body)).map(|_| ()), Err(TradeError::TooLarge("a list")));
}

/// Rows of a merchant that charge everything again and again: an error before there is room for all of them, and no quote.
#[test]
fn rules_that_charge_a_line_without_end_make_no_quote() {
    let rules = |flats: usize, fees: usize| {
        let flat =
            |n| format!("\n[[flat]]\nid = \"xx-flat-{n}\"\nof = \"duty\"\namount = \"1.00\"\nper = \"line\"");
        let fee = |n| {
            format!("\n[[fee]]\nid = \"xx-fee-{n}\"\nname = \"Fee\"\namount = \"1.00\"\nby = \"carrier\"")
        };
        place(&(0..flats).map(flat).chain((0..fees).map(fee)).collect::<String>())
    };
    let lines = vec![line("640411", "89.00 USD", 2), line("2204", "9.00 USD", 1)];
    let request = order("XX", "2026-09-01", lines, "12.00 USD");
    // Beside them a line has its duty and its tax.
    let quoted = |flats, fees| quote(&rules(flats, fees), &request).map(|quote| quote.lines.len());
    assert_eq!(quoted(MAX_PARTS - 2, MAX_PARTS).map(|lines| lines > 2 * (MAX_PARTS - 2)), Ok(true));
    assert_eq!(quoted(MAX_PARTS - 1, 0), Err(TradeError::PartCount));
    assert_eq!(quoted(3_000, 0), Err(TradeError::PartCount));
    assert_eq!(quoted(0, MAX_PARTS + 1), Err(TradeError::PartCount));
    assert_eq!(TradeError::PartCount.code(), "part-count");
}

#[test]
fn all_rules_are_small_and_read_as_they_were_written() {
    let bytes = compiled();
    assert!(bytes.len() <= 150 * 1024, "{} bytes", bytes.len());
    let written = author::read(&files()).expect("no fault");
    let read: Vec<_> = Rules::read(&bytes).expect("reads").places().cloned().collect();
    assert_eq!(read, written.places);
}
