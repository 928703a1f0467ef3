//! Pictures, read back with another's decoder.

use super::samples;
use tradewind_qr::epc::{Charset, EpcTransfer, Iban, Remittance};
use tradewind_qr::{PaymentCode, QrPicture, read, read_bytes};

/// The bytes of a picture, drawn with four pixels a module and a quiet zone of four modules.
fn seen(picture: &QrPicture) -> Vec<u8> {
    let side = usize::from(picture.side) * 4 + 32;
    let shade = |x: usize, y: usize| {
        let module = |at: usize| u16::try_from(at / 4).ok()?.checked_sub(4);
        let dark = module(x).zip(module(y)).is_some_and(|(x, y)| picture.dark(x, y));
        if dark { 0 } else { 255 }
    };
    let mut image = rqrr::PreparedImage::prepare_from_greyscale(side, side, shade);
    let grids = image.detect_grids();
    assert_eq!(grids.len(), 1, "one code in the picture");
    let mut bytes = Vec::new();
    let meta = grids[0].decode_to(&mut bytes).expect("readable");
    // 0 is level M in the format's own numbering.
    assert_eq!(meta.ecc_level, 0);
    bytes
}

#[test]
fn every_sample_is_drawn_and_read_back() {
    for (source, text) in samples::ALL {
        let code = read(text).expect(source);
        let picture = QrPicture::of(&code).expect(source);
        assert_eq!(picture.modules.len(), (usize::from(picture.side).pow(2)).div_ceil(8), "{source}");
        let bytes = seen(&picture);
        assert_eq!(read_bytes(&bytes).as_ref().map(PaymentCode::to_text), Ok(code.to_text()), "{source}");
    }
}

#[test]
fn a_full_transfer_fills_version_13() {
    let iban = Iban::parse("BE72000000001616").expect("an IBAN");
    let mut full = EpcTransfer::new(&"ö".repeat(70), iban);
    full.charset = Charset::Latin1;
    full.information = Some("ß".repeat(70));
    full.remittance = Remittance::Text("x".repeat(140));
    let spare = 331 - full.to_bytes().expect("it fits").len();
    assert!(spare < 40, "{spare} bytes are left");
    let code = PaymentCode::Epc(Box::new(full));
    let picture = QrPicture::of(&code).expect("it fits");
    assert_eq!(picture.side, 69);
    assert_eq!(read_bytes(&seen(&picture)), Ok(code));
}

#[test]
fn outside_of_the_picture_all_is_light() {
    let picture = QrPicture::of_text("x").expect("a short text");
    assert_eq!(picture.side, 21);
    assert!(
        picture.dark(0, 0)
            && !picture.dark(21, 0)
            && !picture.dark(0, 21)
            && !picture.dark(u16::MAX, u16::MAX)
    );
}
