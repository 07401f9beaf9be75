//! What was found by its text, and what is alike.

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::fields::{Status, words};
use crate::core::id::TicketId;
use crate::core::likeness::Common;
use crate::core::search::{Found, Piece, Wanted};
use crate::core::words::listed;

use super::document::{Document, List};
use super::{Answer, Cell, Column, Role, Table};

/// Words in common that people are shown.
const SHARED: usize = 4;

/// One thing that has a text.
pub const FOUND: Document<Hit<'_>> = Document::alone("bitacora/found/1", "a line of search");
/// What has a text.
pub const SEARCH: List<Hit<'_>> = List::of("bitacora/search/1", "search", "found", &FOUND);
/// One thing that is alike.
pub const LIKE: Document<Like<'_>> = Document::alone("bitacora/like/1", "a line of similar");
/// What is alike.
pub const SIMILAR: List<Like<'_>> = List::of("bitacora/similar/1", "similar", "found", &LIKE);

words! {
    /// What was found.
    Sort {
        /// A ticket.
        Ticket = "ticket",
        /// An article.
        Article = "article",
    }
}

/// What is there of a ticket or an article, for programs.
#[derive(Debug, Serialize, JsonSchema)]
struct Thing<'a> {
    kind: Sort,
    /// Of a ticket.
    id: Option<&'a TicketId>,
    /// Of an article.
    slug: Option<&'a str>,
    /// Of a ticket.
    status: Option<Status>,
    title: &'a str,
    customer: Option<&'a str>,
}

/// What has a text, with the part of it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Hit<'a> {
    #[serde(flatten)]
    thing: Thing<'a>,
    snippet: Vec<Piece>,
}

/// What is alike, and how.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Like<'a> {
    #[serde(flatten)]
    thing: Thing<'a>,
    percent: u8,
    common: InCommon<'a>,
}

#[derive(Debug, Serialize, JsonSchema)]
struct InCommon<'a> {
    words: &'a [String],
    error_code: Option<&'a str>,
    service: Option<&'a str>,
}

/// What was found, with the part of each text that has it.
#[must_use]
pub fn found<'a>(found: &'a [Found], wanted: &'a Wanted) -> Answer<'a> {
    let hit = |found: &'a Found| Hit {
        thing: thing(found),
        snippet: wanted.snippet(body(found)),
    };
    Answer::many(&SEARCH, move || found.iter().map(hit).collect()).with_table(move || {
        let mut table = Table::new(vec![
            Column::new("kind", "KIND").for_programs(),
            Column::new("id", "ID").role(Role::Id).wrap_last(),
            Column::new("status", "STATUS"),
            Column::new("customer", "CUSTOMER").shrink(1).if_room(1),
            Column::new("title", "TITLE").shrink(2),
            Column::new("snippet", "TEXT").shrink(2),
        ]);
        let row = |found: &Found| {
            vec![
                Cell::text(kind(found).as_str()),
                Cell::text(name(found)),
                Cell::text(standing(found)),
                Cell::maybe(customer(found)),
                marked(&wanted.mark(title(found))),
                marked(&wanted.snippet(body(found))),
            ]
        };
        table.rows = found.iter().map(row).collect();
        table
    })
}

/// What is alike, and what it has in common with what was asked for.
#[must_use]
pub fn similar(found: &[(Found, Common)]) -> Answer<'_> {
    Answer::many(&SIMILAR, || {
        let each = found.iter();
        each.map(|(found, common)| like(found, common)).collect()
    })
    .with_table(|| {
        let mut table = Table::new(vec![
            Column::new("kind", "KIND").for_programs(),
            Column::new("percent", "%").right(),
            Column::new("id", "ID").role(Role::Id).wrap_last(),
            Column::new("status", "STATUS").if_room(1),
            Column::new("title", "TITLE").shrink(1),
            Column::new("common", "IN COMMON").shrink(1),
        ]);
        let row = |(found, common): &(Found, Common)| {
            vec![
                Cell::text(kind(found).as_str()),
                Cell::Number(common.percent.into()),
                Cell::text(name(found)),
                Cell::text(standing(found)),
                Cell::text(title(found)),
                Cell::text(shared(common)),
            ]
        };
        table.rows = found.iter().map(row).collect();
        table
    })
}

fn like<'a>(found: &'a Found, common: &'a Common) -> Like<'a> {
    Like {
        thing: thing(found),
        percent: common.percent,
        common: InCommon {
            words: &common.words,
            error_code: common.error_code.as_deref(),
            service: common.service.as_deref(),
        },
    }
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

fn thing(found: &Found) -> Thing<'_> {
    let (id, slug, status) = match found {
        Found::Ticket(ticket) => (Some(&ticket.id), None, Some(ticket.status())),
        Found::Article(slug, _) => (None, Some(slug.as_str()), None),
    };
    Thing {
        kind: kind(found),
        id,
        slug,
        status,
        title: title(found),
        customer: customer(found),
    }
}

fn kind(found: &Found) -> Sort {
    match found {
        Found::Ticket(_) => Sort::Ticket,
        Found::Article(..) => Sort::Article,
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
        Found::Article(..) => kind(found).to_string(),
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
