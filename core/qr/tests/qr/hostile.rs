//! What strangers write: cut at every character, changed at random, and noise. Nothing panics, nothing is believed.

use super::emvco::sealed;
use super::samples;
use tradewind_qr::{PaymentCode, QrPicture, Summary, read, read_bytes};

/// Xorshift64* with a seed, so that a failure can be looked at again.
struct Noise(u64);

impl Noise {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        self.0.wrapping_mul(0x2545_F491_4F6C_DD1D)
    }

    fn below(&mut self, most: usize) -> usize {
        usize::try_from(self.next() >> 33).unwrap_or(0) % most.max(1)
    }
}

/// Everything that may be asked of a code that was read; it has to be written as something that reads the same.
fn use_all(text: &str, code: &PaymentCode) {
    let written =
        code.to_text().unwrap_or_else(|error| unreachable!("{text:?} was read and not written: {error}"));
    let again =
        read(&written).unwrap_or_else(|error| unreachable!("{written:?} was written and not read: {error}"));
    assert_eq!(again.to_text().as_deref(), Ok(written.as_str()), "{text:?}");
    assert!(Summary::of(code).is_ok(), "{text:?}");
}

#[test]
fn emvco_codes_cut_at_any_character_are_refused() {
    for (source, text) in samples::ALL.iter().filter(|(_, text)| text.starts_with("0002")) {
        for (at, _) in text.char_indices() {
            assert!(read(&text[..at]).is_err(), "{source} cut at {at}");
            // Sealed anew, a part may be a code of its own; then it holds together.
            if let Ok(code) = read(&sealed(&text[..at])) {
                use_all(&text[..at], &code);
            }
        }
    }
}

#[test]
fn one_changed_character_breaks_the_checksum() {
    for (source, text) in samples::ALL.iter().filter(|(_, text)| text.starts_with("0002")) {
        for (at, c) in text.char_indices() {
            let other = if c == '7' { "8" } else { "7" };
            let changed = [&text[..at], other, &text[at + c.len_utf8()..]].concat();
            assert!(read(&changed).is_err(), "{source} changed at {at}");
        }
    }
}

#[test]
fn links_and_lines_cut_anywhere_do_not_panic() {
    for (_, text) in samples::ALL.iter().filter(|(_, text)| !text.starts_with("0002")) {
        for at in 0..=text.len() {
            let bytes = &text.as_bytes()[..at];
            if let Ok(code) = read_bytes(bytes) {
                use_all(&String::from_utf8_lossy(bytes), &code);
            }
        }
    }
}

#[test]
fn codes_changed_at_random_hold_together_or_are_refused() {
    let mut noise = Noise(0x7EAD_0031);
    let mut read_ones = 0;
    for _ in 0..20_000 {
        let (_, text) = samples::ALL[noise.below(samples::ALL.len())];
        let mut chars: Vec<char> = text.chars().collect();
        for _ in 0..=noise.below(3) {
            if chars.is_empty() {
                break;
            }
            let at = noise.below(chars.len());
            let pool =
                ['0', '1', '9', 'A', 'z', '.', '@', '%', '&', '=', '\n', 'é', '京', '\0', ' ', '+', '-'];
            match noise.below(4) {
                0 => drop(chars.remove(at)),
                1 => chars.insert(at, pool[noise.below(pool.len())]),
                2 => chars.truncate(at.max(1)),
                _ => chars[at] = pool[noise.below(pool.len())],
            }
        }
        let mut changed: String = chars.into_iter().collect();
        // Half of EMVCo's get a right checksum, so that what lies behind it is reached.
        if changed.starts_with("0002") && noise.below(2) == 0 {
            let body: String = changed.chars().take(changed.chars().count().saturating_sub(8)).collect();
            changed = sealed(&body);
        }
        if let Ok(code) = read(&changed) {
            use_all(&changed, &code);
            read_ones += 1;
        }
    }
    assert!(read_ones > 1_000, "{read_ones} were read: too few to say anything");
}

#[test]
fn noise_does_not_panic() {
    let mut noise = Noise(0x5EED_5EED);
    let heads: [&[u8]; 5] = [b"", b"000201", b"upi://pay?", b"BCD\n002\n1\nSCT\n", b"BCD\r\n001\r\n8\r\n"];
    for _ in 0..20_000 {
        let mut bytes = heads[noise.below(heads.len())].to_vec();
        for _ in 0..noise.below(200) {
            bytes.push(noise.next().to_le_bytes()[3]);
        }
        if let Ok(code) = read_bytes(&bytes) {
            use_all(&String::from_utf8_lossy(&bytes), &code);
        }
        let _refused = read(&String::from_utf8_lossy(&bytes));
    }
}

#[test]
fn pictures_of_any_text_are_drawn_or_refused() {
    assert!(QrPicture::of_text("").is_ok());
    assert!(QrPicture::of_text(&"x".repeat(2_331)).is_ok());
    assert!(QrPicture::of_text(&"x".repeat(2_332)).is_err());
    assert!(QrPicture::of_text(&"1".repeat(5_596)).is_ok());
    assert!(QrPicture::of_text(&"1".repeat(1 << 20)).is_err());
}
