//! The mapping file of `import csv`: what the columns of a foreign table mean.
//!
//! ```yaml
//! system: servicenow         # with the foreign id it makes the ticket's id, and stands in `source`
//! rows: event                # `event`: a row for each change of a ticket; `ticket`: a row for each ticket
//! encoding: utf-8            # or windows-1252; utf-8 when it is not said
//! delimiter: ","             # one ASCII character; a comma when it is not said
//! nulls: ["?"]               # cells that mean nothing is there, as an empty one always does
//! dates:
//!   format: "%d/%m/%Y %H:%M" # strftime, figures may lack their zero; `rfc3339` when it is not said
//!   zone: Europe/Lisbon      # of dates without an offset; the store's zone when it is not said
//!
//! id: number                 # from here on, names of columns
//! opened_at: opened_at       # when the ticket was opened: the date in its id; the first row's `at` when it is not said
//! first_response_at: first_reply    # when the requester was first answered (may be left out: then nobody knows)
//! resolved_by: resolved_by   # only `rows: ticket`: who resolved it (may be left out)
//! opened_by: opened_by       # who opened it, for histories that begin later (may be left out)
//! at: sys_updated_at         # when the row happened (may be left out for `rows: ticket`)
//! by: sys_updated_by         # who did it; the system's name when it is not said
//! group: assignment_group    # the group that has it, which gives the tier (may be left out): that of the agents whose
//!                            # `team` it is, or by a table of your own, `values: {tier: {Service Desk: 1, "*": 2}}`
//! comment: work_notes        # text that goes with the row's event (may be left out)
//! description: description   # text that begins the ticket's body (may be left out)
//! milestones: {resolved: resolved_at, closed: closed_at}     # only `rows: ticket`: when each status was reached
//! optional: [short_description]                              # columns that a file may lack
//!
//! title: ["{short_description}", "{category} {number}"]      # made once; the first whose columns all have a value
//!
//! columns:                   # column -> field, or several; any other name is a key of your own
//!   incident_state: [status, source_state]
//!   priority: priority
//!   closed_at: source_closed_at
//!
//! types: {source_closed_at: date}    # of keys of your own: text (when it is not said), date, number, flag
//!
//! values:                    # field -> table of foreign values; a field without a table keeps them as they are
//!   status:
//!     New: open
//!     Awaiting User Info: {status: waiting, waiting_on: customer}    # several fields at once
//!     "*": classified        # every value the table lacks; without it such a value is an error
//!   priority: {"1 - Critical": P1, "*": "*"}                         # "*" as a result keeps the foreign value
//! ```
//!
//! A cell that means nothing removes its field, save `title`, `status` and
//! `opened_at`, which stay as they were. A field that a table sets together
//! with another (`waiting_on` above) is removed by the values that do not set
//! it. A column that becomes `waiting_on` counts only in rows whose status is
//! `waiting`: systems keep the reason of a wait that has ended.
//! `priority_because: imported` marks a priority that the store's matrix
//! does not give. Where `impact` and `urgency` are mapped and `priority` is
//! not, the matrix gives it.

use std::collections::HashMap;
use std::fmt;

use serde::de::{Error, MapAccess, Visitor};
use serde::{Deserialize, Deserializer};
use serde_json::{Map, Value};

use crate::core::fields::{Patch, Status};
use crate::core::ordered::Ordered;
use crate::core::policy::Flaw;
use crate::core::zone::Zone;

use super::dates::DateFormat;
use super::scalars::text;
pub use super::scalars::{Field, OneOrMore, Part, Template};

/// What a row of the table is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Rows {
    /// A change of a ticket; its rows in order are its history.
    Event,
    /// A ticket as it stands.
    Ticket,
}

/// How the bytes of the file are characters.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    #[serde(rename = "utf-8")]
    Utf8,
    /// What Windows writes in western Europe and the Americas.
    #[serde(rename = "windows-1252")]
    Windows1252,
}

/// How dates are written.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Dates {
    /// In the notation of `strftime`.
    #[serde(default)]
    pub format: DateFormat,
    /// The zone of dates without an offset.
    #[serde(default)]
    pub zone: Option<Zone>,
}

/// What a key of one's own holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Type {
    /// The cell as it is.
    Text,
    /// An instant.
    Date,
    /// A whole number.
    Number,
    /// `true` or `false`.
    Flag,
}

/// What a foreign value is here.
#[derive(Debug, Clone, PartialEq)]
pub enum Meaning {
    /// The same text.
    Same,
    /// This value of the table's field; null is none.
    Is(Value),
    /// These values of several fields.
    Several(Vec<(Field, Value)>),
}

/// The foreign values of a field and what they are here.
#[derive(Debug, Clone, Default, PartialEq, Deserialize)]
#[serde(from = "Ordered<Meaning>")]
pub struct Table {
    known: HashMap<String, Meaning>,
    others: Option<Meaning>,
}

impl From<Ordered<Meaning>> for Table {
    fn from(entries: Ordered<Meaning>) -> Self {
        let mut known: HashMap<_, _> = entries.0.into_iter().collect();
        let others = known.remove(OTHERS);
        Self { known, others }
    }
}

