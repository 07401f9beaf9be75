//! What was found by its text, and what is alike.

use serde_json::{Map, Value, json};

use crate::core::likeness::Common;
use crate::core::search::{Found, Piece, Wanted};
use crate::core::words::listed;

use super::{Answer, Cell, Column, Role, Table};

/// Words in common that people are shown.
const SHARED: usize = 4;

/// What was found, with the part of each text that has it.
pub fn found(found: &[Found], wanted: &Wanted) -> serde_json::Result<Answer> {
    let mut table = Table::new(vec![
        Column::new("kind", "KIND").for_programs(),
        Column::new("id", "ID").role(Role::Id).wrap_last(),
        Column::new("status", "STATUS"),
        Column::new("customer", "CUSTOMER").shrink(1).if_room(1),
        Column::new("title", "TITLE").shrink(2),
        Column::new("snippet", "TEXT").shrink(2),
    ]);
    let mut items = Vec::new();
    for found in found {
        let snippet = wanted.snippet(body(found));
        table.rows.push(vec![
            Cell::text(kind(found)),
            Cell::text(name(found)),
            Cell::text(standing(found)),
            Cell::maybe(customer(found)),
            marked(&wanted.mark(title(found))),
            marked(&snippet),
        ]);
        let mut item = data(found);
        item.insert("snippet".to_owned(), json!(snippet));
        items.push(item);
    }
    Ok(Answer::many("bitacora/search/1", "found", "bitacora/found/1", &items)?.with_table(table))
}

/// What is alike, and what it has in common with what was asked for.
pub fn similar(found: &[(Found, Common)]) -> serde_json::Result<Answer> {
    let mut table = Table::new(vec![
        Column::new("kind", "KIND").for_programs(),
        Column::new("percent", "%").right(),
        Column::new("id", "ID").role(Role::Id).wrap_last(),
        Column::new("status", "STATUS").if_room(1),
        Column::new("title", "TITLE").shrink(1),
        Column::new("common", "IN COMMON").shrink(1),
    ]);
    let mut items = Vec::new();
    for (found, common) in found {
        table.rows.push(vec![
            Cell::text(kind(found)),
            Cell::Number(common.percent.into()),
            Cell::text(name(found)),
            Cell::text(standing(found)),
            Cell::text(title(found)),
            Cell::text(shared(common)),
        ]);
        let mut item = data(found);
        item.insert("percent".to_owned(), json!(common.percent));
        let common = json!({
            "words": common.words,
            "error_code": common.error_code,
            "service": common.service,
        });
        item.insert("common".to_owned(), common);
        items.push(item);
    }
    Ok(Answer::many("bitacora/similar/1", "found", "bitacora/like/1", &items)?.with_table(table))
}

/// One line about something that is alike: what to look at, and what it is.
#[must_use]
pub fn remark(found: &Found, common: &Common) -> String {
    let (name, title, shared) = (name(found), title(found), shared(common));
    format!("{name}  {title} ({} % alike: {shared})", common.percent)
}

fn shared(common: &Common) -> String {
    let code = common.error_code.iter();
    let code = code.map(|code| format!("the code {code}"));
    let service = common.service.iter();
    let service = service.map(|service| format!("the service {service}"));
    let words = common.words.iter().take(SHARED).cloned();
    let all: Vec<String> = code.chain(service).chain(words).collect();
    listed(&all, "and")
}

fn data(found: &Found) -> Map<String, Value> {
    let (id, slug, status) = match found {
        Found::Ticket(ticket) => (Some(&ticket.id), None, Some(ticket.status())),
        Found::Article(slug, _) => (None, Some(slug), None),
    };
    let data = json!({
        "kind": kind(found),
        "id": id,
        "slug": slug,
        "status": status,
        "title": title(found),
        "customer": customer(found),
    });
    match data {
        Value::Object(data) => data,
        _ => Map::new(),
    }
}

fn kind(found: &Found) -> &'static str {
    match found {
        Found::Ticket(_) => "ticket",
        Found::Article(..) => "article",
    }
}

fn name(found: &Found) -> &str {
    match found {
        Found::Ticket(ticket) => ticket.id.as_str(),
        Found::Article(slug, _) => slug,
    }
}

fn standing(found: &Found) -> String {
    match found {
        Found::Ticket(ticket) => ticket.status().to_string(),
        Found::Article(..) => kind(found).to_owned(),
    }
}

fn title(found: &Found) -> &str {
    match found {
        Found::Ticket(ticket) => ticket.title(),
        Found::Article(_, article) => &article.title,
    }
}

fn customer(found: &Found) -> Option<&str> {
    match found {
        Found::Ticket(ticket) => ticket.fields.customer.as_deref(),
        Found::Article(..) => None,
    }
}

fn body(found: &Found) -> &str {
    match found {
        Found::Ticket(ticket) => &ticket.body,
        Found::Article(_, article) => &article.body,
    }
}

fn marked(pieces: &[Piece]) -> Cell {
    let mut text = String::new();
    let mut hits = Vec::new();
    for piece in pieces {
        let start = text.len();
        text.push_str(&piece.text);
        if piece.hit {
            hits.push(start..text.len());
        }
    }
    Cell::Marked { text, hits }
}
