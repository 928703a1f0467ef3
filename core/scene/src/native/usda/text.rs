//! How a USDA is written down: lines, and numbers that are short and exact.

use std::fmt::Write as _;

/// Text of a layer, indented by what is open.
#[derive(Default)]
pub(super) struct Text {
    pub(super) out: String,
    depth: usize,
}

impl Text {
    /// A line.
    pub(super) fn line(&mut self, line: &str) {
        self.begin(line);
        self.out.push('\n');
    }

    /// The beginning of a line.
    pub(super) fn begin(&mut self, line: &str) {
        (0..self.depth).for_each(|_| self.out.push_str("    "));
        self.out.push_str(line);
    }

    /// A line, and what is written until [`Text::close`] is in its braces.
    pub(super) fn open(&mut self, line: &str) {
        self.line(line);
        self.line("{");
        self.depth += 1;
    }

    /// Closes the last one that was opened.
    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        self.line("}");
    }

    /// A list of what `each` writes, one for each item.
    pub(super) fn list<T>(
        &mut self,
        declared: &str,
        items: impl IntoIterator<Item = T>,
        each: impl Fn(&mut String, T),
        after: &str,
    ) {
        self.begin(declared);
        self.out.push_str(" = [");
        for (index, item) in items.into_iter().enumerate() {
            if index > 0 {
                self.out.push_str(", ");
            }
            each(&mut self.out, item);
        }
        self.out.push(']');
        self.out.push_str(after);
        self.out.push('\n');
    }
}

/// The shortest decimal that is this 32-bit number again.
pub(super) fn number(out: &mut String, number: f32) {
    let size = number.abs();
    // A zero has no sign here, and many zeros are an exponent. Writing to a String does not fail.
    let _ = if size > 0.0 && !(1e-4..1e9).contains(&size) {
        write!(out, "{number:e}")
    } else {
        write!(out, "{}", number + 0.0)
    };
}

/// `(1, 2, 3)`.
pub(super) fn tuple<const N: usize>(out: &mut String, numbers: [f32; N]) {
    out.push('(');
    for (index, one) in numbers.into_iter().enumerate() {
        if index > 0 {
            out.push_str(", ");
        }
        number(out, one);
    }
    out.push(')');
}

/// A number by itself.
pub(super) fn told(one: f32) -> String {
    let mut out = String::new();
    number(&mut out, one);
    out
}

/// A tuple by itself.
pub(super) fn told_all<const N: usize>(numbers: [f32; N]) -> String {
    let mut out = String::new();
    tuple(&mut out, numbers);
    out
}

#[cfg(test)]
mod tests {
    use super::{told, told_all};

    #[test]
    fn numbers_are_short_and_come_back_as_they_were() {
        assert_eq!(told_all([0.0, -0.0, 1.0, -2.5]), "(0, 0, 1, -2.5)");
        assert_eq!([told(0.1), told(1.0 / 3.0), told(1e-7)], ["0.1", "0.33333334", "1e-7"]);
        assert_eq!(told(f32::MAX), "3.4028235e38");
        let mut bits = 1u32;
        for _ in 0..20_000 {
            bits = bits.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let number = f32::from_bits(bits);
            if number.is_finite() {
                assert_eq!(told(number).parse::<f32>().map(f32::to_bits), Ok(bits), "{number:e}");
            }
        }
    }
}
