//! Bytes of no sense: random ones, cut ones and flipped ones are an error, never a panic and never a good signature.

use crate::world::{Owned, answer, both, of, order};
use tradewind_signatures::{FIELD_BYTES, KeyField, KeySet, SignatureError};

/// SplitMix64 (Steele, Lea, Flood 2014).
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.next() % end as u64) as usize
    }
}

const FIELDS: [&str; 6] =
    ["signature-input", "signature", "content-digest", "ucp-agent", "signature-agent", "idempotency-key"];

/// Pieces of the grammar, so that random texts get far.
const PIECES: [&str; 30] = [
    "sig1",
    "=",
    "(",
    ")",
    "\"@method\"",
    "\"@path\"",
    "\"@status\"",
    " ",
    ";",
    "created",
    "keyid",
    "\"platform-ed\"",
    "1788000000",
    ":",
    "AAAA",
    ",",
    "\"content-digest\"",
    ";req",
    ";key=\"sig1\"",
    "?1",
    "-",
    "999999999999999",
    "\\",
    "\"",
    "@1",
    "%\"a\"",
    "sha-256",
    ".",
    "\u{fc}",
    "\0",
];

#[test]
fn random_header_fields() {
    let keys = of(&both());
    let [_, ed25519] = both();
    let (asked, answered) = (order().signed(&ed25519), answer().signed(&ed25519));
    let mut random = Random(1);
    for round in 0..20_000 {
        let mut message = if round % 2 == 0 { asked.clone() } else { answered.clone() };
        let name = FIELDS[random.below(FIELDS.len())];
        let text: String = (0..random.below(24)).map(|_| PIECES[random.below(PIECES.len())]).collect();
        let before = message.headers.iter().find(|(own, _)| own == name).map(|(_, value)| value.clone());
        message.set(name, &text);
        let untouched = before.as_deref() == Some(text.trim());
        let not_covered_here =
            message.status.is_some() && !matches!(name, "signature-input" | "signature" | "content-digest");
        assert_eq!(message.verify(&keys).is_ok(), untouched || not_covered_here, "{name}: {text:?}");
    }
}

#[test]
fn random_bytes_as_every_field_and_as_a_profile() {
    let keys = of(&both());
    let mut random = Random(2);
    for _ in 0..5_000 {
        let mut message = order();
        for name in FIELDS {
            let bytes: Vec<u8> = (0..random.below(64)).map(|_| random.next() as u8).collect();
            message.set(name, &String::from_utf8_lossy(&bytes));
        }
        message.body = (0..random.below(64)).map(|_| random.next() as u8).collect();
        assert!(message.verify(&keys).is_err());
        let _ = KeySet::read(&message.body, KeyField::Keys);
    }
}

fn each_cut(message: &Owned, name: &str, mut try_one: impl FnMut(&Owned, usize)) {
    let whole = message.header(name).to_owned();
    for end in 0..whole.len() {
        let mut cut = message.clone();
        cut.set(name, &whole[..end]);
        try_one(&cut, end);
    }
}

#[test]
fn every_cut_of_every_field_is_refused() {
    let keys = both();
    for key in &keys {
        for (message, names) in [
            (
                order().signed(key),
                &[
                    "signature-input",
                    "signature",
                    "content-digest",
                    "ucp-agent",
                    "idempotency-key",
                    "content-type",
                ][..],
            ),
            (answer().signed(key), &["signature-input", "signature", "content-digest"]),
        ] {
            for name in names {
                each_cut(&message, name, |cut, end| {
                    assert!(cut.verify(&of(&keys)).is_err(), "{name} to {end}");
                });
            }
        }
    }
}

#[test]
fn every_flipped_bit_of_a_signature_and_of_a_key_is_refused() {
    for key in both() {
        let message = b"the signature base";
        let good = key.sign(message);
        assert!(key.public().has_signed(message, &good));
        for bit in 0..512 {
            let mut bad = good;
            bad[bit / 8] ^= 1 << (bit % 8);
            assert!(!key.public().has_signed(message, &bad), "bit {bit}");
        }
        for length in (0..64).chain(65..70) {
            let mut bad = good.to_vec();
            bad.resize(length, 0);
            assert!(!key.public().has_signed(message, &bad), "{length} bytes");
        }
    }
}

/// Limits hold before anything is computed.
#[test]
fn what_is_too_much_is_refused() {
    let [es256, _] = both();
    let keys = of(std::slice::from_ref(&es256));
    let refused = |message: &Owned| matches!(message.verify(&keys), Err(SignatureError::Malformed(_)));
    let signed = order().signed(&es256);
    let input = signed.header("signature-input").to_owned();
    let many: String = (0..40).map(|at| format!(" \"x{at}\"")).collect();
    let parameters: String = (0..40).map(|at| format!(";x{at}")).collect();
    for value in [
        input.replace(" \"@path\"", &format!(" \"@path\"{many}")),
        format!("{input}{parameters}"),
        format!("{input};nonce=\"{}\"", "a".repeat(FIELD_BYTES)),
        format!("{input}{}", ", a=()".repeat(5)),
        format!("{input}{}", (0..2_000).map(|at| format!(",a{at}")).collect::<String>()),
    ] {
        let mut message = signed.clone();
        message.set("signature-input", &value);
        assert!(refused(&message), "{} bytes", value.len());
    }
    let mut message = signed.clone();
    for _ in 0..9 {
        message.headers.push(("idempotency-key".to_owned(), "a".repeat(1_000)));
    }
    assert!(refused(&message), "lines that are too long together");
    let mut message = signed;
    message.set("ucp-agent", "profile=\"https://a.example\"\r\n\"@path\": /x");
    assert!(refused(&message), "a line end");
}