const OTHERS: &str = "*";
/// What a group gives.
const TIER: &str = "tier";

impl Table {
    /// What a foreign value is; `None` when the table does not know.
    #[must_use]
    pub fn get(&self, foreign: &str) -> Option<&Meaning> {
        self.known.get(foreign).or(self.others.as_ref())
    }

    /// Everything a value may mean.
    pub fn meanings(&self) -> impl Iterator<Item = &Meaning> {
        self.known.values().chain(&self.others)
    }

    /// The foreign values it names.
    pub fn foreign(&self) -> impl Iterator<Item = &str> {
        self.known.keys().map(String::as_str)
    }
}

/// How a foreign table is read; see the head of this module.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// The foreign system's name.
    #[serde(deserialize_with = "system")]
    pub system: String,
    /// What a row is.
    pub rows: Rows,
    /// How bytes are characters.
    #[serde(default)]
    pub encoding: Encoding,
    /// What stands between cells.
    #[serde(default = "comma", deserialize_with = "delimiter")]
    pub delimiter: u8,
    /// Cells that mean nothing is there.
    #[serde(default)]
    pub nulls: Vec<String>,
    /// How dates are written.
    #[serde(default)]
    pub dates: Dates,
    /// The column of the foreign id.
    pub id: String,
    /// The column of the opening.
    #[serde(default)]
    pub opened_at: Option<String>,
    /// The column of the first answer to the requester.
    #[serde(default)]
    pub first_response_at: Option<String>,
    /// The column of who resolved it.
    #[serde(default)]
    pub resolved_by: Option<String>,
    /// The column of who opened it.
    #[serde(default)]
    pub opened_by: Option<String>,
    /// The column of when the row happened.
    #[serde(default)]
    pub at: Option<String>,
    /// The column of who did it.
    #[serde(default)]
    pub by: Option<String>,
    /// The column of the assignment group, which gives the tier.
    #[serde(default)]
    pub group: Option<String>,
    /// Whether the tiers of groups are those of the desk's teams.
    #[serde(skip)]
    by_team: bool,
    /// The column of a text that goes with the event.
    #[serde(default)]
    pub comment: Option<String>,
    /// The column of a text that begins the body.
    #[serde(default)]
    pub description: Option<String>,
    /// Columns of when each status was reached.
    #[serde(default)]
    pub milestones: HashMap<Status, String>,
    /// Columns that a file may lack.
    #[serde(default)]
    pub optional: Vec<String>,
    /// What the title is made of, the best first.
    #[serde(default)]
    pub title: OneOrMore<Template>,
    /// Column to fields.
    #[serde(default)]
    pub columns: Ordered<OneOrMore<Field>>,
    /// What keys of one's own hold.
    #[serde(default)]
    pub types: HashMap<Field, Type>,
    /// Tables of values by field.
    #[serde(default)]
    pub values: HashMap<Field, Table>,
}

const fn comma() -> u8 {
    b','
}

fn delimiter<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    text(deserializer, "one character", |text| {
        match text.as_bytes() {
            [byte] if byte.is_ascii() && !b"\"\r\n\0".contains(byte) => Ok(*byte),
            _ => Err(format!("`{text}` is not one ASCII character")),
        }
    })
}

fn system<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    text(deserializer, "the name of a system", |text| {
        if crate::core::words::is_key(text) {
            Ok(text.to_owned())
        } else {
            Err(format!(
                "`{text}` is not a name: letters, digits, `-`, `_` and `.`"
            ))
        }
    })
}

impl<'de> Deserialize<'de> for Meaning {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;
        impl<'de> Visitor<'de> for Any {
            type Value = Meaning;

            fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
                formatter.write_str("a value, or several as {field: value}")
            }

            fn visit_str<E: Error>(self, text: &str) -> Result<Meaning, E> {
                Ok(match text {
                    OTHERS => Meaning::Same,
                    text => Meaning::Is(text.into()),
                })
            }

            fn visit_bool<E: Error>(self, flag: bool) -> Result<Meaning, E> {
                Ok(Meaning::Is(flag.into()))
            }

            fn visit_u64<E: Error>(self, number: u64) -> Result<Meaning, E> {
                Ok(Meaning::Is(number.into()))
            }

            fn visit_i64<E: Error>(self, number: i64) -> Result<Meaning, E> {
                Ok(Meaning::Is(number.into()))
            }

            fn visit_unit<E: Error>(self) -> Result<Meaning, E> {
                Ok(Meaning::Is(Value::Null))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Meaning, A::Error> {
                let mut values = Vec::new();
                while let Some(field) = map.next_key::<Field>()? {
                    values.push((field, map.next_value()?));
                }
                Ok(Meaning::Several(values))
            }
        }
        deserializer.deserialize_any(Any)
    }
}

