//! What a command answers, whatever it is written as.

use std::fmt;

use serde::Serialize;
use serde_json::Value;

use super::alerts::Alerts;
use super::document::{Document, List};
use super::junit::Suite;
use super::metrics::Gauge;
use super::table::Table;
use crate::core::remark::Beside;

/// A form of an answer, which is made when it is written.
type Form<'a, T> = Box<dyn Fn() -> T + 'a>;

/// What a command has to say on stdout. Each form is made where it is asked for.
pub struct Answer<'a> {
    /// The name and version of the document: `bitacora/list/1`.
    pub schema: &'static str,
    data: Form<'a, serde_json::Result<Data>>,
    tables: Form<'a, Vec<Table>>,
    /// A text of the store, shown after the tables as it stands (made
    /// harmless); CSV leaves it out.
    pub prose: Option<String>,
    sheet: Option<Form<'a, Table>>,
    suites: Option<Form<'a, Vec<Suite>>>,
    alerts: Option<Form<'a, Alerts>>,
    gauges: Option<Form<'a, Vec<Gauge>>>,
    /// What people are told beside it.
    pub beside: Beside,
}

impl fmt::Debug for Answer<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.debug_struct("Answer")
            .field("schema", &self.schema)
            .field("beside", &self.beside)
            .finish_non_exhaustive()
    }
}

/// The forms of an answer that will be written, for whoever would have to read
/// more for some of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(clippy::struct_excessive_bools)] // Any of them is wanted without the others.
pub struct Parts {
    /// What JSON is made from.
    pub data: bool,
    /// What spreadsheets read.
    pub sheet: bool,
    /// What CI systems read.
    pub verdicts: bool,
    /// The lines of files that are told with what is found.
    pub lines: bool,
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

impl<'a> Answer<'a> {
    /// An answer about one thing: a ticket, a report.
    pub fn one<T: Serialize>(document: &Document<T>, make: impl Fn() -> T + 'a) -> Self {
        Self::made(document.name(), move || {
            Ok(Data::One(serde_json::to_value(make())?))
        })
    }

    /// An answer that lists things.
    pub fn many<T: Serialize>(list: &List<T>, make: impl Fn() -> Vec<T> + 'a) -> Self {
        Self::listing(list, move || {
            let items = make();
            items.iter().map(serde_json::to_value).collect()
        })
    }

    /// The same of items that are JSON already.
    pub fn listing<T>(
        list: &List<T>,
        make: impl Fn() -> serde_json::Result<Vec<Value>> + 'a,
    ) -> Self {
        let (key, each) = (list.key(), list.each());
        Self::made(list.name(), move || {
            let items = make()?;
            Ok(Data::Many { key, each, items })
        })
    }

    pub(super) fn made(
        schema: &'static str,
        data: impl Fn() -> serde_json::Result<Data> + 'a,
    ) -> Self {
        Self {
            schema,
            data: Box::new(data),
            tables: Box::new(Vec::new),
            prose: None,
            sheet: None,
            suites: None,
            alerts: None,
            gauges: None,
            beside: Beside::default(),
        }
    }

    /// The same answer with a table for people and spreadsheets.
    #[must_use]
    pub fn with_table(self, table: impl Fn() -> Table + 'a) -> Self {
        self.with_tables(move || vec![table()])
    }

    /// The same answer with tables for people and spreadsheets.
    #[must_use]
    pub fn with_tables(mut self, tables: impl Fn() -> Vec<Table> + 'a) -> Self {
        self.tables = Box::new(tables);
        self
    }

    /// The same answer with a text of the store after its tables.
    #[must_use]
    pub fn with_prose(mut self, prose: impl Into<String>) -> Self {
        self.prose = Some(prose.into());
        self
    }

    /// The same answer with what CSV has instead of the tables: one table with
    /// a row for each thing that was counted.
    #[must_use]
    pub fn with_sheet(mut self, sheet: impl Fn() -> Table + 'a) -> Self {
        self.sheet = Some(Box::new(sheet));
        self
    }

    /// The same answer with what is judged, for [`super::Format::Junit`].
    #[must_use]
    pub fn with_suites(mut self, suites: impl Fn() -> Vec<Suite> + 'a) -> Self {
        self.suites = Some(Box::new(suites));
        self
    }

    /// The same answer with what is wrong and where, for
    /// [`super::Format::Sarif`] and annotations.
    #[must_use]
    pub fn with_alerts(mut self, alerts: impl Fn() -> Alerts + 'a) -> Self {
        self.alerts = Some(Box::new(alerts));
        self
    }

    /// The same answer with what is measured, for
    /// [`super::Format::Openmetrics`].
    #[must_use]
    pub fn with_gauges(mut self, gauges: impl Fn() -> Vec<Gauge> + 'a) -> Self {
        self.gauges = Some(Box::new(gauges));
        self
    }

    /// The same answer with that of another time: `previous` for programs, and
    /// for people what `beside` makes of both tables.
    #[must_use]
    pub(super) fn with_previous(
        self,
        before: Self,
        beside: impl Fn(Vec<Table>, &[Table]) -> Vec<Table> + 'a,
    ) -> Self {
        let (data, previous) = (self.data, before.data);
        let (tables, tables_before) = (self.tables, before.tables);
        let data = move || {
            let mut data = data()?;
            if let (Data::One(Value::Object(keys)), Data::One(previous)) = (&mut data, previous()?)
            {
                keys.insert("previous".to_owned(), previous);
            }
            Ok(data)
        };
        Self {
            data: Box::new(data),
            tables: Box::new(move || beside(tables(), &tables_before())),
            ..self
        }
    }

    /// For programs.
    ///
    /// # Errors
    ///
    /// When it cannot be JSON, which is a fault of its type.
    pub fn data(&self) -> serde_json::Result<Data> {
        (self.data)()
    }

    /// For people and spreadsheets.
    #[must_use]
    pub fn tables(&self) -> Vec<Table> {
        (self.tables)()
    }

    /// What CSV has instead of the tables.
    #[must_use]
    pub fn sheet(&self) -> Option<Table> {
        self.sheet.as_ref().map(|make| make())
    }

    /// What is judged.
    #[must_use]
    pub fn suites(&self) -> Option<Vec<Suite>> {
        self.suites.as_ref().map(|make| make())
    }

    /// What is wrong and where.
    #[must_use]
    pub fn alerts(&self) -> Option<Alerts> {
        self.alerts.as_ref().map(|make| make())
    }

    /// What is measured.
    #[must_use]
    pub fn gauges(&self) -> Option<Vec<Gauge>> {
        self.gauges.as_ref().map(|make| make())
    }

    /// `check` of `bitacora/check/1`, `report backlog` of
    /// `bitacora/report/backlog/1`.
    pub(super) fn name(&self) -> String {
        let name = self.schema.trim_start_matches("bitacora/");
        let name = name.rsplit_once('/').map_or(name, |(name, _)| name);
        name.replace('/', " ")
    }
}
