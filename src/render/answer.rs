//! What a command answers, whatever it is written as.

use serde::Serialize;
use serde_json::Value;

use super::alerts::Alerts;
use super::junit::Suite;
use super::metrics::Gauge;
use super::table::Table;
use crate::core::fault::Fault;
use crate::core::fields::words;

/// What a command has to say on stdout.
#[derive(Debug, Clone, PartialEq)]
pub struct Answer {
    /// The name and version of the document: `bitacora/list/1`.
    pub schema: &'static str,
    /// For programs.
    pub data: Data,
    /// For people and spreadsheets.
    pub tables: Vec<Table>,
    /// A text of the store, shown after the tables as it stands (made
    /// harmless); CSV leaves it out.
    pub prose: Option<String>,
    /// What CSV has instead of the tables: one table with a row for each thing
    /// that was counted.
    pub sheet: Option<Table>,
    /// What is judged, for [`super::Format::Junit`].
    pub suites: Option<Vec<Suite>>,
    /// What is wrong and where, for [`super::Format::Sarif`] and annotations.
    pub alerts: Option<Alerts>,
    /// What is measured, for [`super::Format::Openmetrics`].
    pub gauges: Option<Vec<Gauge>>,
    /// What people are told beside it.
    pub beside: Beside,
}

/// What an answer lacks, and what is said of it: people read it on standard
/// error, and programs in the document.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Beside {
    /// The files that could not be read, so that what they hold is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unreadable: Vec<Fault>,
    /// Everything else.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
}

/// A sentence about an answer, and a word for it that stays the same.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Remark {
    /// For programs.
    pub code: RemarkCode,
    /// For people.
    pub text: String,
}

words! {
    /// What a remark is about.
    RemarkCode {
        /// Files are missing that git has: a sparse checkout, deleted files.
        Absent = "absent",
        /// The clocks cannot be told.
        Clocks = "clocks",
        /// A commit cannot be read as git writes them.
        Commit = "commit",
        /// A clone has not all of the history.
        Cut = "cut",
        /// A condition of a build is met, and why.
        Gate = "gate",
        /// Events were written down after the period.
        Late = "late",
        /// There are more than are shown.
        Limit = "limit",
        /// A period of a report, said with its days.
        Period = "period",
        /// Nobody promised anything about some tickets.
        Unbound = "unbound",
        /// The contract of some tickets cannot be read.
        Unread = "unread",
    }
}

impl RemarkCode {
    /// Whether something is missing from the answer.
    #[must_use]
    pub const fn is_of_a_gap(self) -> bool {
        matches!(
            self,
            Self::Absent | Self::Clocks | Self::Commit | Self::Cut | Self::Unread
        )
    }
}

impl Beside {
    /// Whether something is missing from the answer.
    #[must_use]
    pub fn is_short(&self) -> bool {
        let mut remarks = self.remarks.iter();
        !self.unreadable.is_empty() || remarks.any(|remark| remark.code.is_of_a_gap())
    }
}

/// The parts of an answer that will be written: of a list of thousands the
/// others are not made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Any of them is wanted without the others.
pub struct Parts {
    /// What JSON is made from.
    pub data: bool,
    /// What people read.
    pub tables: bool,
    /// What spreadsheets read.
    pub sheet: bool,
    /// What CI systems read.
    pub verdicts: bool,
    /// The lines of files that are told with what is found.
    pub lines: bool,
}

impl Parts {
    /// Tables alone.
    pub const TABLES: Self = Self {
        data: false,
        tables: true,
        sheet: false,
        verdicts: false,
        lines: false,
    };
}

/// An answer for programs.
#[derive(Debug, Clone, PartialEq)]
pub enum Data {
    /// One object, whose fields stand beside `schema`.
    One(Value),
    /// An array under `key`, which is `[]` when there is nothing. JSON Lines
    /// write one item a line under the schema `each`.
    Many {
        /// `tickets`.
        key: &'static str,
        /// `bitacora/ticket/1`.
        each: &'static str,
        /// Objects.
        items: Vec<Value>,
    },
}

impl Answer {
    /// An answer about one thing: a ticket, a report.
    ///
    /// # Errors
    ///
    /// When `data` cannot be JSON, which is a fault of its type.
    pub fn one(schema: &'static str, data: &impl Serialize) -> serde_json::Result<Self> {
        Ok(Self::from_data(
            schema,
            Data::One(serde_json::to_value(data)?),
        ))
    }

    /// An answer that lists things: `key` and `each` as in [`Data::Many`].
    ///
    /// # Errors
    ///
    /// When an item cannot be JSON, which is a fault of its type.
    pub fn many<T: Serialize>(
        schema: &'static str,
        key: &'static str,
        each: &'static str,
        items: &[T],
    ) -> serde_json::Result<Self> {
        let items = items
            .iter()
            .map(serde_json::to_value)
            .collect::<Result<_, _>>()?;
        Ok(Self::from_data(schema, Data::Many { key, each, items }))
    }

    /// The same of items that are JSON already.
    #[must_use]
    pub fn listing(
        schema: &'static str,
        key: &'static str,
        each: &'static str,
        items: Vec<Value>,
    ) -> Self {
        Self::from_data(schema, Data::Many { key, each, items })
    }

    /// The same answer with one more table.
    #[must_use]
    pub fn with_table(mut self, table: Table) -> Self {
        self.tables.push(table);
        self
    }

    /// The same answer with a text of the store after its tables.
    #[must_use]
    pub fn with_prose(mut self, prose: impl Into<String>) -> Self {
        self.prose = Some(prose.into());
        self
    }

    /// The same answer with what is judged.
    #[must_use]
    pub fn with_suites(mut self, suites: Vec<Suite>) -> Self {
        self.suites = Some(suites);
        self
    }

    /// The same answer with what is wrong and where.
    #[must_use]
    pub fn with_alerts(mut self, alerts: Alerts) -> Self {
        self.alerts = Some(alerts);
        self
    }

    /// The same answer with what is measured.
    #[must_use]
    pub fn with_gauges(mut self, gauges: Vec<Gauge>) -> Self {
        self.gauges = Some(gauges);
        self
    }

    /// `check` of `bitacora/check/1`, `report backlog` of
    /// `bitacora/report/backlog/1`.
    pub(super) fn name(&self) -> String {
        let name = self.schema.trim_start_matches("bitacora/");
        let name = name.rsplit_once('/').map_or(name, |(name, _)| name);
        name.replace('/', " ")
    }

    fn from_data(schema: &'static str, data: Data) -> Self {
        Self {
            schema,
            data,
            tables: Vec::new(),
            prose: None,
            sheet: None,
            suites: None,
            alerts: None,
            gauges: None,
            beside: Beside::default(),
        }
    }
}