impl Mapping {
    /// Every field the import may set: fed by a column, or set by a table together with another.
    pub fn fields(&self) -> impl Iterator<Item = &Field> {
        let fed = self.columns.0.iter().flat_map(|(_, fields)| &fields.0);
        let meanings = self.values.values().flat_map(Table::meanings);
        let together = meanings.flat_map(|meaning| match meaning {
            Meaning::Several(values) => values.as_slice(),
            _ => &[],
        });
        fed.chain(together.map(|(field, _)| field))
    }

    /// Takes the tiers of groups from the desk's teams, where no table says them;
    /// a desk without teams knows none. To be called once, before a file is read.
    pub fn place_groups<'t>(&mut self, teams: impl IntoIterator<Item = (&'t str, u8)>) {
        let Some(column) = self.group.clone() else {
            return;
        };
        let tier = Field(TIER.to_owned());
        if !self.values.contains_key(&tier) {
            let teams = teams.into_iter();
            let known = teams.map(|(team, tier)| (team.to_owned(), Meaning::Is(tier.into())));
            let table = Table {
                known: known.collect(),
                others: Some(Meaning::Is(Value::Null)),
            };
            if table.known.is_empty() {
                return;
            }
            self.values.insert(tier.clone(), table);
            self.by_team = true;
        }
        let mut columns = self.columns.0.iter_mut();
        match columns.find(|(name, _)| *name == column) {
            Some((_, fields)) => fields.0.push(tier),
            None => self.columns.0.push((column, OneOrMore(vec![tier]))),
        }
    }

    /// Whether a group is none of the desk's teams, so that its tickets have no
    /// tier.
    #[must_use]
    pub fn is_no_team(&self, group: &str) -> bool {
        let table = self.values.get(&Field(TIER.to_owned()));
        self.by_team && table.is_some_and(|table| !table.known.contains_key(group))
    }

    /// Checks what the types cannot; the key is the line to point to.
    ///
    /// # Errors
    /// The first thing that is wrong.
    pub fn validate(&self) -> Result<(), Flaw> {
        let is_fed = |name: &str| {
            let mut fed = self.columns.0.iter().flat_map(|(_, fields)| &fields.0);
            fed.any(|field| field.0 == name)
        };
        if self.title.0.is_empty() && !is_fed("title") {
            return Err(("title", "is missing, and no column becomes it".to_owned()));
        }
        if is_fed("opened_at") {
            return Err((
                "columns",
                "has a column for opened_at, which has a line of its own".to_owned(),
            ));
        }
        if self.group.is_some() && is_fed(TIER) {
            return Err((
                "group",
                "gives the tier, and so does a column of `columns:`".to_owned(),
            ));
        }
        match self.rows {
            Rows::Ticket if self.opened_at.is_none() && self.at.is_none() => {
                return Err((
                    "rows",
                    "of tickets need `opened_at:`, the column of the opening".to_owned(),
                ));
            }
            Rows::Event if self.at.is_none() => {
                return Err((
                    "rows",
                    "of events need `at:`, the column of when".to_owned(),
                ));
            }
            Rows::Event if self.resolved_by.is_some() => {
                return Err((
                    "resolved_by",
                    "goes with `rows: ticket`; events have `by:`".to_owned(),
                ));
            }
            Rows::Event if !self.milestones.is_empty() => {
                return Err((
                    "milestones",
                    "go with `rows: ticket`; events have their own dates".to_owned(),
                ));
            }
            _ => {}
        }
        for field in self.values.keys() {
            let is_group = field.0 == TIER && self.group.is_some();
            if !is_group && !is_fed(&field.0) {
                return Err((
                    "values",
                    format!("has `{}`, which no column becomes", field.0),
                ));
            }
        }
        self.validate_results()
    }

    /// What tables give must be values their fields can have.
    fn validate_results(&self) -> Result<(), Flaw> {
        for (field, table) in &self.values {
            for meaning in table.meanings() {
                let results = match meaning {
                    Meaning::Same => &[],
                    Meaning::Is(value) => &[(field.clone(), value.clone())][..],
                    Meaning::Several(values) => values,
                };
                for (of, value) in results {
                    patch(&of.0, value.clone())
                        .map_err(|reason| ("values", format!("for {}: {reason}", of.0)))?;
                }
            }
        }
        Ok(())
    }

    /// Keys of one's own that may be slips for a field nothing else becomes.
    #[must_use]
    pub fn doubts(&self) -> Vec<String> {
        let mut doubts: Vec<String> = Vec::new();
        for field in self.fields() {
            if let Some(meant) = field.meant()
                && !self.fields().any(|other| other.0 == meant)
            {
                let name = &field.0;
                doubts.push(format!(
                    "`{name}` is kept as a key of your own; did you mean {meant}?"
                ));
            }
        }
        doubts.dedup();
        doubts
    }
}

/// One field and its new value as a change; null removes it.
///
/// # Errors
/// A value that the field cannot have.
pub fn patch(field: &str, value: Value) -> Result<Patch, String> {
    let mut map = Map::new();
    map.insert(field.to_owned(), value);
    serde_json::from_value(Value::Object(map)).map_err(|error| error.to_string())
}
