//! One row of a foreign table, read by a mapping.

use std::borrow::Cow;

use serde_json::Value;

use crate::core::fields::Status;
use crate::core::stamp::{Timestamp, rfc3339};
use crate::core::words;

use super::layout::{Feed, Holds, Layout, Piece, WAITING_ON};
use super::mapping::{Meaning, Table};

/// The cells of a row, in the order of the header.
pub trait Cells {
    /// How many there are.
    fn count(&self) -> usize;

    /// The text of one.
    ///
    /// # Errors
    /// Bytes that are no text.
    fn cell(&self, index: usize) -> Result<Cow<'_, str>, String>;
}

/// A row that could be read.
#[derive(Debug, Clone, PartialEq)]
pub struct Row {
    /// When it happened, as the row says.
    pub at: Option<Timestamp>,
    /// When the ticket was opened, as the row says.
    pub opened_at: Option<Timestamp>,
    /// Who did it.
    pub by: String,
    /// When the requester was first answered, as the row says.
    pub first_response_at: Option<Timestamp>,
    /// Who resolved the ticket.
    pub resolved_by: Option<String>,
    /// Who opened the ticket.
    pub opened_by: Option<String>,
    /// The group that has the ticket.
    pub group: Option<String>,
    /// What goes with the event.
    pub comment: Option<String>,
    /// What begins the body.
    pub description: Option<String>,
    /// What the title is made of.
    pub title: Option<String>,
    /// When each status was reached, in the order of time.
    pub milestones: Vec<(Timestamp, Status)>,
    /// The values of the targets; `None` for nothing.
    pub values: Vec<Option<Value>>,
}

