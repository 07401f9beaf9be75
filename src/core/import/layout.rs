//! A mapping laid over the header of a file.

use std::collections::HashMap;

use crate::core::fields::{self, FIELD_NAMES, Shape, Status};
use crate::core::words;
use crate::core::zone::Zone;

use super::mapping::{Field, Mapping, Meaning, Part, Table, Template, Type};

/// The field whose columns count only in rows that wait.
pub(super) const WAITING_ON: &str = "waiting_on";

/// What a field holds, and so how a cell becomes its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Holds {
    Text,
    Line,
    Number,
    Flag,
    Date,
    List,
}

/// A field the import sets.
#[derive(Debug)]
pub struct Target {
    /// Its name.
    pub name: String,
    pub(super) holds: Holds,
}

#[derive(Debug)]
pub(super) struct Feed<'a> {
    pub(super) column: usize,
    pub(super) name: &'a str,
    pub(super) target: usize,
    pub(super) table: Option<&'a Table>,
}

/// A mapping laid over the header of a file.
#[derive(Debug)]
pub struct Layout<'a> {
    pub(super) mapping: &'a Mapping,
    pub(super) store: Zone,
    pub(super) width: usize,
    pub(super) targets: Vec<Target>,
    pub(super) by_name: HashMap<String, usize>,
    pub(super) feeds: Vec<Feed<'a>>,
    pub(super) status_only: Vec<usize>,
    pub(super) derives_priority: bool,
    pub(super) titles: Vec<Vec<Piece<'a>>>,
    pub(super) columns: Columns,
}

#[derive(Debug)]
pub(super) enum Piece<'a> {
    Text(&'a str),
    Column(usize),
}

#[derive(Debug)]
pub(super) struct Columns {
    pub(super) id: usize,
    pub(super) opened_at: Option<usize>,
    pub(super) first_response_at: Option<usize>,
    pub(super) resolved_by: Option<usize>,
    pub(super) opened_by: Option<usize>,
    pub(super) at: Option<usize>,
    pub(super) by: Option<usize>,
    pub(super) group: Option<usize>,
    pub(super) comment: Option<usize>,
    pub(super) description: Option<usize>,
    pub(super) milestones: Vec<(Status, usize)>,
}

impl<'a> Layout<'a> {
    /// Finds the mapping's columns in the header. `store` is the zone in which
    /// instants are written down.
    ///
    /// # Errors
    /// A column that the file lacks, or has twice.
    pub fn new(mapping: &'a Mapping, header: &[String], store: Zone) -> Result<Self, String> {
        let find = |name: &str| column(name, header, mapping);
        let need = |name: &String| match find(name)? {
            Some(index) => Ok(index),
            None => Err(format!("the column `{name}` cannot be optional")),
        };
        let maybe = |name: &Option<String>| match name {
            Some(name) => find(name),
            None => Ok(None),
        };
        let mut milestones = Vec::new();
        for (status, name) in &mapping.milestones {
            milestones.extend(find(name)?.map(|index| (*status, index)));
        }
        milestones.sort_unstable();
        let columns = Columns {
            id: need(&mapping.id)?,
            opened_at: maybe(&mapping.opened_at)?,
            first_response_at: maybe(&mapping.first_response_at)?,
            resolved_by: maybe(&mapping.resolved_by)?,
            opened_by: maybe(&mapping.opened_by)?,
            at: maybe(&mapping.at)?,
            by: maybe(&mapping.by)?,
            group: maybe(&mapping.group)?,
            comment: maybe(&mapping.comment)?,
            description: maybe(&mapping.description)?,
            milestones,
        };
        let mut titles = Vec::new();
        for template in &mapping.title.0 {
            titles.extend(pieces(template, &find)?);
        }
        let mut layout = Self {
            mapping,
            store,
            width: header.len(),
            targets: targets(mapping),
            by_name: HashMap::new(),
            feeds: Vec::new(),
            status_only: Vec::new(),
            derives_priority: !mapping.fields().any(|field| field.0 == "priority"),
            titles,
            columns,
        };
        let names = layout.targets.iter().map(|target| target.name.clone());
        layout.by_name = names.zip(0..).collect();
        layout.feed(&find)?;
        Ok(layout)
    }

