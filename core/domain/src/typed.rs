//! What a person types, made into what a merchant can read: digits of any script, invisible characters, e-mail addresses.

/// The zeros of Unicode's decimal digits (general category Nd, Unicode 14); each is followed by its one to nine.
const ZEROS: [u32; 65] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0,
    0xf20, 0x1040, 0x1090, 0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50,
    0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50, 0xabf0, 0xff10, 0x104a0, 0x10d30, 0x11066, 0x110f0,
    0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0, 0x11730, 0x118e0, 0x11950, 0x11c50,
    0x11d50, 0x11da0, 0x16a60, 0x16ac0, 0x16b50, 0x1d7ce, 0x1d7d8, 0x1d7e2, 0x1d7ec, 0x1d7f6, 0x1e140,
    0x1e2f0, 0x1e950, 0x1fbf0,
];

/// The longest e-mail address: what fits a mail server's path (RFC 5321 4.5.3.1.3, less its brackets), in octets.
const MAX_EMAIL: usize = 254;

/// Telephone numbers and postal codes in ASCII: digits of any script, full-width letters and signs, and the dashes that
/// keyboards put for `-`. Anything else stays.
pub fn ascii(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{30fc}' | '\u{ff70}' => '-',
            '\u{3000}' | '\u{a0}' | '\u{2007}' | '\u{202f}' => ' ',
            '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(c) - 0xfee0).unwrap_or(c),
            c => digit(c).unwrap_or(c),
        })
        .collect()
}

/// The ASCII digit that `c` stands for.
fn digit(c: char) -> Option<char> {
    let at = ZEROS.partition_point(|zero| *zero <= u32::from(c)).checked_sub(1)?;
    let value = u32::from(c).checked_sub(*ZEROS.get(at)?)?;
    char::from_digit(value, 10)
}

/// Whether a character shows nothing: spaces, controls, what Unicode lets a renderer leave out
/// (`Default_Ignorable_Code_Point`), and the blanks of braille and Hangul.
pub fn is_invisible(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(c,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}'
            | '\u{180b}'..='\u{180f}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}'
            | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e0000}'..='\u{e0fff}')
}

/// Without what stands invisibly around it; nothing of a text that shows nothing.
pub fn trimmed(text: &str) -> &str {
    if text.chars().all(is_invisible) {
        return "";
    }
    // Joiners and variation selectors at an end belong to the letter before them.
    text.trim_matches(|c: char| {
        is_invisible(c) && !matches!(c, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}')
    })
}

/// Whether a mail server takes an address: one `@`, a dot-string before it (RFC 5321 4.1.2; RFC 6531 adds every letter
/// beyond ASCII), labels of a host name behind it (RFC 1035 2.3.1, internationalized ones as they are typed).
/// Quoted names and literal hosts are legal and in no one's use: refused.
pub fn is_email(text: &str) -> bool {
    let Some((name, host)) = text.split_once('@') else { return false };
    text.len() <= MAX_EMAIL && is_dot_string(name) && is_host(host)
}

fn is_dot_string(name: &str) -> bool {
    let good = |c: char| {
        c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c) || (!c.is_ascii() && !is_invisible(c))
    };
    name.len() <= 64 && name.split('.').all(|atom| !atom.is_empty() && atom.chars().all(good))
}

fn is_host(host: &str) -> bool {
    // What IDNA reads as a dot (RFC 3490 3.1).
    let labels: Vec<&str> = host.split(['.', '\u{3002}', '\u{ff0e}', '\u{ff61}']).collect();
    let good = |label: &&str| {
        // Joiners are letters of some scripts' labels (RFC 5892 A.1).
        let letter = |c: char| match c {
            '\u{200c}' | '\u{200d}' => true,
            c if c.is_ascii() => c.is_ascii_alphanumeric() || c == '-',
            c => !is_invisible(c),
        };
        let ends = label.starts_with('-') || label.ends_with('-');
        !label.is_empty() && label.len() <= 63 && !ends && label.chars().all(letter)
    };
    let last_is_a_name = labels.last().is_some_and(|last| !last.bytes().all(|b| b.is_ascii_digit()));
    labels.len() >= 2 && labels.iter().all(good) && last_is_a_name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_any_script_become_ascii() {
        for (from, to) in [
            ("٠٥٠١٢٣٤٥٦٧", "0501234567"),
            ("۰۹۱۲", "0912"),
            ("０９０−１２３４", "090-1234"),
            ("१२३", "123"),
            ("１５０ー０００１", "150-0001"),
            ("＋４９ (30)", "+49 (30)"),
            ("ＳＷ１Ａ　１ＡＡ", "SW1A 1AA"),
            ("𝟘𝟙", "01"),
            ("Wohnung ½", "Wohnung ½"),
        ] {
            assert_eq!(ascii(from), to, "{from}");
        }
        assert!(ZEROS.is_sorted());
    }

    #[test]
    fn what_shows_nothing_is_nothing() {
        for blank in ["", " ", "\u{200b}", "\u{2066}\u{2069}", "\u{3164}", "\u{feff} \u{a0}", "\u{2800}"] {
            assert_eq!(trimmed(blank), "", "{blank:?}");
        }
        assert_eq!(trimmed("\u{feff} Noor\u{200b}"), "Noor");
        assert_eq!(trimmed("می\u{200c}"), "می\u{200c}");
    }

    #[test]
    fn an_email_is_what_a_mail_server_takes() {
        for good in [
            "noor@example.com",
            "o'connor+shop@mail.example.co.uk",
            "用户@例子.公司",
            "उपयोगकर्ता@उदाहरण.कॉम",
            "用户@例子。公司",
            "a@b.cd",
            "a.b-c_d@xn--fiqs8s.example",
        ] {
            assert!(is_email(good), "{good}");
        }
        let long_name = format!("{}@example.com", "x".repeat(65));
        let long_label = format!("a@{}.com", "x".repeat(64));
        for bad in [
            "",
            "a",
            "@b.c",
            "a@",
            "a@@b.c",
            "a@b@c.de",
            "a@b.",
            "a@b",
            "a@.b.c",
            "a@b..c",
            ".a@b.cd",
            "a.@b.cd",
            "a..b@c.de",
            "a b@c.de",
            "a@b c.de",
            "a@-b.cd",
            "a@b-.cd",
            "a@b.cd-",
            "a@1.2.3.4",
            "a@[1.2.3.4]",
            "\"a b\"@c.de",
            "a,b@c.de",
            "a@b_c.de",
            "a\u{200b}@c.de",
            "a@c\u{200b}.de",
            "<a@b.cd>",
            "a@b.cd\n",
            long_name.as_str(),
            long_label.as_str(),
        ] {
            assert!(!is_email(bad), "{bad:?}");
        }
    }
}
