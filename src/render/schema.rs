//! The JSON Schemas (2020-12) of every answer.
//!
//! They are written by hand, since many answers are made as maps; the types of
//! a ticket's fields come from their list. Objects whose keys are ours are
//! closed, and every answer that a test prints is checked, so that a key that
//! is added to an answer and not here fails.

mod calendars;
mod clocks;
mod contracts;
mod promises;
mod reports;

use serde_json::{Map, Value, json};

use crate::core::event::Detail;
use crate::core::faq::{Origin, Visibility};
use crate::core::fields::{FIELDS, Shape, Status};
use crate::core::history::How;
use crate::core::sla::Standing;

use super::{Answer, Cell, Column, RemarkCode, Role, Table};

/// The dialect that [`Schema::document`] is written in.
const DIALECT: &str = "https://json-schema.org/draft/2020-12/schema";

/// The schema of one kind of answer.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// As answers name it, the version last: `bitacora/ticket/1`.
    pub name: &'static str,
    /// What answers so.
    pub about: &'static str,
    body: fn() -> Object,
}

/// Every schema, by name.
pub const ALL: &[Schema] = &[
    schema(
        "bitacora/article/1",
        "an article: faq show; a line of faq list",
        || article(Text::Either),
    ),
    schema("bitacora/articles/1", "faq list", || {
        Object::new().has("articles", list(article(Text::Left).closed()))
    }),
    schema("bitacora/calendar/1", "calendar", calendars::asked),
    schema("bitacora/calendars/1", "calendar list", || {
        Object::new().has("calendars", list(calendars::asked().closed()))
    }),
    schema("bitacora/change/1", "every command that writes", change),
    schema("bitacora/check/1", "check", || {
        Object::new().has("findings", list(finding().closed()))
    }),
    schema("bitacora/clock/1", "a line of sla", clocks::watched),
    schema("bitacora/commit/1", "a line of log --commits", committed),
    schema("bitacora/commits/1", "log --commits", || {
        Object::new().has("commits", list(committed().closed()))
    }),
    schema(
        "bitacora/contract/1",
        "a contract: contract show; a line of contract list",
        || contracts::contract(Text::Either),
    ),
    schema(
        "bitacora/contract/explain/1",
        "contract explain",
        contracts::explained,
    ),
    schema("bitacora/contracts/1", "contract list", || {
        let contract = contracts::contract(Text::Left);
        Object::new().has("contracts", list(contract.closed()))
    }),
    schema(
        "bitacora/error/1",
        "a command that failed, on standard error",
        error,
    ),
    schema("bitacora/event/1", "a line of log", event),
    schema("bitacora/finding/1", "a line of check", finding),
    schema("bitacora/found/1", "a line of search", || {
        found().has("snippet", list(piece()))
    }),
    schema("bitacora/import/1", "import", import),
    schema("bitacora/like/1", "a line of similar", like),
    schema("bitacora/list/1", "list", || {
        Object::new().has("tickets", list(ticket(Text::Left).open()))
    }),
    schema("bitacora/list/columns/1", "list --columns", || {
        Object::new().has("tickets", list(columns().open()))
    }),
    schema("bitacora/log/1", "log", || {
        Object::new().has("events", list(event().closed()))
    }),
    schema("bitacora/next-item/1", "a line of next", clocks::next),
    schema("bitacora/next/1", "next", || {
        Object::new().has("items", list(clocks::next().closed()))
    }),
    schema("bitacora/report/backlog/1", "report backlog", || {
        compared(backlog)
    }),
    schema("bitacora/report/channels/1", "report channels", || {
        compared(reports::channels)
    }),
    schema("bitacora/report/compliance/1", "report compliance", || {
        compared(promises::compliance)
    }),
    schema("bitacora/report/customer/1", "report customer", || {
        compared(reports::customer)
    }),
    schema("bitacora/report/inflation/1", "report inflation", || {
        compared(reports::inflation)
    }),
    schema("bitacora/report/quality/1", "report quality", || {
        compared(reports::quality)
    }),
    schema("bitacora/report/recurrence/1", "report recurrence", || {
        compared(reports::recurrence)
    }),
    schema("bitacora/report/summary/1", "report summary", || {
        compared(summary)
    }),
    schema("bitacora/report/times/1", "report times", || {
        compared(promises::lengths)
    }),
    schema("bitacora/report/volume/1", "report volume", || {
        compared(volume)
    }),
    schema("bitacora/report/workload/1", "report workload", || {
        compared(reports::workload)
    }),
    schema("bitacora/schema/1", "a line of schema", described),
    schema("bitacora/schemas/1", "schema", || {
        Object::new().has("schemas", list(described().closed()))
    }),
    schema("bitacora/search/1", "search", || {
        let found = found().has("snippet", list(piece()));
        Object::new().has("found", list(found.closed()))
    }),
    schema("bitacora/similar/1", "similar", || {
        Object::new().has("found", list(like().closed()))
    }),
    schema("bitacora/sla/1", "sla", || {
        Object::new().has("clocks", list(clocks::watched().closed()))
    }),
    schema("bitacora/sla/explain/1", "sla explain", clocks::explained),
    schema(
        "bitacora/ticket/1",
        "a ticket: show; a line of list",
        || ticket(Text::Either).with_any(),
    ),
    schema(
        "bitacora/ticket/columns/1",
        "a line of list --columns",
        || columns().with_any(),
    ),
    schema("bitacora/tickets/1", "show of several tickets", || {
        Object::new().has("tickets", list(ticket(Text::Given).open()))
    }),
];

