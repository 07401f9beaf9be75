//! Articles of the FAQ.

use anyhow::Context as _;

use crate::core::faq;
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::ticket::Ticket;
use crate::core::words::{self, Beginning};
use crate::store::article_file::ArticleFile;

use super::read::SAID_TO_WRITE;
use super::{Books, DeskError};

impl Books {
    /// Every article that can be read. Of each other there is a notice.
    pub fn articles(&self) -> anyhow::Result<Vec<ArticleFile>> {
        let listing = self.store.articles()?;
        for fault in &listing.faults {
            self.miss(fault, fault.to_string());
        }
        self.miss_absent(listing.absent, "article");
        Ok(listing.files)
    }

    /// The article of a slug or its unique beginning.
    pub fn article(&self, slug: &str) -> anyhow::Result<ArticleFile> {
        let path = layout::article(&self.article_slug(slug)?);
        Ok(ArticleFile::parse(&path, &self.article_bytes(&path)?)?)
    }

    /// The slug of an article there is, from its unique beginning; to write, of
    /// as many characters as the reference to a ticket.
    pub fn article_slug(&self, text: &str) -> anyhow::Result<String> {
        let paths = self.store.article_paths()?;
        let slugs: Vec<&str> = paths.iter().map(|path| faq::slug(path)).collect();
        match words::unique_beginning(text, slugs.iter().copied()) {
            Beginning::Unique(slug)
                if slug == text || text.chars().count() >= SAID_TO_WRITE || self.options.reads =>
            {
                Ok(slug.to_owned())
            }
            Beginning::Unique(slug) => Err(DeskError::ShortSlug {
                reference: text.to_owned(),
                slug: slug.to_owned(),
            }
            .into()),
            Beginning::Ambiguous(candidates) => Err(DeskError::Ambiguous {
                reference: text.to_owned(),
                candidates: candidates
                    .iter()
                    .take(10)
                    .map(ToString::to_string)
                    .collect(),
            }
            .into()),
            Beginning::None => Err(DeskError::NoSuchArticle {
                slug: text.to_owned(),
                nearest: words::nearest(text, slugs).map(str::to_owned),
            }
            .into()),
        }
    }

    /// The bytes of an article's file.
    pub(in crate::desk) fn article_bytes(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        self.store
            .read(path)?
            .with_context(|| format!("{path} is gone"))
    }

    /// Those of the tickets that can be read.
    pub(in crate::desk) fn known(&self, ids: &[TicketId]) -> Vec<Ticket> {
        ids.iter()
            .filter_map(|id| self.ticket(id.as_str()).ok())
            .collect()
    }
}
