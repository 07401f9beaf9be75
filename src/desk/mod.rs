//! One invocation at the service desk, in three: the [`books::Books`] read, the
//! [`pen::Pen`] writes, and what both found is said here. The one way in and out for commands.

mod change;
mod deliver;
mod driver;
mod edit;
mod editor;
mod error;
mod imported;
mod init;
mod invocation;
mod out;
mod progress;
mod speak;
mod synced;
mod text;

pub mod books;
pub mod pen;

pub use books::Clock;
pub use change::REHEARSED;
pub use deliver::{Delivery, OutputFile};
pub use driver::{NotMerged, drive};
pub use edit::{ArticleText, Promotion};
pub use editor::EditorError;
pub use error::DeskError;
pub use init::{found, init, separate};
pub use invocation::{Desk, Options};
pub use out::{OutOptions, Output};
pub use progress::line as gauge;
pub use text::{Source as TextSource, Wanted as WantedText};
