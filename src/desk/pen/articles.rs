//! Articles, and the tickets that they are linked with.

use crate::core::change::Change;
use crate::core::event::Name;
use crate::core::faq::{self, Article, Origin, Private};
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::lifecycle;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::Ticket;
use crate::core::words::{self};
use crate::store::article_file::ArticleFile;
use crate::store::git::{FileChange, Replaces};

use super::{Head, Outcome, Pen, Writing};

impl Pen<'_> {
    /// Records an article that was edited; tickets that its list gained or lost
    /// are linked or let go in the same commit.
    ///
    /// # Errors
    /// Those of [`Pen::write`], and an article that is not valid.
    pub(in crate::desk) fn record_article(
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
        let named = self.books.known(&after.article.tickets);
        let private = Private::of(&named, &self.books.contracts()?.read);
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

    /// Names what a public article gives away of customers.
    pub(super) fn warn_of_private(&self, path: &str, article: &Article, private: &Private) {
        if !article.is_public() {
            return;
        }
        let text = format!("{path}\n{}\n{}", article.title, article.body);
        let found = private.found(&text);
        if !found.is_empty() {
            let found = words::listed(&found, "and");
            self.books.warn(format!(
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