impl Layout<'_> {
    /// The foreign id of a row.
    ///
    /// # Errors
    /// There is none, or none that can be kept.
    pub fn id(&self, cells: &impl Cells) -> Result<String, String> {
        let name = &self.mapping.id;
        if self.columns.id >= cells.count() {
            return Err(self.width_differs(cells));
        }
        let id = self.cell(cells, self.columns.id, name)?;
        let id = id.ok_or_else(|| format!("{name} is empty"))?;
        if id.len() > 200 || id.chars().any(char::is_control) {
            return Err(format!("{name} is no id: {id:.40}"));
        }
        Ok(id)
    }

    fn width_differs(&self, cells: &impl Cells) -> String {
        format!(
            "it has {} and the header has {}",
            words::counted(cells.count(), "cell"),
            self.width
        )
    }

    /// Reads a row.
    ///
    /// # Errors
    /// What is wrong with it, as a sentence without its full stop.
    pub fn row(&self, cells: &impl Cells) -> Result<Row, String> {
        if cells.count() != self.width {
            return Err(self.width_differs(cells));
        }
        let columns = &self.columns;
        let named = |index: Option<usize>, name: &Option<String>| {
            let name = name.as_deref().unwrap_or_default();
            index.map_or(Ok(None), |index| self.cell(cells, index, name))
        };
        let mapping = self.mapping;
        let at = named(columns.at, &mapping.at)?;
        let opened_at = named(columns.opened_at, &mapping.opened_at)?;
        let by = named(columns.by, &mapping.by)?;
        let opened_by = named(columns.opened_by, &mapping.opened_by)?;
        let resolved_by = named(columns.resolved_by, &mapping.resolved_by)?;
        let answered = named(columns.first_response_at, &mapping.first_response_at)?;
        let mut row = Row {
            at: self.date(at.as_deref(), mapping.at.as_deref().unwrap_or_default())?,
            opened_at: self.date(
                opened_at.as_deref(),
                mapping.opened_at.as_deref().unwrap_or_default(),
            )?,
            by: by.map_or_else(|| mapping.system.clone(), |by| one_line(&by)),
            first_response_at: self.date(
                answered.as_deref(),
                mapping.first_response_at.as_deref().unwrap_or_default(),
            )?,
            resolved_by: resolved_by.map(|by| one_line(&by)),
            opened_by: opened_by.map(|by| one_line(&by)),
            group: named(columns.group, &mapping.group)?,
            comment: named(columns.comment, &mapping.comment)?,
            description: named(columns.description, &mapping.description)?,
            title: self.title(cells)?,
            milestones: self.milestones(cells)?,
            values: vec![None; self.targets.len()],
        };
        if let Some(opened) = self.target("opened_at") {
            let opened_at = row.opened_at.as_ref().map(rfc3339);
            row.values[opened] = opened_at.map(Value::from);
        }
        let (status, waiting_on) = (self.target("status"), self.target(WAITING_ON));
        for feed in &self.feeds {
            let status = status.and_then(|status| row.values[status].as_ref());
            let waits = status.is_some_and(|status| status == Status::Waiting.as_str());
            if Some(feed.target) == waiting_on && !waits {
                continue;
            }
            if let Some(foreign) = self.cell(cells, feed.column, feed.name)? {
                self.take(feed, &foreign, &mut row.values)
                    .map_err(|reason| format!("{}: {reason}", feed.name))?;
            }
        }
        Ok(row)
    }

    /// The text of a cell without the spaces around it; `None` for nothing.
    fn cell(&self, cells: &impl Cells, index: usize, name: &str) -> Result<Option<String>, String> {
        let text = cells
            .cell(index)
            .map_err(|reason| format!("{name}: {reason}"))?;
        let text = text.trim();
        let is_null = text.is_empty() || self.mapping.nulls.iter().any(|null| null == text);
        Ok((!is_null).then(|| text.to_owned()))
    }

    fn date(&self, text: Option<&str>, name: &str) -> Result<Option<Timestamp>, String> {
        let dates = &self.mapping.dates;
        let from = dates.zone.unwrap_or(self.store);
        text.map(|text| dates.format.read(text, from, self.store))
            .transpose()
            .map_err(|reason| format!("{name}: {reason}"))
    }

    fn milestones(&self, cells: &impl Cells) -> Result<Vec<(Timestamp, Status)>, String> {
        let mut reached = Vec::new();
        for (status, column) in &self.columns.milestones {
            let name = &self.mapping.milestones[status];
            let text = self.cell(cells, *column, name)?;
            reached.extend(self.date(text.as_deref(), name)?.map(|at| (at, *status)));
        }
        reached.sort_unstable();
        Ok(reached)
    }

    fn title(&self, cells: &impl Cells) -> Result<Option<String>, String> {
        'titles: for pieces in &self.titles {
            let mut title = String::new();
            for piece in pieces {
                match piece {
                    Piece::Text(text) => title.push_str(text),
                    Piece::Column(column) => match self.cell(cells, *column, "title")? {
                        Some(text) => title.push_str(&text),
                        None => continue 'titles,
                    },
                }
            }
            return Ok(Some(one_line(&title)));
        }
        Ok(None)
    }

    fn take(
        &self,
        feed: &Feed<'_>,
        foreign: &str,
        values: &mut [Option<Value>],
    ) -> Result<(), String> {
        let meaning = match feed.table {
            None => &Meaning::Same,
            Some(table) => table
                .get(foreign)
                .ok_or_else(|| unmapped(table, foreign, &self.targets[feed.target].name))?,
        };
        match meaning {
            Meaning::Same => values[feed.target] = Some(self.value(feed.target, foreign)?),
            Meaning::Is(value) => values[feed.target] = present(value),
            Meaning::Several(several) => {
                for (field, value) in several {
                    if let Some(target) = self.target(&field.0) {
                        values[target] = present(value);
                    }
                }
            }
        }
        Ok(())
    }

    fn value(&self, target: usize, text: &str) -> Result<Value, String> {
        let name = &self.targets[target].name;
        Ok(match self.targets[target].holds {
            Holds::Text => text.into(),
            Holds::Line => one_line(text).into(),
            Holds::Number => text
                .parse::<i64>()
                .map_err(|_| format!("`{text}` is not a number"))?
                .into(),
            Holds::Flag => match text.to_ascii_lowercase().as_str() {
                "true" | "yes" | "1" => true.into(),
                "false" | "no" | "0" => false.into(),
                _ => return Err(format!("`{text}` is neither true nor false")),
            },
            Holds::Date => match self.date(Some(text), name)? {
                Some(instant) => rfc3339(&instant).into(),
                None => Value::Null,
            },
            Holds::List => text
                .split([',', ';'])
                .map(one_line)
                .filter(|item| !item.is_empty())
                .collect(),
        })
    }
}

fn present(value: &Value) -> Option<Value> {
    (!value.is_null()).then(|| value.clone())
}

fn unmapped(table: &Table, foreign: &str, field: &str) -> String {
    let nearest = match words::nearest(foreign, table.foreign()) {
        Some(nearest) => format!(" (did you mean {nearest}?)"),
        None => String::new(),
    };
    format!("`{foreign}` is not in the mapping's values for {field}{nearest}")
}

/// Control characters become spaces, and several spaces at such a place one.
pub(super) fn one_line(text: &str) -> String {
    if !text.contains(char::is_control) {
        return text.trim().to_owned();
    }
    let spaced = text.replace(char::is_control, " ");
    let words: Vec<&str> = spaced.split_whitespace().collect();
    words.join(" ")
}
