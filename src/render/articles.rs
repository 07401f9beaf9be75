//! Articles of the FAQ as a list and as a page.

use serde_json::{Map, Value, json};

use crate::core::faq::{Article, Origin, Visibility};

use super::{Answer, Cell, Column, Role, Table};

/// An article for programs, with its text or without.
fn data(slug: &str, article: &Article, whole: bool) -> Map<String, Value> {
    let mut data = Map::new();
    data.insert("slug".to_owned(), json!(slug));
    if let Ok(Value::Object(fields)) = serde_json::to_value(article) {
        data.extend(fields);
    }
    if !whole {
        data.shift_remove("body");
    }
    data
}

/// A list of articles with their slugs.
pub fn list<'a>(
    articles: impl Iterator<Item = (&'a str, &'a Article)>,
) -> serde_json::Result<Answer> {
    let mut table = Table::new(vec![
        Column::new("slug", "SLUG").role(Role::Id).wrap_last(),
        Column::new("visibility", "VISIBILITY"),
        Column::new("categories", "CATEGORIES").shrink(1),
        Column::new("tickets", "TICKETS").right(),
        Column::new("updated", "UPDATED").role(Role::Dim),
        Column::new("title", "TITLE").shrink(2),
    ]);
    let mut items = Vec::new();
    for (slug, article) in articles {
        items.push(data(slug, article, false));
        table.rows.push(vec![
            Cell::text(slug),
            visibility(article),
            words(&article.categories),
            Cell::count(article.tickets.len()),
            article.day().map_or(Cell::Missing, Cell::Day),
            Cell::text(&*article.title),
        ]);
    }
    let each = "bitacora/article/1";
    Ok(Answer::many("bitacora/articles/1", "articles", each, &items)?.with_table(table))
}

/// One article as a person reads it: what it is, then its text.
pub fn show(slug: &str, article: &Article) -> serde_json::Result<Answer> {
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
    let table = Table::record(known).titled(format!("{slug}  {}", article.title));
    Ok(
        Answer::one("bitacora/article/1", &data(slug, article, true))?
            .with_table(table)
            .with_prose(article.body.trim_matches(['\n', '\r'])),
    )
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
        let list = list([("hugo/restore", &article)].into_iter()).unwrap();
        let Data::Many { items, .. } = list.data else {
            panic!("a list");
        };
        assert_eq!(items[0]["slug"], "hugo/restore");
        assert_eq!(items[0]["visibility"], Value::Null);
        assert!(items[0].get("body").is_none());
        let page = show("hugo/restore", &article).unwrap();
        assert_eq!(page.prose.as_deref(), Some("Text."));
        let Data::One(data) = page.data else {
            panic!("one");
        };
        assert_eq!(data["origin"], "toml");
        assert_eq!(data["body"], "\r\nText.\r\n");
    }
}
