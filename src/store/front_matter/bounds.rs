//! How much of YAML is read, and what limits go by.

use crate::core::layout;

/// The most bytes of YAML that are read.
pub const MAX_BYTES: usize = layout::MOST_YAML;
/// The most lists and mappings inside each other.
pub const MAX_DEPTH: usize = 64;

/// The line breaks of YAML 1.1 that are none in YAML 1.2.
pub(super) const FURTHER_BREAKS: [char; 3] = ['\u{85}', '\u{2028}', '\u{2029}'];

/// What stands between two tokens: blanks, and the ends of lines.
pub(super) const BLANK: [char; 4] = [' ', '\t', '\r', '\n'];

pub(super) fn in_anchor(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-')
}

/// What the probe of the depth says.
pub(super) const TOO_DEEP: &str = "nested too deep";

pub(super) fn too_deep() -> String {
    format!("more than {MAX_DEPTH} lists and mappings inside each other")
}