const fn schema(name: &'static str, about: &'static str, body: fn() -> Object) -> Schema {
    Schema { name, about, body }
}

impl Schema {
    /// The schema of this name, which may lack its beginning and its version:
    /// `ticket`, `report/volume`.
    #[must_use]
    pub fn find(name: &str) -> Option<Self> {
        let short = |schema: &Self| schema.name.strip_prefix("bitacora/").unwrap_or(schema.name);
        let found = ALL.iter().find(|schema| {
            let unversioned = short(schema).rsplit_once('/').map(|(name, _)| name);
            name == schema.name || name == short(schema) || Some(name) == unversioned
        });
        found.copied()
    }

    /// The version of the answer: a key that goes or changes makes a new one.
    #[must_use]
    pub fn version(&self) -> u64 {
        let version = self.name.rsplit('/').next();
        version.and_then(|text| text.parse().ok()).unwrap_or(0)
    }

    /// Whether what is missing from the answer, and what is said of it, may
    /// stand in it: not in a line, not in what a command did.
    fn has_beside(&self) -> bool {
        let others = ["bitacora/error/1", "bitacora/change/1", "bitacora/import/1"];
        !self.about.starts_with("a line of") && !others.contains(&self.name)
    }

    /// The JSON Schema.
    #[must_use]
    pub fn document(&self) -> Value {
        let mut document = json!({
            "$schema": DIALECT,
            "title": self.name,
            "description": self.about,
        });
        let mut body = (self.body)();
        let own = json!({"const": self.name});
        body.properties.insert("schema".to_owned(), own);
        if self.has_beside() {
            for (key, value) in [("unreadable", list(fault())), ("remarks", list(remark()))] {
                body.properties.entry(key).or_insert(value);
            }
        }
        body.required.insert(0, "schema");
        let is_open = body.is_open;
        let body = if is_open { body.open() } else { body.closed() };
        if let (Value::Object(document), Value::Object(body)) = (&mut document, body) {
            document.extend(body);
        }
        document
    }
}

/// The names of the schemas, and what answers so.
pub fn names() -> serde_json::Result<Answer> {
    let items: Vec<Value> = ALL
        .iter()
        .map(|schema| json!({"name": schema.name, "version": schema.version(), "about": schema.about}))
        .collect();
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
    let each = "bitacora/schema/1";
    Ok(Answer::many("bitacora/schemas/1", "schemas", each, &items)?.with_table(table))
}

/// An object on its way to a schema.
#[derive(Default)]
struct Object {
    properties: Map<String, Value>,
    required: Vec<&'static str>,
    is_open: bool,
}

impl Object {
    fn new() -> Self {
        Self::default()
    }

    /// A key that is always there.
    fn has(mut self, key: &'static str, value: Value) -> Self {
        self.properties.insert(key.to_owned(), value);
        self.required.push(key);
        self
    }

