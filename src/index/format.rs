//! What tells whether this program can use an index.

/// Raised by whoever changes what an index holds: its tables, the form of a
/// record, the places of fields, events and details in their lists, how text is
/// cut. `format.txt` is what one row of each kind looks like, and a test compares.
///
/// What the rows hold follows from the files as well, by the readers of the
/// store and the rules of the core. Whoever changes what these make of a file
/// raises it too, which no test can know of. So that this is never forgotten for
/// those who use a release, the version of the program counts beside it.
pub(super) const FORMAT: u32 = 4;

/// Names the programs that can use an index.
pub(super) fn maker() -> String {
    format!("{} {FORMAT}", env!("CARGO_PKG_VERSION"))
}
