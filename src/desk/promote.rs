//! Promoting resolved tickets to articles.

use chrono::NaiveDate;

use crate::core::faq::{self, Origin, Private, Visibility, is_page};
use crate::core::id::TicketId;
use crate::core::lifecycle;
use crate::core::refusal::Refusal;
use crate::core::stamp::Stamp;
use crate::core::ticket::Ticket;
use crate::core::told::Usage;
use crate::core::words;
use crate::store::article_file::{self, ArticleFile};
use crate::store::git::{Difference, GitError};
use crate::store::layout;

use super::Desk;
use super::editor::Draft;
use super::faq::{linked, no_tickets, whole};
use super::writing::{Outcome, Writing};

/// The longest slug: with folder and ending it fits any file system.
const SLUG: usize = 80;

/// What the editor shows above the draft's text; these lines are left out of
/// the article.
const ADVICE: [&str; 3] = [
    "# Read it as a stranger would: no names, no addresses, nothing that only one customer has.",
    "# `visibility` is internal or public. An empty file aborts.",
    "# These lines are left out.",
];

/// What is to become an article.
#[derive(Debug, Clone, Copy)]
pub struct Promotion<'a> {
    /// Tickets, as typed.
    pub references: &'a [String],
    /// The title; the first ticket's when it is not said.
    pub title: Option<&'a str>,
    /// The file's name; from the title when it is not said.
    pub slug: Option<&'a str>,
    /// Who it is for.
    pub visibility: Visibility,
    /// Where its text comes from.
    pub text: ArticleText<'a>,
}

/// Where the text of an article comes from.
#[derive(Debug, Clone, Copy)]
pub enum ArticleText<'a> {
    /// The command line.
    Given(&'a str),
    /// The draft, unread.
    Draft,
    /// The draft, after a person had it in the editor.
    Edited,
}

/// What became of a promotion.
#[derive(Debug)]
pub struct Promoted {
    /// The article.
    pub slug: String,
    /// What was written.
    pub outcome: Outcome,
}

impl Desk {
    /// Makes one article of resolved tickets, linked both ways, as one commit.
    pub fn promote(&self, promotion: &Promotion<'_>) -> anyhow::Result<Promoted> {
        let stamp = self.stamp()?;
        let tickets = self.promotable(promotion.references, &stamp)?;
        let private = Private::of(&tickets, &self.contracts()?.read);
        let today = stamp.at.date_naive();
        let (title, visibility) = (promotion.title, promotion.visibility);
        let mut draft = faq::draft(&tickets, title, visibility, &private, today);
        if let ArticleText::Given(text) = promotion.text {
            draft.body = format!("\n{}\n", text.trim_matches('\n'));
        }
        let slug = slug(promotion.slug, &draft.title)?;
        self.is_free(&slug)?;
        let bytes = article_file::create(&slug, &draft)?;
        if !matches!(promotion.text, ArticleText::Edited) {
            return self.write_article(&slug, &bytes, &stamp, &private);
        }
        self.rehearse_file(&layout::article(&slug), &bytes)?;
        let draft = Draft::of_file("faq-promote", &slug);
        let advised = advised(&String::from_utf8(bytes)?);
        self.with_draft(&draft, || {
            let text = unadvised(&self.edit_text(&draft, &advised)?);
            if text.trim().is_empty() {
                return Err(self.nothing_written(&draft));
            }
            let written = ArticleFile::parse(&layout::article(&slug), text.as_bytes())?;
            let slug = self::slug(promotion.slug, &written.article.title)?;
            self.write_article(&slug, text.as_bytes(), &stamp, &private)
        })
    }

    /// The tickets, each of which may be promoted: it is better said before
    /// the editor opens.
    fn promotable(&self, references: &[String], stamp: &Stamp) -> anyhow::Result<Vec<Ticket>> {
        let mut tickets = Vec::new();
        for id in self.ids(references)? {
            let ticket = self.ticket(id.as_str())?;
            lifecycle::promote(ticket.clone(), "", stamp)?;
            tickets.push(ticket);
        }
        Ok(tickets)
    }

    /// Whether no article has this slug, in the work tree.
    fn is_free(&self, slug: &str) -> anyhow::Result<()> {
        if self.store.exists(&layout::article(slug))? {
            let slug = slug.to_owned();
            return Err(Refusal::ArticleExists { slug }.into());
        }
        // Some file systems know one file by both names.
        let paths = self.store.article_paths()?;
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
    fn write_article(
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
        let slug = self.article_slug(slug)?;
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
fn slug(said: Option<&str>, title: &str) -> anyhow::Result<String> {
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

/// The draft with the advice at the end of its front matter, where it is a
/// comment.
fn advised(text: &str) -> String {
    let advice = ADVICE.join("\n");
    text.replacen("\n---\n", &format!("\n{advice}\n---\n"), 1)
}

fn unadvised(text: &str) -> String {
    let is_kept = |line: &&str| !ADVICE.contains(&line.trim_end());
    text.split_inclusive('\n').filter(is_kept).collect()
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

    #[test]
    fn the_advice_comes_out_again() {
        let draft = "---\ntitle: x\n---\n\n## Problem\n\n---\n";
        let shown = advised(draft);
        assert!(shown.starts_with("---\ntitle: x\n# Read it"), "{shown}");
        assert_eq!(unadvised(&shown), draft);
    }
}
