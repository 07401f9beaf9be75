//! The FAQ: reading and editing articles.

use crate::core::change::Change;
use crate::core::event::Name;
use crate::core::faq::{self, Article, Origin, Private};
use crate::core::id::TicketId;
use crate::core::lifecycle;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::Ticket;
use crate::core::words::{self, Beginning};
use crate::store::article_file::ArticleFile;
use crate::store::git::{FileChange, Replaces};
use crate::store::layout;
use anyhow::Context as _;

use super::editor::Draft;
use super::read::SAID_TO_WRITE;
use super::writing::{Outcome, Writing};
use super::{Desk, DeskError, Head};

impl Desk {
    /// Every article that can be read; what is wrong with the others is said
    /// on standard error.
    pub fn articles(&self) -> anyhow::Result<Vec<ArticleFile>> {
        let listing = self.store.articles()?;
        for fault in &listing.faults {
            self.miss(fault, &fault.to_string());
        }
        self.warn_of_absent(listing.absent, "article");
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

    fn article_bytes(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        self.store
            .read(path)?
            .with_context(|| format!("{path} is gone"))
    }

    /// Lets the user edit an article, and records the result. Tickets that its
    /// list gained or lost are linked or let go in the same commit.
    pub fn edit_article(&self, slug: &str) -> anyhow::Result<Outcome> {
        let stamp = self.stamp()?;
        let slug = self.article_slug(slug)?;
        let path = layout::article(&slug);
        let bytes = self.article_bytes(&path)?;
        let before = String::from_utf8(bytes).with_context(|| format!("{path} is not UTF-8"))?;
        self.rehearse_file(&path, before.as_bytes())?;
        let draft = Draft::of_file("faq-edit", &slug);
        self.with_draft(&draft, || {
            let text = self.edit_text(&draft, &before)?;
            if text.trim().is_empty() {
                return Err(self.nothing_written(&draft));
            }
            if text == before {
                return Ok(Outcome::nothing());
            }
            if self.article_bytes(&path)? != before.as_bytes() {
                return Err(DeskError::MovedArticle(slug).into());
            }
            self.record_article(&path, &before, &text, &stamp)
        })
    }

    fn record_article(
        &self,
        path: &str,
        before: &str,
        text: &str,
        stamp: &Stamp,
    ) -> anyhow::Result<Outcome> {
        let after = ArticleFile::parse(path, text.as_bytes())?;
        // One that could not be read before named no ticket that is known.
        let before = ArticleFile::parse(path, before.as_bytes()).ok();
        let before = before.map(|file| file.article);
        let was_ours = before
            .as_ref()
            .is_some_and(|article| article.origin == Origin::Desk);
        if was_ours && after.article.origin != Origin::Desk {
            return Err(no_tickets().into());
        }
        let dated = before.as_ref().map(|article| article.updated);
        let today = stamp.at.date_naive();
        let content = match after.touched(today) {
            Some(touched) if dated == Some(after.article.updated) => touched?,
            _ => text.as_bytes().to_vec(),
        };
        let before = before.map(|article| article.tickets).unwrap_or_default();
        let named = self.known(&after.article.tickets);
        let private = Private::of(&named, &self.contracts()?.read);
        let outcome = self.write(|head| {
            let now = &after.article.tickets;
            let (gained, lost) = (beyond(now, &before), beyond(&before, now));
            let mut changes = linked(head, &gained, after.slug(), stamp)?;
            changes.extend(let_go(head, &lost, after.slug(), stamp)?);
            Ok(Writing {
                changes,
                files: vec![whole(path, &content)],
                summary: Some(format!("edit {path}")),
                ..Writing::default()
            })
        })?;
        self.warn_of_private(path, &after.article, &private);
        Ok(outcome)
    }

    /// Those of the tickets that can be read.
    fn known(&self, ids: &[TicketId]) -> Vec<Ticket> {
        ids.iter()
            .filter_map(|id| self.ticket(id.as_str()).ok())
            .collect()
    }

    /// Names what a public article gives away of customers.
    pub(super) fn warn_of_private(&self, path: &str, article: &Article, private: &Private) {
        if !article.is_public() {
            return;
        }
        let text = format!("{path}\n{}\n{}", article.title, article.body);
        let found = private.found(&text);
        if !found.is_empty() {
            let found = words::listed(&found, "and");
            self.warn(&format!(
                "{path} is public and names {found}; bitacora faq edit {} takes it out",
                faq::slug(path)
            ));
        }
    }
}

pub(super) fn whole(path: &str, content: &[u8]) -> FileChange {
    FileChange {
        path: path.to_owned(),
        content: content.to_vec(),
        replaces: Replaces::Head,
    }
}

pub(super) fn no_tickets() -> Refusal {
    Refusal::Missing {
        what: "the article names no ticket".to_owned(),
        hint: "`tickets: [ID]` in its front matter".to_owned(),
    }
}

/// Those of the first that the second lacks.
fn beyond(from: &[TicketId], among: &[TicketId]) -> Vec<TicketId> {
    let ids = from.iter().filter(|id| !among.contains(id));
    ids.cloned().collect()
}

/// The tickets with the article among theirs.
pub(super) fn linked(
    head: &Head<'_>,
    ids: &[TicketId],
    slug: &str,
    stamp: &Stamp,
) -> anyhow::Result<Vec<Change>> {
    each(head, ids, |ticket, n| {
        lifecycle::promote(ticket, slug, &stamp.nth(n))
    })
}

/// The tickets, those that are there, without the article among theirs.
fn let_go(
    head: &Head<'_>,
    ids: &[TicketId],
    slug: &str,
    stamp: &Stamp,
) -> anyhow::Result<Vec<Change>> {
    let mut there = Vec::new();
    for id in ids {
        if head.read(&layout::ticket(id))?.is_some() {
            there.push(id.clone());
        }
    }
    each(head, &there, |ticket, n| {
        ticket.change(&stamp.nth(n), Name::Edited, |fields| {
            let mut articles = fields.articles.take().unwrap_or_default();
            articles.retain(|known| known != slug);
            fields.articles = (!articles.is_empty()).then_some(articles);
        })
    })
}

fn each(
    head: &Head<'_>,
    ids: &[TicketId],
    step: impl Fn(Ticket, u64) -> Result<Ticket, Refusal>,
) -> anyhow::Result<Vec<Change>> {
    ids.iter()
        .zip(0..)
        .map(|(id, n)| {
            let before = head.ticket(id)?.ticket;
            Ok(Change {
                after: step(before.clone(), n)?,
                before: Some(before),
            })
        })
        .collect()
}
