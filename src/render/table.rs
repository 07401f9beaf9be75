//! The one table model between reports and formats.

use std::borrow::Cow;

use super::cell::{Cell, Phrase};
use super::style::Role;
use crate::core::parallel::in_parallel;

/// Rows under named columns. A row shorter than the columns is filled up with
/// [`Cell::Missing`]; cells beyond them are not shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Table {
    /// Written above the table for people; CSV has no place for it.
    pub title: Option<Phrase>,
    /// From left to right.
    pub columns: Vec<Column>,
    /// In the order of the answer.
    pub rows: Vec<Vec<Cell>>,
    /// Sentences under the table, for people only.
    pub notes: Vec<Phrase>,
    /// Whether a terminal shows the columns' headings; pairs of field and
    /// value need none.
    pub headings: bool,
    /// How many of the first columns say what a row is about, so that its
    /// figures can be set beside those of another time; 0 for lists of tickets.
    pub keys: usize,
    /// How many rows people see; programs get all of them.
    pub most: Option<usize>,
}

impl Table {
    /// An empty table with headings.
    #[must_use]
    pub fn new(columns: Vec<Column>) -> Self {
        Self {
            columns,
            headings: true,
            ..Self::default()
        }
    }

    /// A record: one line for each field, without headings on a terminal. Long
    /// values are folded there.
    #[must_use]
    pub fn record(fields: Vec<(&str, Cell)>) -> Self {
        Self {
            columns: vec![
                Column::new("field", "Field").role(Role::Dim),
                Column::new("value", "Value").wrap(1),
            ],
            rows: fields
                .into_iter()
                .map(|(name, value)| vec![Cell::label(name.to_owned()), value])
                .collect(),
            ..Self::default()
        }
    }

    /// The table under a title.
    #[must_use]
    pub fn titled(mut self, title: impl Into<Phrase>) -> Self {
        self.title = Some(title.into());
        self
    }

    /// The table with a sentence under it.
    #[must_use]
    pub fn noted(mut self, note: impl Into<Phrase>) -> Self {
        self.notes.push(note.into());
        self
    }

    /// The table, with so many columns that say what a row is about.
    #[must_use]
    pub fn keyed(mut self, keys: usize) -> Self {
        self.keys = keys;
        self
    }

    /// People see so many rows of it.
    #[must_use]
    pub fn most(mut self, rows: usize) -> Self {
        self.most = Some(rows);
        self
    }

    /// The table as people see it: of a long one the first rows, and how many
    /// more there are.
    pub(super) fn cut(&self) -> Cow<'_, Self> {
        let most = self.most.unwrap_or(usize::MAX);
        let more = self.rows.len().saturating_sub(most);
        // A row that says "1 more" could as well be that row.
        if more <= 1 {
            return Cow::Borrowed(self);
        }
        let table = Self {
            title: self.title.clone(),
            columns: self.columns.clone(),
            rows: self.rows[..most].to_vec(),
            notes: self.notes.clone(),
            ..*self
        };
        let more = vec![Cell::count(more)];
        Cow::Owned(table.noted(Phrase::with(
            "and {0} more; CSV and JSON have them all.",
            more,
        )))
    }

    /// The table without the columns that are not `kept`, by their places.
    #[must_use]
    pub(super) fn keeping(&self, kept: &[bool]) -> Self {
        let keep = |place: &usize| kept.get(*place).copied().unwrap_or(true);
        let places: Vec<usize> = (0..self.columns.len()).filter(keep).collect();
        let row = |row: &Vec<Cell>| {
            let cells: Vec<&Cell> = self.cells(row).collect();
            places.iter().map(|place| cells[*place].clone()).collect()
        };
        Self {
            columns: places
                .iter()
                .map(|place| self.columns[*place].clone())
                .collect(),
            rows: in_parallel(&self.rows, row),
            title: self.title.clone(),
            notes: self.notes.clone(),
            headings: self.headings,
            keys: self.keys,
            most: self.most,
        }
    }

    /// The table without what only programs are shown.
    pub(super) fn for_people(&self) -> Cow<'_, Self> {
        let is_shown = |column: &Column| column.shown != Audience::Programs;
        if self.columns.iter().all(is_shown) {
            return Cow::Borrowed(self);
        }
        let kept: Vec<bool> = self.columns.iter().map(is_shown).collect();
        Cow::Owned(self.keeping(&kept))
    }

    /// The cells of a row, exactly one for each column.
    pub(super) fn cells<'a>(&'a self, row: &'a [Cell]) -> impl Iterator<Item = &'a Cell> {
        (0..self.columns.len()).map(|place| row.get(place).unwrap_or(&Cell::Missing))
    }
}

