//! Markdown files with YAML front matter: read behind limits, edited without
//! touching what was not asked for.
//!
//! All YAML of the program goes through this module, so that the crates under
//! it can be replaced: `serde_yaml` reads (it is the fastest, and strict) and is
//! asked where in the text each key stands, and the text of a changed key is
//! written by our own emitter. An edited file is read again and compared with
//! what was meant before anybody sees it.
//!
//! The headers of other programs ([`Foreign`]) are only read, by
//! `gray_matter`, and only once the limits and the strict reader admit them.

mod bounds;
mod brackets;
mod caps;
mod change;
mod edit;
mod emit;
mod fault;
mod flat;
mod foreign;
mod layout;
mod locate;
mod meant;
mod reading;
mod slots;
mod split;
mod way;

pub use bounds::{MAX_BYTES, MAX_DEPTH};
pub use caps::within_caps;
pub use edit::Edit;
pub use flat::within_flat_caps;
pub use foreign::{Foreign, Language};
pub use reading::read_yaml;
pub use split::{Document, Newline};
#[cfg(test)]
mod tests;
