//! One invocation at the service desk, in three: the [`Books`] read, the [`Pen`]
//! writes, and what both found is said here. The one way in and out for commands.

mod change;
mod deliver;
mod edit;
mod editor;
mod error;
mod imported;
mod init;
mod out;
mod progress;
mod text;

pub mod books;
pub mod pen;

use books::{Books, BooksOptions};
use out::Out;
use pen::PenOptions;

pub use books::Clock;
pub use change::REHEARSED;
pub use deliver::{Delivery, OutputFile};
pub use edit::{ArticleText, Promotion};
pub use editor::EditorError;
pub use error::DeskError;
pub use init::{found, init, separate};
pub use out::{OutOptions, Output};
pub use progress::line as gauge;
pub use text::{Source as TextSource, Wanted as WantedText};

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
        self.books.gauges = books::unseen;
        self
    }
}

/// One invocation.
#[derive(Debug)]
pub struct Desk {
    /// What is read.
    pub books: Books,
    hand: PenOptions,
    out: Out,
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

    fn at(books: Books, hand: PenOptions, out: OutOptions) -> Self {
        let out = Out::new(out);
        Self { books, hand, out }
    }

    /// Whether nothing is to be written.
    #[must_use]
    pub const fn is_dry_run(&self) -> bool {
        self.hand.dry_run
    }

    /// The way out for everything that is said: what the books noticed up to now
    /// comes first.
    fn out(&self) -> &Out {
        for notice in self.books.take_notices() {
            self.out.say(notice);
        }
        &self.out
    }
}