/// A column and how it is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// For programs: the head of the CSV column, `opened_at`.
    pub name: String,
    /// For people.
    pub heading: String,
    /// To which side its cells stand.
    pub align: Align,
    /// What it does when the terminal is too narrow.
    pub fit: Fit,
    /// The colour of its cells; a [`Cell::Ranked`] has its own.
    pub role: Role,
    /// Who is shown it.
    pub shown: Audience,
}

/// Who is shown a column, and on how wide a terminal.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Audience {
    /// Everybody.
    Always,
    /// Left out on a terminal where the others have no room beside it; those
    /// of the lowest turn go first.
    IfRoom(u8),
    /// Everybody; on a line of its own under the row on a terminal where there
    /// is no room for it beside the others.
    Below,
    /// Whoever reads CSV.
    Programs,
    /// Whoever does not: it only shows again what another column says.
    People,
}

impl Column {
    /// A column on the left that is never shortened.
    #[must_use]
    pub fn new(name: impl Into<String>, heading: impl Into<String>) -> Self {
        Self {
            name: name.into(),
            heading: heading.into(),
            align: Align::Left,
            fit: Fit::Whole,
            role: Role::Plain,
            shown: Audience::Always,
        }
    }

    /// It only shows again what another column says, as bars do.
    #[must_use]
    pub fn look(mut self) -> Self {
        self.shown = Audience::People;
        self
    }

    /// It is left out when room is short, see [`Audience::IfRoom`].
    #[must_use]
    pub fn if_room(mut self, turn: u8) -> Self {
        self.shown = Audience::IfRoom(turn);
        self
    }

    /// It goes under the row when room is short, see [`Audience::Below`].
    #[must_use]
    pub fn below(mut self) -> Self {
        self.shown = Audience::Below;
        self
    }

    /// People are not shown it.
    #[must_use]
    pub fn for_programs(mut self) -> Self {
        self.shown = Audience::Programs;
        self
    }

    /// Its cells stand on the right, as numbers do.
    #[must_use]
    pub fn right(mut self) -> Self {
        self.align = Align::Right;
        self
    }

    /// Its cells are shortened when room is short, see [`Fit::Shrink`].
    #[must_use]
    pub fn shrink(mut self, turn: u8) -> Self {
        self.fit = Fit::Shrink(turn);
        self
    }

    /// Its cells are folded when room is short, see [`Fit::Wrap`].
    #[must_use]
    pub fn wrap(mut self, turn: u8) -> Self {
        self.fit = Fit::Wrap(turn);
        self
    }

    /// Its cells are folded when room is short and nothing else gives way any
    /// more, see [`Fit::WrapLast`].
    #[must_use]
    pub fn wrap_last(mut self) -> Self {
        self.fit = Fit::WrapLast;
        self
    }

    /// Its cells have this colour.
    #[must_use]
    pub fn role(mut self, role: Role) -> Self {
        self.role = role;
        self
    }
}

/// The side of a column on which its cells stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// Text.
    Left,
    /// Numbers and durations.
    Right,
}

/// What a column does when the terminal is too narrow. Turns are taken in
/// ascending order; columns of one turn give way together, the widest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Fit {
    /// Stays whole: what is typed again (ids) or compared (times, numbers).
    Whole,
    /// Is cut, with an ellipsis.
    Shrink(u8),
    /// Goes on in the next line.
    Wrap(u8),
    /// Goes on in the next line, after all turns: what is typed again and may
    /// be long (slugs).
    WrapLast,
}
