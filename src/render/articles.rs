//! Articles of the FAQ as a list and as a page.

use chrono::NaiveDate;
use schemars::JsonSchema;
use serde::Serialize;

use crate::core::faq::{Article, Origin, Visibility};
use crate::core::id::TicketId;

use super::document::{Document, List};
use super::{Answer, Cell, Column, Role, Table};

/// One article.
pub const PAGE: Document<Page<'_>> = Document::of(
    "bitacora/article/1",
    "an article: faq show; a line of faq list",
);
/// Articles.
pub const LIST: List<Page<'_>> = List::of("bitacora/articles/1", "faq list", "articles", &PAGE);

/// An article for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Page<'a> {
    slug: &'a str,
    origin: Origin,
    title: &'a str,
    tickets: &'a [TicketId],
    categories: &'a [String],
    service: Option<&'a str>,
    error_codes: &'a [String],
    tags: &'a [String],
    visibility: Option<Visibility>,
    created: Option<NaiveDate>,
    updated: Option<NaiveDate>,
    /// Its text; a list has none.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    body: Option<&'a str>,
}

impl<'a> Page<'a> {
    fn of(slug: &'a str, article: &'a Article) -> Self {
        Self {
            slug,
            origin: article.origin,
            title: &article.title,
            tickets: &article.tickets,
            categories: &article.categories,
            service: article.service.as_deref(),
            error_codes: &article.error_codes,
            tags: &article.tags,
            visibility: article.visibility,
            created: article.created,
            updated: article.updated,
            body: None,
        }
    }
}

/// Articles with their slugs.
#[must_use]
pub fn list<'a>(articles: &'a [(&'a str, &'a Article)]) -> Answer<'a> {
    let pages = articles
        .iter()
        .map(|(slug, article)| Page::of(slug, article));
    Answer::many(&LIST, move || pages.clone().collect()).with_table(|| listed(articles))
}

fn listed(articles: &[(&str, &Article)]) -> Table {
    let mut table = Table::new(vec![
        Column::new("slug", "SLUG").role(Role::Id).wrap_last(),
        Column::new("visibility", "VISIBILITY"),
        Column::new("categories", "CATEGORIES").shrink(1),
        Column::new("tickets", "TICKETS").right(),
        Column::new("updated", "UPDATED").role(Role::Dim),
        Column::new("title", "TITLE").shrink(2),
    ]);
    let rows = articles.iter().map(|(slug, article)| {
        vec![
            Cell::text(*slug),
            visibility(article),
            words(&article.categories),
            Cell::count(article.tickets.len()),
            article.day().map_or(Cell::Missing, Cell::Day),
            Cell::text(&*article.title),
        ]
    });
    table.rows = rows.collect();
    table
}

/// One article as a person reads it: what it is, then its text.
#[must_use]
pub fn show<'a>(slug: &'a str, article: &'a Article) -> Answer<'a> {
    let page = move || Page {
        body: Some(&article.body),
        ..Page::of(slug, article)
    };
    Answer::one(&PAGE, page)
        .with_table(move || record(slug, article))
        .with_prose(article.body.trim_matches(['\n', '\r']))
}

fn record(slug: &str, article: &Article) -> Table {
    let day = |day: Option<chrono::NaiveDate>| day.map_or(Cell::Missing, Cell::Day);
    let ids = article.tickets.iter().map(ToString::to_string).collect();
    let fields = vec![
        ("visibility", visibility(article)),
        ("tickets", words_of(ids)),
        ("categories", words(&article.categories)),
        ("service", Cell::maybe(article.service.as_deref())),
        ("error_codes", words(&article.error_codes)),
        ("tags", words(&article.tags)),
        ("created", day(article.created)),
        ("updated", day(article.updated)),
        ("written by", author(article.origin)),
    ];
    let known = fields
        .into_iter()
        .filter(|(_, cell)| *cell != Cell::Missing)
        .collect();
    Table::record(known).titled(format!("{slug}  {}", article.title))
}

fn visibility(article: &Article) -> Cell {
    Cell::maybe(article.visibility.map(Visibility::as_str))
}

fn words(texts: &[String]) -> Cell {
    words_of(texts.to_vec())
}

fn words_of(texts: Vec<String>) -> Cell {
    if texts.is_empty() {
        Cell::Missing
    } else {
        Cell::List(texts)
    }
}

fn author(origin: Origin) -> Cell {
    match origin {
        Origin::Desk => Cell::Missing,
        Origin::Plain => Cell::text("another program or person (no header)"),
        Origin::Yaml | Origin::Toml | Origin::Json => {
            Cell::text(format!("another program ({origin} header)"))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::Data;
    use super::*;

    #[test]
    fn a_list_has_no_texts_and_a_page_has_one() {
        let article = Article {
            origin: Origin::Toml,
            title: "Restore a backup".to_owned(),
            tickets: Vec::new(),
            categories: Vec::new(),
            service: None,
            error_codes: Vec::new(),
            tags: vec!["backup".to_owned()],
            visibility: None,
            created: None,
            updated: None,
            body: "\r\nText.\r\n".to_owned(),
        };
        let articles = [("hugo/restore", &article)];
        let Data::Many { items, .. } = list(&articles).data().unwrap() else {
            panic!("a list");
        };
        assert_eq!(items[0]["slug"], "hugo/restore");
        assert_eq!(items[0]["visibility"], serde_json::Value::Null);
        assert!(items[0].get("body").is_none());
        let page = show("hugo/restore", &article);
        assert_eq!(page.prose.as_deref(), Some("Text."));
        let Data::One(data) = page.data().unwrap() else {
            panic!("one");
        };
        assert_eq!(data["origin"], "toml");
        assert_eq!(data["body"], "\r\nText.\r\n");
    }
}
