//! How far long work is.

/// What takes long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Work {
    /// Rows of a table are read.
    Rows,
    /// Files are read.
    Files,
    /// Tickets are checked.
    Checks,
    /// Tickets are written.
    Writing,
    /// Texts are made ready to be searched.
    Texts,
    /// Commits are read.
    Commits,
    /// Files of two clones become one.
    Merging,
}

/// Shows how far one piece of work is. It is over when the gauge is dropped.
pub trait Gauge: Sync {
    /// So many of all are done.
    fn at(&self, done: usize, all: usize);
    /// So many more are done.
    fn advance(&self, more: usize);
}

/// Begins to show some work, of which so much is to be done; 0: nobody knows.
pub type Gauges = fn(Work, usize) -> Box<dyn Gauge>;

/// Nobody looks on.
#[must_use]
pub fn unseen(_: Work, _: usize) -> Box<dyn Gauge> {
    struct Unseen;
    impl Gauge for Unseen {
        fn at(&self, _: usize, _: usize) {}
        fn advance(&self, _: usize) {}
    }
    Box::new(Unseen)
}
