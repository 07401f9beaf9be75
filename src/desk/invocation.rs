//! One invocation of the program.

use super::books::{Books, BooksOptions, unseen};
use super::out::{Out, OutOptions};
use super::pen::PenOptions;

/// What the user said for every command, and what the process brought along.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where is read, and by whom.
    pub books: BooksOptions,
    /// How is written.
    pub pen: PenOptions,
    /// How is spoken.
    pub out: OutOptions,
}

impl Options {
    /// The same for steps of our own, of which no more is said than what is wrong.
    #[must_use]
    pub fn hushed(mut self) -> Self {
        self.out.quiet = true;
        self.books.gauges = unseen;
        self
    }
}

/// One invocation.
#[derive(Debug)]
pub struct Desk {
    /// What is read.
    pub books: Books,
    pub(super) pen_options: PenOptions,
    pub(super) out: Out,
}

impl Desk {
    /// Opens the store around the working folder.
    ///
    /// # Errors
    /// Those of [`Books::open`].
    pub fn open(options: Options) -> anyhow::Result<Self> {
        let books = Books::open(options.books)?;
        Ok(Self::at(books, options.pen, options.out))
    }

    /// Opens the store as it stood at a commit, to be read alone.
    ///
    /// # Errors
    /// Those of [`Books::open_at`].
    pub fn open_at(options: Options, rev: &str) -> anyhow::Result<Self> {
        let books = Books::open_at(options.books, rev)?;
        Ok(Self::at(books, options.pen, options.out))
    }

    pub(super) fn at(books: Books, pen_options: PenOptions, out: OutOptions) -> Self {
        let out = Out::new(out);
        Self {
            books,
            pen_options,
            out,
        }
    }

    /// Whether nothing is to be written.
    #[must_use]
    pub const fn is_dry_run(&self) -> bool {
        self.pen_options.dry_run
    }

    /// The way out for everything that is said: what the books noticed up to now
    /// comes first. Whoever waits for a person asks for it before.
    pub(super) fn flushed(&self) -> &Out {
        for notice in self.books.take_notices() {
            self.out.say(notice);
        }
        &self.out
    }
}

impl Drop for Desk {
    /// What was noticed is said, however the invocation ends.
    fn drop(&mut self) {
        self.flushed();
    }
}
