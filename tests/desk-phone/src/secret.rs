//! Secrets of one run: what stands in the server's address, and the merchant's administration.

/// A new token: 128 bits, in hex.
pub(crate) fn token() -> std::io::Result<String> {
    let mut bytes = [0_u8; 16];
    getrandom::fill(&mut bytes).map_err(|error| std::io::Error::other(error.to_string()))?;
    Ok(tradewind_domain::hex::to_hex(&bytes))
}
