//! Numbers from a seed, the same on every machine (splitmix64: Steele, Lea, Flood, OOPSLA 2014).

#[derive(Debug, Clone)]
pub(crate) struct Rng(u64);

impl Rng {
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// From `least` to one below `end`.
    pub(crate) fn range(&mut self, least: i64, end: i64) -> i64 {
        let span = (end - least).max(1) as u64;
        least + (self.next() % span) as i64
    }

    /// So many times in a thousand.
    pub(crate) fn chance(&mut self, of_a_thousand: i64) -> bool {
        self.range(0, 1_000) < of_a_thousand
    }
}
