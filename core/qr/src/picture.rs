//! A code as a picture: dark and light modules, for whoever draws them.

use crate::code::PaymentCode;
use crate::epc;
use crate::error::QrError;
use qrcodegen::{QrCode, QrCodeEcc, QrSegment, Version};

/// The modules of a QR code (ISO/IEC 18004). Whoever draws leaves four light modules free on each side.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QrPicture {
    /// Modules a side: 21 to 177.
    pub side: u16,
    /// One bit a module, row after row without gaps, the highest bit of a byte first; 1 is dark.
    pub modules: Vec<u8>,
}

impl QrPicture {
    /// The picture of a payment code, with error level M (EPC069-12 2.1, 2; EMV QRCPS-MPM leaves it open).
    ///
    /// A SEPA transfer is held to version 13 and lies in its declared character set; the others are UTF-8.
    pub fn of(code: &PaymentCode) -> Result<Self, QrError> {
        match code {
            PaymentCode::Epc(transfer) => {
                Self::draw(&[QrSegment::make_bytes(&transfer.to_bytes()?)], epc_version())
            }
            PaymentCode::Emv(_) | PaymentCode::Upi(_) => Self::of_text(&code.to_text()?),
        }
    }

    /// The picture of any text, with error level M.
    pub fn of_text(text: &str) -> Result<Self, QrError> {
        // The largest picture holds 2,953 bytes or 7,089 digits: nothing longer is worth a try.
        if text.len() > 7_089 {
            return Err(QrError::PictureTooLarge);
        }
        Self::draw(&QrSegment::make_segments(text), Version::MAX)
    }

    /// Whether a module is dark; outside of the picture all is light.
    pub fn dark(&self, x: u16, y: u16) -> bool {
        let at = usize::from(y) * usize::from(self.side) + usize::from(x);
        let byte = self.modules.get(at / 8).copied().unwrap_or(0);
        x < self.side && y < self.side && byte & (0x80 >> (at % 8)) != 0
    }

    fn draw(segments: &[QrSegment], largest: Version) -> Result<Self, QrError> {
        let code =
            QrCode::encode_segments_advanced(segments, QrCodeEcc::Medium, Version::MIN, largest, None, false);
        let code = code.map_err(|_| QrError::PictureTooLarge)?;
        let side = u16::try_from(code.size()).map_err(|_| QrError::PictureTooLarge)?;
        let mut modules = vec![0_u8; (usize::from(side) * usize::from(side)).div_ceil(8)];
        let places = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
        for (at, (x, y)) in places.enumerate() {
            if let Some(byte) = modules.get_mut(at / 8).filter(|_| code.get_module(x, y)) {
                *byte |= 0x80 >> (at % 8);
            }
        }
        Ok(Self { side, modules })
    }
}

/// The largest version that a SEPA transfer may have.
fn epc_version() -> Version {
    Version::new(epc::MAX_VERSION)
}
