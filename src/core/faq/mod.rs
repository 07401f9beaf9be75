//! The FAQ: articles promoted from resolved tickets, and those that another
//! program wrote.

mod draft;
mod links;
mod private;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::fields::words;
use super::id::TicketId;

pub use draft::draft;
pub use links::{Back, article as check_article, ticket as check_ticket};
pub use private::Private;

words! {
    /// Who an article is for.
    Visibility {
        /// The desk only.
        Internal = "internal",
        /// Everybody.
        Public = "public",
    }
}

words! {
    /// Who wrote an article, by the form of its header.
    Origin {
        /// This desk: it names tickets.
        Desk = "desk",
        /// Another program, with a YAML header.
        Yaml = "yaml",
        /// Another program, with a TOML header.
        Toml = "toml",
        /// Another program, with a JSON header.
        Json = "json",
        /// Nobody says: there is no header.
        Plain = "plain",
    }
}

/// Whether a file name without `.md` is that of a page about its folder, such
/// as `README`, `README.es` or `_index`; no article has such a slug.
#[must_use]
pub fn is_page(stem: &str) -> bool {
    const PAGES: [&str; 8] = [
        "readme",
        "license",
        "contributing",
        "changelog",
        "code_of_conduct",
        "security",
        "index",
        "_index",
    ];
    let word = stem.split('.').next().unwrap_or(stem);
    PAGES.iter().any(|page| word.eq_ignore_ascii_case(page))
}

/// The slug of an article's path: what stands below its top folder (another
/// program may keep its articles in folders there), without the ending.
#[must_use]
pub fn slug(path: &str) -> &str {
    let below = path.split_once('/').map_or(path, |(_, below)| below);
    below.strip_suffix(".md").unwrap_or(below)
}

/// One article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Article {
    /// Who wrote it.
    pub origin: Origin,
    /// The question, or what was wrong.
    pub title: String,
    /// The tickets it was promoted from, which name it in turn.
    pub tickets: Vec<TicketId>,
    /// What it is about; the desk's own have at most one.
    pub categories: Vec<String>,
    /// The service it is about.
    pub service: Option<String>,
    /// The codes on the screen that it explains.
    pub error_codes: Vec<String>,
    /// Free words.
    pub tags: Vec<String>,
    /// Who it is for; unknown where another program decides it.
    pub visibility: Option<Visibility>,
    /// The day it was written, in the store's zone.
    pub created: Option<NaiveDate>,
    /// The day a command last changed it.
    pub updated: Option<NaiveDate>,
    /// Everything below the header, byte for byte.
    pub body: String,
}

impl Article {
    /// Whether everybody may read it.
    #[must_use]
    pub fn is_public(&self) -> bool {
        self.visibility == Some(Visibility::Public)
    }

    /// The day it last changed, as far as it says.
    #[must_use]
    pub fn day(&self) -> Option<NaiveDate> {
        self.updated.or(self.created)
    }
}