    /// A key that may be absent.
    fn may_have(mut self, key: &str, value: Value) -> Self {
        self.properties.insert(key.to_owned(), value);
        self
    }

    /// Every key of another object, too.
    fn and(mut self, other: Self) -> Self {
        self.properties.extend(other.properties);
        self.required.extend(other.required);
        self
    }

    /// Keys of the user's own may stand beside these.
    fn with_any(mut self) -> Self {
        self.is_open = true;
        self
    }

    fn closed(self) -> Value {
        self.value(false)
    }

    fn open(self) -> Value {
        self.value(true)
    }

    fn value(self, additional: bool) -> Value {
        json!({
            "type": "object",
            "properties": self.properties,
            "required": self.required,
            "additionalProperties": additional,
        })
    }
}

fn text() -> Value {
    json!({"type": "string"})
}

fn number() -> Value {
    json!({"type": "number"})
}

fn whole() -> Value {
    json!({"type": "integer"})
}

fn flag() -> Value {
    json!({"type": "boolean"})
}

fn instant() -> Value {
    json!({"type": "string", "format": "date-time"})
}

fn day() -> Value {
    json!({"type": "string", "format": "date"})
}

fn word(words: &[&str]) -> Value {
    json!({"enum": words})
}

fn object<const N: usize>(keywords: [(&str, Value); N]) -> Value {
    let keywords = keywords.into_iter();
    Value::Object(
        keywords
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

fn list(items: Value) -> Value {
    object([("type", "array".into()), ("items", items)])
}

fn or_null(value: Value) -> Value {
    any(vec![value, json!({"type": "null"})])
}

fn any(values: Vec<Value>) -> Value {
    object([("anyOf", values.into())])
}

/// An object whose keys are not ours.
fn map(values: Value) -> Value {
    object([("type", "object".into()), ("additionalProperties", values)])
}

/// Whether an answer has the text of a thing, or names it alone.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Text {
    Given,
    Left,
    Either,
}

fn shape(shape: Shape) -> Value {
    match shape {
        Shape::Text
        | Shape::Name
        | Shape::Listed(_)
        | Shape::Level(_)
        | Shape::Priority
        | Shape::Duration
        | Shape::Commit
        | Shape::Id => text(),
        Shape::Word(words) => word(words),
        Shape::Number => whole(),
        Shape::Flag => flag(),
        Shape::Instant => instant(),
        Shape::Day => day(),
        Shape::Names | Shape::Commits | Shape::Ids => list(text()),
        Shape::Values => map(json!(true)),
        Shape::Source => Object::new()
            .has("system", text())
            .has("id", text())
            .closed(),
    }
}

fn ticket(body: Text) -> Object {
    let mut ticket = Object::new().has("id", text());
    for field in FIELDS {
        ticket = match field.name {
            "status" => ticket.has("status", shape(field.shape)),
            name => ticket.may_have(name, shape(field.shape)),
        };
    }
    let clocks = || list(clocks::clock().closed());
    // A list has them when it shows clocks.
    let listed = |ticket: Object| {
        ticket
            .may_have("due", or_null(instant()))
            .may_have("sla", or_null(word(Standing::WORDS)))
    };
    match body {
        Text::Given => ticket
            .has("clocks", clocks())
            .has("timeline", list(recorded()))
            .has("body", text()),
        Text::Left => listed(ticket),
        Text::Either => listed(ticket)
            .may_have("clocks", clocks())
            .may_have("timeline", list(recorded()))
            .may_have("body", text()),
    }
}

/// Some columns of a ticket: what it lacks is null.
fn columns() -> Object {
    let instants = ["opened", "updated", "due"];
    let instants = instants.map(|name| (name, instant()));
    let texts = ["id", "source.system", "source.id"].map(|name| (name, text()));
    let fields = FIELDS.iter().map(|field| (field.name, shape(field.shape)));
    let all = fields.chain(texts).chain(instants);
    let all = all.chain([("sla", word(Standing::WORDS))]);
    all.fold(Object::new(), |columns, (name, value)| {
        columns.may_have(name, or_null(value))
    })
}

/// An event as a ticket's file keeps it: its details stand beside the other keys.
fn recorded() -> Value {
    let mut set = Object::new();
    for field in FIELDS {
        set = set.may_have(field.name, or_null(shape(field.shape)));
    }
    let details = Detail::ALL.iter();
    let details = details.filter_map(|detail| Some((detail.as_str(), shape(detail.shape()?))));
    let event = details.fold(Object::new(), |event, (key, value)| {
        event.may_have(key, value)
    });
    event
        .has("at", instant())
        .has("by", text())
        .has("event", text())
        .has("ev", text())
        .may_have("recorded", instant())
        .may_have("imported", flag())
        .may_have("set", set.open())
        .may_have("sections", list(text()))
        .open()
}

fn event() -> Object {
    let changed = Object::new()
        .has("field", text())
        .has("before", json!(true))
        .has("after", json!(true));
    Object::new()
        .has("id", text())
        .has("at", instant())
        .has("recorded", instant())
        .has("by", text())
        .has("event", text())
        .has("ev", text())
        .has("imported", flag())
        .has("fields", list(changed.closed()))
        .has("details", map(json!(true)))
        .has("sections", list(text()))
}

fn committed() -> Object {
    let events = || {
        let event = Object::new().has("ev", text()).has("event", text());
        or_null(list(event.closed()))
    };
    Object::new()
        .has("commit", text())
        .has("id", text())
        .has("at", or_null(instant()))
        .has("committed_at", or_null(instant()))
        .has("unreadable", or_null(text()))
        .has("by", text())
        .has("how", word(How::WORDS))
        .has("parents", whole())
        .has("paths", list(text()))
        .has("claimed", events())
        .has("added", events())
        .has("removed", events())
        .has("changed", events())
        .has("subject", text())
}

/// A file that could not be read.
fn fault() -> Value {
    Object::new()
        .has("path", text())
        .has("line", whole())
        .has("column", whole())
        .has("reason", text())
        .closed()
}

fn remark() -> Value {
    Object::new()
        .has("code", word(RemarkCode::WORDS))
        .has("text", text())
        .closed()
}

fn change() -> Object {
    let changed = Object::new()
        .has("id", text())
        .has("path", text())
        .has("status", word(Status::WORDS))
        .has("summary", text())
        .has("events", list(recorded()));
    Object::new()
        .has("commit", or_null(text()))
        .has("changes", list(changed.closed()))
}

fn finding() -> Object {
    Object::new()
        .has("weight", word(&["fault", "note"]))
        .has("rule", text())
        .has("path", text())
        .has("line", whole())
        .has("column", whole())
        .has("reason", text())
}

/// What is there of a ticket or an article that was found.
fn found() -> Object {
    Object::new()
        .has("kind", word(&["ticket", "article"]))
        .has("id", or_null(text()))
        .has("slug", or_null(text()))
        .has("status", or_null(word(Status::WORDS)))
        .has("title", text())
        .has("customer", or_null(text()))
}

fn piece() -> Value {
    Object::new()
        .has("text", text())
        .has("hit", flag())
        .closed()
}

fn like() -> Object {
    let common = Object::new()
        .has("words", list(text()))
        .has("error_code", or_null(text()))
        .has("service", or_null(text()));
    found()
        .has("percent", whole())
        .has("common", common.closed())
}

fn article(body: Text) -> Object {
    let day = || or_null(day());
    let article = Object::new()
        .has("slug", text())
        .has("origin", word(Origin::WORDS))
        .has("title", text())
        .has("tickets", list(text()))
        .has("categories", list(text()))
        .has("service", or_null(text()))
        .has("error_codes", list(text()))
        .has("tags", list(text()))
        .has("visibility", or_null(word(Visibility::WORDS)))
        .has("created", day())
        .has("updated", day());
    match body {
        Text::Given => article.has("body", text()),
        Text::Left => article,
        Text::Either => article.may_have("body", text()),
    }
}

fn import() -> Object {
    let row = || {
        let row = Object::new()
            .has("line", whole())
            .has("id", or_null(text()))
            .has("reason", text());
        list(row.closed())
    };
    let mut import = Object::new()
        .has("commit", or_null(text()))
        .has("system", text());
    for count in ["rows", "made", "extended", "unchanged", "events"] {
        import = import.has(count, whole());
    }
    import
        .has("skipped", row())
        .has("doubts", row())
        .has("refused", flag())
        .has("unlisted", map(list(text())))
}

fn error() -> Object {
    Object::new()
        .has("code", json!({"enum": [1, 2, 3, 4, 5, 6, 7]}))
        .has("error", text())
        .has("hint", or_null(text()))
        // Of a command line that cannot be read.
        .may_have("arguments", list(text()))
        .may_have("values", list(text()))
        .may_have("possible", list(text()))
        .may_have("suggested", list(text()))
        .may_have("usage", text())
}

fn described() -> Object {
    Object::new()
        .has("name", text())
        .has("version", whole())
        .has("about", text())
}

/// A report, which `--compare` sets beside that of the period before.
fn compared(report: fn() -> Object) -> Object {
    report().may_have("previous", report().closed())
}

/// What every report says of itself.
fn report() -> Object {
    let period = Object::new()
        .has("label", text())
        .has("from", or_null(instant()))
        .has("to", instant());
    Object::new()
        .has("period", period.closed())
        .has("as_of", instant())
        .has("known_at", or_null(instant()))
        .has("zone", text())
        .has("version", text())
        .has("rules", whole())
        .has("tzdata", text())
        .has("where", or_null(text()))
        .has("by_field", or_null(text()))
        .has("commit", or_null(text()))
        .has("tickets", whole())
        .has("spam", whole())
        .has("recorded_late", whole())
        .has("unreadable", list(fault()))
}

fn counts() -> Object {
    let names = ["opened", "resolved", "reopened", "closed", "cancelled"];
    let counts = names.into_iter();
    counts.fold(Object::new(), |counts, name| counts.has(name, whole()))
}

fn open() -> Object {
    Object::new().has("open", whole())
}

/// A row for each value of a field.
fn rows(counts: Object) -> Value {
    let row = Object::new().has("value", or_null(text())).and(counts);
    list(row.closed())
}

fn months() -> Value {
    let month = Object::new()
        .has("month", text())
        .has("from", instant())
        .has("to", instant())
        .has("as_of", instant())
        .and(counts())
        .and(open());
    list(month.closed())
}

fn summary() -> Object {
    let now = Object::new()
        .has("overdue", whole())
        .has("at_risk", whole());
    let backlog = open()
        .has("unclassified", whole())
        .has("by_priority", rows(open()));
    report()
        .has("total", counts().closed())
        .has("reopenings", whole())
        .has("reopen_rate", promises::rate())
        .has("backlog", backlog.closed())
        .has("time_to_resolve", times())
        .has("time_to_resolve_at_source", or_null(times()))
        .has("compliance", promises::by_target().closed())
        .has("turned", promises::turned())
        .has("changed", promises::changed())
        .has("now", now.closed())
        .has("promises", reports::dates())
        .has("by", map(rows(counts())))
        .has("by_month", months())
}

fn times() -> Value {
    let length = || {
        Object::new()
            .has("seconds", whole())
            .has("minutes", whole())
    };
    let ranked = || or_null(length().has("ticket", text()).closed());
    let times = Object::new()
        .has("n", whole())
        .has("median", ranked())
        .has("p90", ranked())
        .has("p95", ranked())
        .has("mean", or_null(length().closed()));
    times.closed()
}

fn volume() -> Object {
    report()
        .has("total", counts().closed())
        .has("by", map(rows(counts())))
        .has("by_month", months())
}

fn backlog() -> Object {
    let age = Object::new()
        .has("from_days", whole())
        .has("to_days", or_null(whole()))
        .and(open());
    let turns = ["us", "customer", "supplier", "schedule", "unknown"].into_iter();
    let turns = turns.fold(Object::new(), |turns, name| turns.has(name, whole()));
    let oldest = Object::new()
        .has("id", text())
        .has("title", text())
        .has("status", word(Status::WORDS))
        .has("assignee", or_null(text()))
        .has("opened_at", instant())
        .has("age_seconds", whole());
    report()
        .and(open())
        .has("unclassified", whole())
        .has("by_age", list(age.closed()))
        .has("waiting", turns.closed())
        .has("by", map(rows(open())))
        .has("by_month", months())
        .has("oldest", list(oldest.closed()))
}
