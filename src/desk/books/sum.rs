//! Sums of bytes.

use std::fmt::Write as _;

/// A sum as it is written down.
#[must_use]
pub fn hexadecimal(sum: &[u8]) -> String {
    let mut text = String::with_capacity(2 * sum.len());
    for byte in sum {
        let _ = write!(text, "{byte:02x}");
    }
    text
}
