//! The checksum in tag 63: CRC-16/CCITT-FALSE over UTF-8 bytes.

/// ISO/IEC 13239 with polynomial 1021 and start FFFF, not reflected, nothing added (EMV QRCPS-MPM 1.1, tag 63).
pub(crate) fn crc(bytes: &[u8]) -> u16 {
    bytes.iter().fold(0xFFFF, |crc, byte| {
        (0..8).fold(crc ^ (u16::from(*byte) << 8), |crc: u16, _| {
            if crc & 0x8000 == 0 { crc << 1 } else { (crc << 1) ^ 0x1021 }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::crc;

    #[test]
    fn the_check_value_of_the_catalogue() {
        assert_eq!(crc(b"123456789"), 0x29B1);
        assert_eq!(crc(b""), 0xFFFF);
    }
}
