//! What was read is written as it was, up to the order of fields.

use super::samples;
use tradewind_qr::emv::{EmvCode, Field, Template};
use tradewind_qr::{PaymentCode, UpiLink, read};

/// The fields of a code in one order, the checksum left out, since it is of the order.
fn fields(text: &str) -> Vec<Field> {
    let template = Template::read(text).expect("a code");
    let mut fields: Vec<Field> =
        template.fields().iter().filter(|field| field.tag() != 63).cloned().collect();
    fields.sort_by_key(Field::tag);
    fields
}

#[test]
fn what_is_read_is_written_the_same() {
    for (source, text) in samples::ALL {
        let code = read(text).unwrap_or_else(|error| unreachable!("{source}: {error}"));
        let written = code.to_text().unwrap_or_else(|error| unreachable!("{source}: {error}"));
        match &code {
            PaymentCode::Emv(code) => {
                assert_eq!(fields(&written), fields(text), "{source}");
                // A code in the order of its tags is the same byte for byte.
                let tags: Vec<u8> =
                    Template::read(text).expect("a code").fields().iter().map(Field::tag).collect();
                let body = tags.split_last().map_or(&[][..], |(_, body)| body);
                if body.is_sorted() {
                    assert_eq!(written, *text, "{source}");
                }
                let again = EmvCode::read(&written).expect("our own");
                assert_eq!(again.to_text().as_deref(), Ok(written.as_str()), "{source}");
                assert_eq!(code.checksum().expect("a checksum"), written[written.len() - 4..], "{source}");
            }
            PaymentCode::Upi(link) => {
                let again = UpiLink::read(&written).expect("our own");
                assert_eq!(&again, link.as_ref(), "{source}");
                let mut parameters: Vec<&str> = written.split(['?', '&']).collect();
                let mut before: Vec<&str> = text.split(['?', '&']).filter(|one| *one != "mam=null").collect();
                parameters.sort_unstable();
                before.sort_unstable();
                assert_eq!(parameters, before, "{source}");
            }
            _ => assert_eq!(written, *text, "{source}"),
        }
        assert_eq!(
            read(&written).and_then(|code| code.to_text()).as_deref(),
            Ok(written.as_str()),
            "{source}"
        );
    }
}

#[test]
fn copied_text_with_space_around_is_the_same_code() {
    for (source, text) in samples::ALL {
        assert_eq!(read(&format!(" \t{text}\r\n")), read(text), "{source}");
    }
}

#[test]
fn every_kind_of_refusal_has_a_name_of_its_own_shape() {
    for text in ["", "hello", "https://example.com", "0002", "000201", "BCD\n", "upi:", "BCD", "0003"] {
        let kind = read(text).map_err(|error| error.as_str()).expect_err(text);
        assert!(
            !kind.is_empty() && kind.bytes().all(|b| b.is_ascii_uppercase() || b == b'_'),
            "{text}: {kind}"
        );
    }
}
