//! The documents that programs read, by name; their JSON Schemas are those of the
//! types that are written.

use schemars::JsonSchema;
use serde::Serialize;

use crate::core::report::{
    Backlog, Channels, Customer, Inflation, Quality, Recurrence, Summary, TimesReport, Volume,
    Workload,
};

use super::document::{Document, List, Row as Schema};
use super::reports::{COMPLIANCE, Shown};
use super::{
    Answer, Cell, Column, Role, Table, articles, calendars, changes, clocks, contracts, findings,
    history, imports, next, search, sync, tickets,
};

/// Every document, by name.
pub const ALL: &[Schema] = &[
    articles::PAGE.said(),
    articles::LIST.said(),
    calendars::CALENDAR.said(),
    calendars::CALENDARS.said(),
    changes::CHANGES.said(),
    findings::CHECK.said(),
    clocks::CLOCK.said(),
    history::COMMIT.said(),
    history::COMMITS.said(),
    contracts::PAGE.said(),
    contracts::EXPLAINED.said(),
    contracts::LIST.said(),
    ERROR.said(),
    tickets::EVENT.said(),
    findings::FINDING.said(),
    search::FOUND.said(),
    imports::IMPORT.said(),
    search::LIKE.said(),
    tickets::LIST.said(),
    tickets::SELECTED.said(),
    tickets::LOG.said(),
    next::ITEM.said(),
    next::NEXT.said(),
    Backlog::DOCUMENT.said(),
    Channels::DOCUMENT.said(),
    COMPLIANCE.said(),
    Customer::DOCUMENT.said(),
    Inflation::DOCUMENT.said(),
    Quality::DOCUMENT.said(),
    Recurrence::DOCUMENT.said(),
    Summary::DOCUMENT.said(),
    TimesReport::DOCUMENT.said(),
    Volume::DOCUMENT.said(),
    Workload::DOCUMENT.said(),
    SCHEMA.said(),
    SCHEMAS.said(),
    search::SEARCH.said(),
    search::SIMILAR.said(),
    clocks::SLA.said(),
    clocks::EXPLAINED.said(),
    sync::SYNC.said(),
    tickets::TICKET.said(),
    tickets::COLUMN.said(),
    tickets::TICKETS.said(),
];

/// A command that failed.
pub const ERROR: Document<Error> = Document::alone(
    "bitacora/error/1",
    "a command that failed, on standard error",
);
/// One document.
pub const SCHEMA: Document<Described> = Document::alone("bitacora/schema/1", "a line of schema");
/// The documents.
pub const SCHEMAS: List<Described> = List::of("bitacora/schemas/1", "schema", "schemas", &SCHEMA);

/// Why a command failed, and what to type next.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Error {
    /// The exit code.
    #[schemars(range(min = 1, max = 7))]
    pub code: u8,
    /// What went wrong, in one line.
    pub error: String,
    /// What to type next.
    pub hint: Option<String>,
    /// Of a command line that cannot be read.
    #[serde(flatten)]
    pub mistake: Mistaken,
}

/// What is wrong with a command line, as far as it is known.
#[derive(Debug, Default, Serialize, JsonSchema)]
pub struct Mistaken {
    /// The arguments in question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub arguments: Vec<String>,
    /// The values in question.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub values: Vec<String>,
    /// The values that there are.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub possible: Vec<String>,
    /// What was likely meant.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub suggested: Vec<String>,
    /// How the command is typed.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "String")]
    pub usage: Option<String>,
}

/// What there is to say of a document.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Described {
    name: &'static str,
    version: u64,
    about: &'static str,
}

/// The document of this name, which may lack its beginning and its version:
/// `ticket`, `report/volume`.
#[must_use]
pub fn find(name: &str) -> Option<Schema> {
    let short = |schema: &Schema| schema.name.strip_prefix("bitacora/").unwrap_or(schema.name);
    let found = ALL.iter().find(|schema| {
        let unversioned = short(schema).rsplit_once('/').map(|(name, _)| name);
        name == schema.name || name == short(schema) || Some(name) == unversioned
    });
    found.copied()
}

/// The names of the schemas, and what answers so.
#[must_use]
pub fn names() -> Answer<'static> {
    let described = |schema: &Schema| Described {
        name: schema.name,
        version: schema.version(),
        about: schema.about,
    };
    Answer::many(&SCHEMAS, move || ALL.iter().map(described).collect()).with_table(|| {
        let mut table = Table::new(vec![
            Column::new("name", "SCHEMA").role(Role::Id),
            Column::new("version", "VERSION").right(),
            Column::new("about", "ANSWER OF").wrap(1),
        ]);
        let row = |schema: &Schema| {
            let version = Cell::text(schema.version().to_string());
            vec![Cell::text(schema.name), version, Cell::text(schema.about)]
        };
        table.rows = ALL.iter().map(row).collect();
        table
    })
}
