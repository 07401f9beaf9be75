//! Promoting resolved tickets to articles.

use chrono::NaiveDate;

use crate::core::faq::{self, Origin, Private, is_page};
use crate::core::id::TicketId;
use crate::core::layout;
use crate::core::lifecycle;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::Ticket;
use crate::core::told::Usage;
use crate::core::words;
use crate::store::article_file::ArticleFile;
use crate::store::git::{Difference, GitError};

use super::articles::{linked, no_tickets, whole};
use super::{Outcome, Pen, Writing};

/// The longest slug: with folder and ending it fits any file system.
const SLUG: usize = 80;

/// What became of a promotion.
#[derive(Debug)]
pub struct Promoted {
    /// The article.
    pub slug: String,
    /// What was written.
    pub outcome: Outcome,
}

impl Pen<'_> {
    /// The tickets, each of which may be promoted: it is better said before
    /// the editor opens.
    pub(in crate::desk) fn promotable(
        &self,
        references: &[String],
        stamp: &Stamp,
    ) -> anyhow::Result<Vec<Ticket>> {
        let mut tickets = Vec::new();
        for id in self.books.ids(references)? {
            let ticket = self.books.ticket(id.as_str())?;
            lifecycle::promote(ticket.clone(), "", stamp)?;
            tickets.push(ticket);
        }
        Ok(tickets)
    }

    /// Whether no article has this slug, in the work tree.
    pub(in crate::desk) fn is_free(&self, slug: &str) -> anyhow::Result<()> {
        if self.books.store.exists(&layout::article(slug))? {
            let slug = slug.to_owned();
            return Err(Refusal::ArticleExists { slug }.into());
        }
        // Some file systems know one file by both names.
        let paths = self.books.store.article_paths()?;
        let mut slugs = paths.iter().map(|path| faq::slug(path));
        match slugs.find(|other| other.eq_ignore_ascii_case(slug)) {
            Some(other) => Err(Refusal::ArticleExists {
                slug: other.to_owned(),
            }
            .into()),
            None => Ok(()),
        }
    }

    /// Writes a new article and the links of the tickets it names.
    pub(in crate::desk) fn write_article(
        &self,
        slug: &str,
        bytes: &[u8],
        stamp: &Stamp,
        private: &Private,
    ) -> anyhow::Result<Promoted> {
        let path = layout::article(slug);
        let article = ArticleFile::parse(&path, bytes)?.article;
        if article.origin != Origin::Desk || article.tickets.is_empty() {
            return Err(no_tickets().into());
        }
        let outcome = self.write(|head| {
            self.is_free(slug)?;
            if head.read(&path)?.is_some() {
                let slug = slug.to_owned();
                return Err(Refusal::ArticleExists { slug }.into());
            }
            Ok(Writing {
                changes: linked(head, &article.tickets, slug, stamp)?,
                files: vec![whole(&path, bytes)],
                summary: Some(format!("promote to {path}")),
                ..Writing::default()
            })
        })?;
        self.warn_of_private(&path, &article, private);
        let slug = slug.to_owned();
        Ok(Promoted { slug, outcome })
    }

    /// Adds tickets to an article there is, linked both ways, as one commit.
    pub fn promote_into(&self, references: &[String], slug: &str) -> anyhow::Result<Promoted> {
        let stamp = self.stamp()?;
        let slug = self.books.article_slug(slug)?;
        let path = layout::article(&slug);
        let tickets = self.promotable(references, &stamp)?;
        let ids: Vec<TicketId> = tickets.iter().map(|ticket| ticket.id.clone()).collect();
        let outcome = self.write(|head| {
            let bytes = head.read(&path)?.ok_or_else(|| GitError::Uncommitted {
                path: path.clone(),
                state: Difference::New,
            })?;
            let file = ArticleFile::parse(&path, &bytes)?;
            let mut writing = Writing {
                changes: linked(head, &ids, &slug, &stamp)?,
                summary: Some(format!("promote to {path}")),
                ..Writing::default()
            };
            let content = extended(&file, &tickets, stamp.at.date_naive())?;
            if content != bytes {
                writing.files.push(whole(&path, &content));
            }
            Ok(writing)
        })?;
        Ok(Promoted { slug, outcome })
    }
}

/// The article's file with the tickets it lacks, and their error codes.
fn extended(file: &ArticleFile, tickets: &[Ticket], today: NaiveDate) -> anyhow::Result<Vec<u8>> {
    let article = &file.article;
    let new = tickets
        .iter()
        .filter(|ticket| !article.tickets.contains(&ticket.id));
    let mut codes: Vec<String> = Vec::new();
    for code in new
        .clone()
        .filter_map(|ticket| ticket.fields.error_code.as_ref())
    {
        if !article.error_codes.contains(code) && !codes.contains(code) {
            codes.push(code.clone());
        }
    }
    let ids: Vec<TicketId> = new.map(|ticket| ticket.id.clone()).collect();
    let slug = file.slug().to_owned();
    let content = file.with(&ids, &codes, today);
    Ok(content.ok_or(Refusal::NotOurArticle { slug })??)
}

/// The slug said, or that of the title.
pub(in crate::desk) fn slug(said: Option<&str>, title: &str) -> anyhow::Result<String> {
    let slug = words::slug(said.unwrap_or(title), SLUG);
    match said {
        Some(said) if words::is_device(said) => Err(Usage::new(
            format!("`{said}` is a device of Windows, where no file can be called so"),
            format!("--slug {slug}"),
        )
        .into()),
        Some(said) if slug != said || slug.is_empty() => Err(Usage::new(
            format!("`{said}` is not a slug: lower-case letters, digits and single hyphens"),
            format!("--slug {}", if slug.is_empty() { "NAME" } else { &*slug }),
        )
        .into()),
        Some(said) if is_page(said) => Err(Usage::new(
            format!("{said}.md is a page about its folder, not an article"),
            "--slug NAME",
        )
        .into()),
        None if is_page(&slug) => Ok(format!("{slug}-article")),
        None if slug.is_empty() => {
            Err(Usage::new("the title has no letter for a file's name", "--slug NAME").into())
        }
        _ => Ok(slug),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slug_is_what_a_title_leaves_and_what_is_said_must_be_one() {
        for (said, title, expected) in [
            (
                None,
                "La factura se rechaza: H007",
                "la-factura-se-rechaza-h007",
            ),
            (Some("h007"), "Anything", "h007"),
        ] {
            assert_eq!(slug(said, title).unwrap(), expected);
        }
        for (said, title) in [
            (None, "日本"),
            (None, ""),
            (Some("../x"), "x"),
            (Some("Año"), "x"),
            (Some("a/b"), "x"),
            (Some(""), "x"),
            (Some("con"), "x"),
        ] {
            assert!(slug(said, title).is_err(), "{said:?} {title}");
        }
        assert!(slug(None, &"long title ".repeat(40)).unwrap().len() <= SLUG);
    }
}
