//! Files in the editor: tickets, articles, the drafts of articles.

use anyhow::Context as _;

use crate::core::faq::{self, Private, Visibility};
use crate::core::layout;
use crate::core::ticket::Ticket;
use crate::store::article_file::{self, ArticleFile};

use super::books::Edited;
use super::editor::Draft;
use super::pen::{self, Outcome, Promoted};
use super::{Desk, DeskError};

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

impl Desk {
    /// Lets the user edit the file of a ticket, and records the result. While
    /// the editor is open nothing is locked; what others commit meanwhile makes
    /// the command fail with the text kept.
    pub fn edit_ticket(&self, reference: &str) -> anyhow::Result<Outcome> {
        let file = self.books.ticket_file(reference)?;
        let before = self
            .books
            .store
            .read(&file.path)?
            .context("the ticket is gone")?;
        let before = String::from_utf8(before).context("the ticket is not UTF-8")?;
        self.pen().rehearse_file(&file.path, before.as_bytes())?;
        let draft = Draft::of_file("edit", file.ticket.id.as_str());
        self.with_draft(&draft, || {
            let text = self.edit_text(&draft, &before)?;
            if text == before {
                return Ok(Outcome::nothing());
            }
            let edit = Edited {
                path: file.path.clone(),
                bytes: text.into_bytes(),
                in_work_tree: false,
            };
            self.unmoved(&file.ticket)?;
            self.pen().record_edits(&[edit])
        })
    }

    /// Lets the user edit an article, and records the result. Tickets that its
    /// list gained or lost are linked or let go in the same commit.
    pub fn edit_article(&self, slug: &str) -> anyhow::Result<Outcome> {
        let stamp = self.pen().stamp()?;
        let slug = self.books.article_slug(slug)?;
        let path = layout::article(&slug);
        let bytes = self.books.article_bytes(&path)?;
        let before = String::from_utf8(bytes).with_context(|| format!("{path} is not UTF-8"))?;
        self.pen().rehearse_file(&path, before.as_bytes())?;
        let draft = Draft::of_file("faq-edit", &slug);
        self.with_draft(&draft, || {
            let text = self.edit_text(&draft, &before)?;
            if text.trim().is_empty() {
                return Err(self.nothing_written(&draft));
            }
            if text == before {
                return Ok(Outcome::nothing());
            }
            if self.books.article_bytes(&path)? != before.as_bytes() {
                return Err(DeskError::MovedArticle(slug).into());
            }
            self.pen().record_article(&path, &before, &text, &stamp)
        })
    }

    /// Refuses when somebody committed to the ticket since it was read.
    fn unmoved(&self, read: &Ticket) -> anyhow::Result<()> {
        let now = self.books.ticket(read.id.as_str())?;
        if now == *read {
            Ok(())
        } else {
            Err(DeskError::Moved(read.id.clone()).into())
        }
    }

    /// Makes one article of resolved tickets, linked both ways, as one commit.
    pub fn promote(&self, promotion: &Promotion<'_>) -> anyhow::Result<Promoted> {
        let stamp = self.pen().stamp()?;
        let tickets = self.pen().promotable(promotion.references, &stamp)?;
        let private = Private::of(&tickets, &self.books.contracts()?.read);
        let today = stamp.at.date_naive();
        let (title, visibility) = (promotion.title, promotion.visibility);
        let mut draft = faq::draft(&tickets, title, visibility, &private, today);
        if let ArticleText::Given(text) = promotion.text {
            draft.body = format!("\n{}\n", text.trim_matches('\n'));
        }
        let slug = pen::slug(promotion.slug, &draft.title)?;
        self.pen().is_free(&slug)?;
        let bytes = article_file::create(&slug, &draft)?;
        if !matches!(promotion.text, ArticleText::Edited) {
            return self.pen().write_article(&slug, &bytes, &stamp, &private);
        }
        self.pen().rehearse_file(&layout::article(&slug), &bytes)?;
        let draft = Draft::of_file("faq-promote", &slug);
        let advised = advised(&String::from_utf8(bytes)?);
        self.with_draft(&draft, || {
            let text = unadvised(&self.edit_text(&draft, &advised)?);
            if text.trim().is_empty() {
                return Err(self.nothing_written(&draft));
            }
            let written = ArticleFile::parse(&layout::article(&slug), text.as_bytes())?;
            let slug = pen::slug(promotion.slug, &written.article.title)?;
            self.pen()
                .write_article(&slug, text.as_bytes(), &stamp, &private)
        })
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
    fn the_advice_comes_out_again() {
        let draft = "---\ntitle: x\n---\n\n## Problem\n\n---\n";
        let shown = advised(draft);
        assert!(shown.starts_with("---\ntitle: x\n# Read it"), "{shown}");
        assert_eq!(unadvised(&shown), draft);
    }
}