    fn feed(
        &mut self,
        find: &impl Fn(&str) -> Result<Option<usize>, String>,
    ) -> Result<(), String> {
        for (name, fields) in &self.mapping.columns.0 {
            let Some(column) = find(name)? else { continue };
            let says_where = |field: &Field| field.0 == "status" || field.0 == WAITING_ON;
            let is_status = fields.0.iter().any(says_where);
            for field in &fields.0 {
                let Some(target) = self.target(&field.0) else {
                    continue;
                };
                let table = self.mapping.values.get(field);
                if is_status {
                    self.status_only.push(target);
                    self.status_only.extend(self.set_by(table));
                }
                self.feeds.push(Feed {
                    column,
                    name,
                    target,
                    table,
                });
            }
        }
        // What a wait is for is asked once the status is known.
        let waiting_on = self.target(WAITING_ON);
        self.feeds
            .sort_by_key(|feed| Some(feed.target) == waiting_on);
        Ok(())
    }

    /// The targets that the entries of a table set beside their own.
    fn set_by(&self, table: Option<&Table>) -> Vec<usize> {
        let meanings = table.into_iter().flat_map(Table::meanings);
        let fields = meanings.flat_map(|meaning| match meaning {
            Meaning::Several(values) => values.as_slice(),
            _ => &[],
        });
        fields
            .filter_map(|(field, _)| self.target(&field.0))
            .collect()
    }

    /// The fields the import sets, in the order they are written.
    #[must_use]
    pub fn targets(&self) -> &[Target] {
        &self.targets
    }

    /// The place of a field among the targets.
    #[must_use]
    pub fn target(&self, name: &str) -> Option<usize> {
        self.by_name.get(name).copied()
    }

    /// Whether the priority is to follow from impact and urgency, because no
    /// column has it.
    #[must_use]
    pub fn derives_priority(&self) -> bool {
        self.derives_priority
    }

    /// The targets that say where in its life a ticket is, and nothing else.
    #[must_use]
    pub fn status_only(&self) -> &[usize] {
        &self.status_only
    }
}

fn column(name: &str, header: &[String], mapping: &Mapping) -> Result<Option<usize>, String> {
    let mut places = header.iter().zip(0..).filter(|(column, _)| *column == name);
    match (places.next(), places.next()) {
        (Some((_, index)), None) => Ok(Some(index)),
        (Some(_), Some(_)) => Err(format!("the column `{name}` stands twice in the header")),
        (None, _) if mapping.optional.iter().any(|optional| optional == name) => Ok(None),
        (None, _) => {
            let nearest = words::nearest(name, header.iter().map(String::as_str));
            let nearest = nearest.map(|nearest| format!(" (did you mean {nearest}?)"));
            Err(format!(
                "there is no column `{name}`{}",
                nearest.unwrap_or_default()
            ))
        }
    }
}

/// `None` for a title that needs a column which the file may lack and lacks.
fn pieces<'a>(
    template: &'a Template,
    find: &impl Fn(&str) -> Result<Option<usize>, String>,
) -> Result<Option<Vec<Piece<'a>>>, String> {
    let mut pieces = Vec::new();
    for part in &template.0 {
        pieces.push(match part {
            Part::Text(text) => Piece::Text(text),
            Part::Column(name) => match find(name)? {
                Some(column) => Piece::Column(column),
                None => return Ok(None),
            },
        });
    }
    Ok(Some(pieces))
}

/// The tracked fields first, as files have them, then keys of one's own as the
/// mapping has them.
fn targets(mapping: &Mapping) -> Vec<Target> {
    const ALWAYS: [&str; 3] = ["title", "status", "opened_at"];
    let named = |name: &str| mapping.fields().any(|field| field.0 == name);
    let is_judged = named("impact") && named("urgency");
    let wanted = |name: &str| {
        ALWAYS.contains(&name)
            || named(name)
            || (name == "priority" && is_judged)
            || (name == "priority_because" && (named("priority") || is_judged))
    };
    let tracked = FIELD_NAMES.iter().copied().filter(|name| wanted(name));
    let own = mapping.fields().filter(|field| !field.is_tracked());
    let mut targets: Vec<Target> = Vec::new();
    for name in tracked.chain(own.map(|field| field.0.as_str())) {
        if !targets.iter().any(|target| target.name == name) {
            targets.push(Target {
                name: name.to_owned(),
                holds: holds(name, mapping),
            });
        }
    }
    targets
}

fn holds(name: &str, mapping: &Mapping) -> Holds {
    match mapping.types.get(&Field(name.to_owned())) {
        Some(Type::Text) => return Holds::Text,
        Some(Type::Date) => return Holds::Date,
        Some(Type::Number) => return Holds::Number,
        Some(Type::Flag) => return Holds::Flag,
        None => {}
    }
    let Some(field) = fields::Field::find(name).filter(|field| field.name == name) else {
        return Holds::Text;
    };
    match field.shape {
        Shape::Number => Holds::Number,
        Shape::Names => Holds::List,
        Shape::Flag => Holds::Flag,
        Shape::Instant => Holds::Date,
        _ => Holds::Line,
    }
}
