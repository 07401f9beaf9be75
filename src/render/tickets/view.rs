//! Tickets as programs read them.

use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::Serialize;
use serde_json::{Map, Value, json};

use crate::core::event::Event;
use crate::core::fields::{FIELDS, Fields};
use crate::core::id::TicketId;
use crate::core::sla::{Board, Standing};
use crate::core::stamp::Timestamp;
use crate::core::ticket::Ticket;
use crate::core::when::in_zone;
use crate::core::zone::Zone;
use crate::render::clocks::{ShownClock, data};
use crate::render::scene::Scene;

/// The columns that come from the clocks.
pub const OF_CLOCKS: [&str; 2] = ["due", "sla"];

/// The parts of the one field that has some.
pub const OF_SOURCE: [&str; 2] = ["source.system", "source.id"];

/// A ticket for programs, in the zone of the people at the desk. Keys of the
/// user's own stand beside the fields.
#[derive(Debug, Serialize, JsonSchema)]
#[allow(clippy::option_option)] // Absent and null are two things.
pub struct Page<'a> {
    id: &'a TicketId,
    #[serde(flatten)]
    fields: Box<Fields>,
    /// What is due next, in a list that shows clocks.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Timestamp>")]
    pub(super) due: Option<Option<Timestamp>>,
    /// How urgent that is.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Option<Standing>")]
    pub(super) sla: Option<Option<Standing>>,
}

/// A whole ticket for programs.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Whole<'a> {
    #[serde(flatten)]
    page: Page<'a>,
    clocks: Vec<ShownClock<'a>>,
    /// As its file has it.
    timeline: Vec<Event>,
    /// Its text.
    body: &'a str,
}

/// A ticket for programs, whole or as a list has it.
#[derive(Debug, Serialize, JsonSchema)]
pub struct Either<'a> {
    #[serde(flatten)]
    page: Page<'a>,
    /// Of a whole ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<ShownClock<'a>>")]
    clocks: Option<Vec<ShownClock<'a>>>,
    /// As its file has it, of a whole ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "Vec<Event>")]
    timeline: Option<Vec<Event>>,
    /// Its text, of a whole ticket.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schemars(with = "&'a str")]
    body: Option<&'a str>,
}

impl<'a> From<Whole<'a>> for Either<'a> {
    fn from(whole: Whole<'a>) -> Self {
        Self {
            page: whole.page,
            clocks: Some(whole.clocks),
            timeline: Some(whole.timeline),
            body: Some(whole.body),
        }
    }
}

/// Some columns of a ticket: what it lacks is null.
#[derive(Debug, Serialize)]
pub struct Selected(Map<String, Value>);

impl JsonSchema for Selected {
    fn schema_name() -> Cow<'static, str> {
        "Selected".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let text = generator.subschema_for::<String>();
        let instant = generator.subschema_for::<Timestamp>();
        let texts = ["id", OF_SOURCE[0], OF_SOURCE[1]];
        let instants = ["opened", "updated", OF_CLOCKS[0]];
        let fields = FIELDS
            .iter()
            .map(|field| (field.name, field.shape.schema()));
        let all = fields
            .chain(texts.map(|name| (name, text.clone())))
            .chain(instants.map(|name| (name, instant.clone())))
            .chain([(OF_CLOCKS[1], generator.subschema_for::<Standing>())]);
        let or_null = |schema: Schema| json!({"anyOf": [schema, {"type": "null"}]});
        let columns: Map<String, Value> = all
            .map(|(name, schema)| (name.to_owned(), or_null(schema)))
            .collect();
        json_schema!({
            "type": "object",
            "properties": columns,
            "additionalProperties": true,
        })
    }
}

/// A ticket's fields for programs, the timeline and the body apart.
pub(super) fn page(ticket: &Ticket, home: Zone) -> Page<'_> {
    let mut fields = ticket.fields.clone();
    fields.tell_in(home);
    Page {
        id: &ticket.id,
        fields,
        due: None,
        sla: None,
    }
}

/// The timeline as files have it, with its instants in the desk's zone.
fn timeline(ticket: &Ticket, home: Zone) -> Vec<Event> {
    let events = ticket.timeline.iter().cloned();
    let told = events.map(|mut event| {
        event.at = local(event.at, home);
        event.recorded = event.recorded.map(|at| local(at, home));
        event.tell_in(home);
        event
    });
    told.collect()
}

/// A ticket whole, for programs.
pub(super) fn whole<'a>(ticket: &'a Ticket, board: &'a Board, scene: Scene) -> Whole<'a> {
    let found = board.get(ticket).into_iter().flat_map(|found| {
        let each = found.clocks.iter();
        each.map(|clock| data(clock, &found.earlier, scene.home))
    });
    Whole {
        page: page(ticket, scene.home),
        clocks: found.collect(),
        timeline: timeline(ticket, scene.home),
        body: &ticket.body,
    }
}

/// An instant as the people at the desk read it: in their zone, whatever the
/// zone in which it was written down.
pub(super) fn local(at: Timestamp, home: Zone) -> Timestamp {
    in_zone(at.to_utc(), home)
}
