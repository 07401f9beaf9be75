//! Bringing in the tickets of another system.
//!
//! Everything is decided before the store is locked, on the HEAD of that
//! moment; if somebody commits meanwhile, it is decided again.

mod found;
mod making;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use anyhow::Context as _;

use crate::core::change::Roll;
use crate::core::contract::Contracts;
use crate::core::event::Detail;
use crate::core::fields::Source;
use crate::core::import::Skipped;
use crate::core::import::history::Importer;
use crate::core::import::layout::Layout;
use crate::core::import::mapping::Mapping;
use crate::core::import::steps::{Numbered, opened};
use crate::core::layout;
use crate::core::parallel::in_parallel;
use crate::core::stamp::Stamp;
use crate::core::told::Usage;
use crate::store::foreign::{self, Record, RowStart, Table};
use crate::store::git::{FileChange, GitError, Oid, Plan};
use crate::store::ordinary::{self, Unread};

use super::{Pen, WriteError};
use crate::desk::books::{Notice, Work as LongWork};
use found::Known;
pub(in crate::desk) use making::TEAMS;
use making::{Done, Unlisted, Work, Written, finish, note_unlisted};

/// How many tickets are made at a time: enough for all cores, few enough to
/// hold in memory with their rows.
const BATCH: usize = 512;

/// How often somebody may commit while an import is being decided.
const ATTEMPTS: u32 = 5;

/// Mappings that come with the program, by name.
const SHIPPED: [(&str, &str); 1] = [(
    "servicenow",
    include_str!("../../../mappings/servicenow.yaml"),
)];

/// What is to be imported.
#[derive(Debug)]
pub struct Order {
    /// The table; `-` is standard input.
    pub file: PathBuf,
    /// The mapping's file, or the name of one that comes with the program.
    pub mapping: PathBuf,
    /// Whether rows that cannot be taken are left out. `None`: unless nothing of
    /// this system is there yet, since a first import of half a file is likely
    /// one under a wrong mapping.
    pub partial: Option<bool>,
}

/// What an import came to.
#[derive(Debug, Default)]
pub struct Imported {
    /// The commit; `None` when nothing was new, and in a dry run.
    pub commit: Option<Oid>,
    /// The foreign system.
    pub system: String,
    /// Tickets that were not there before.
    pub made: usize,
    /// Tickets that got more events.
    pub extended: usize,
    /// Tickets whose rows say nothing new.
    pub unchanged: usize,
    /// New events.
    pub events: usize,
    /// Rows of the file.
    pub rows: usize,
    /// Rows that could not be taken.
    pub skipped: Vec<Skipped>,
    /// Rows that were taken, and say what cannot be.
    pub doubts: Vec<Skipped>,
    /// Values that a list of the configuration lacks, by list.
    pub unlisted: Unlisted,
    /// Whether nothing is written because of rows that could not be taken.
    pub is_refused: bool,
}

/// The rows of a ticket in the file.
struct Group {
    id: String,
    rows: Vec<RowStart>,
}

/// Everything decided on one HEAD.
struct Decided {
    head: Option<Oid>,
    files: Vec<FileChange>,
    roll: Roll,
    imported: Imported,
}

/// A mapping by its file, or by the name under which it comes along.
fn mapping(path: &Path) -> anyhow::Result<Mapping> {
    let name = path.display().to_string();
    if let Some((_, text)) = SHIPPED.iter().find(|(known, _)| *known == name) {
        return Ok(foreign::mapping(&name, text.as_bytes())?);
    }
    let bytes = match ordinary::read_named(path, layout::MOST_NAMED) {
        Ok(bytes) => bytes,
        Err(Unread::Io(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            let names: Vec<&str> = SHIPPED.iter().map(|(name, _)| *name).collect();
            let hint = format!(
                "--mapping FILE, or the name of one that comes along: {}",
                crate::core::words::listed(&names, "or")
            );
            return Err(Usage::new(format!("there is no mapping {name}"), hint).into());
        }
        Err(unread) => return Err(unread.of(&name).into()),
    };
    Ok(foreign::mapping(&name, &bytes)?)
}

impl Pen<'_> {
    /// Imports a table as one commit; what was imported before stays as it is.
    ///
    /// # Errors
    /// A mapping or header that is wrong, a bad row when the order is strict,
    /// and what writing may refuse.
    pub fn import(&self, order: &Order) -> anyhow::Result<Imported> {
        let stamp = self.stamp()?;
        let mut mapping = mapping(&order.mapping)?;
        mapping.place_groups(self.books.policy.teams());
        for doubt in mapping.doubts() {
            self.books.notice(Notice::Remark {
                text: format!("{}: {doubt}", order.mapping.display()),
                code: None,
            });
        }
        let mut table = Table::open(&order.file, &mapping)?;
        let header = table.header().to_vec();
        let layout = Layout::new(&mapping, &header, self.books.policy.timezone)
            .map_err(|reason| table.header_fault(reason))?;
        let mut import = Import {
            pen: self,
            mapping: &mapping,
            importer: Importer {
                layout: &layout,
                rows: mapping.rows,
                policy: &self.books.policy,
                recorded: stamp.recorded,
            },
            contracts: self.books.contracts()?,
            table: &mut table,
        };
        for _ in 0..ATTEMPTS {
            let decided = import.decide()?;
            let is_partial = order
                .partial
                .unwrap_or(decided.imported.extended + decided.imported.unchanged > 0);
            if !is_partial && !decided.imported.skipped.is_empty() {
                return Ok(Imported {
                    is_refused: true,
                    made: 0,
                    extended: 0,
                    events: 0,
                    ..decided.imported
                });
            }
            if let Some(imported) = self.write_import(decided, &stamp)? {
                return Ok(imported);
            }
        }
        Err(GitError::Contended { attempts: ATTEMPTS }.into())
    }

    /// Writes what was decided; `None` when HEAD has moved since.
    fn write_import(&self, decided: Decided, stamp: &Stamp) -> anyhow::Result<Option<Imported>> {
        let Decided {
            head,
            files,
            roll,
            imported,
        } = decided;
        let progress = self.books.gauge(LongWork::Writing, files.len());
        let summary = format!("import from {}", imported.system);
        let offset = stamp.recorded.offset().local_minus_utc() / 60;
        let is_nothing = files.is_empty();
        let mut plan = Some(Plan {
            files,
            message: roll.message(&self.books.policy.commit.subject, &summary),
            author: self.author(&stamp.by)?,
            time: (stamp.recorded.timestamp(), offset),
        });
        let written = self
            .books
            .store
            .repository()
            .transact(&self.write_options(), |view| {
                // Asked again, the plan is gone: somebody was quicker.
                let plan = plan.take().filter(|_| view.commit() == head);
                let is_current = plan.is_some();
                Ok((plan.filter(|_| !is_nothing), is_current))
            });
        drop(progress);
        self.notice_what_was_met();
        let (commit, is_current) = written.map_err(|error: WriteError| error.0)?;
        Ok(is_current.then_some(Imported { commit, ..imported }))
    }
}

/// One import under way.
struct Import<'a> {
    pen: &'a Pen<'a>,
    mapping: &'a Mapping,
    importer: Importer<'a>,
    contracts: Contracts,
    table: &'a mut Table,
}

impl Import<'_> {
    fn decide(&mut self) -> anyhow::Result<Decided> {
        let view = self.pen.books.store.repository().view()?;
        let mut decided = Decided {
            head: view.commit(),
            files: Vec::new(),
            roll: Roll::default(),
            imported: Imported {
                system: self.mapping.system.clone(),
                ..Imported::default()
            },
        };
        let groups = self.groups(&mut decided.imported)?;
        let mut known = Known::of(self.pen.books, &view)?;
        let progress = self.pen.books.gauge(LongWork::Rows, decided.imported.rows);
        for batch in groups.chunks(BATCH) {
            let mut works = Vec::with_capacity(batch.len());
            for group in batch {
                works.extend(self.work(group, &mut known, &mut decided.imported)?);
                progress.advance(group.rows.len());
            }
            let importer = &self.importer;
            let done = in_parallel(&works, |work| finish(importer, work));
            for (work, done) in works.iter().zip(done) {
                self.keep(work, done, &mut decided);
            }
        }
        decided.imported.skipped.sort_by_key(|row| row.line);
        Ok(decided)
    }

    /// Where each ticket's rows are, the tickets in the order of the file.
    fn groups(&mut self, imported: &mut Imported) -> anyhow::Result<Vec<Group>> {
        self.table.restart()?;
        let mut groups: Vec<Group> = Vec::new();
        let mut by_id: HashMap<String, usize> = HashMap::new();
        let mut record = self.table.record();
        while let Some(place) = self.table.next(&mut record)? {
            imported.rows += 1;
            if record.is_malformed {
                let reason = foreign::MALFORMED;
                skip(imported, place, None, reason.to_owned());
                continue;
            }
            match self.importer.layout.id(&record) {
                Ok(id) => {
                    let index = *by_id.entry(id).or_insert_with_key(|id| {
                        groups.push(Group {
                            id: id.clone(),
                            rows: Vec::new(),
                        });
                        groups.len() - 1
                    });
                    groups[index].rows.push(place);
                }
                Err(reason) => skip(imported, place, None, reason),
            }
        }
        Ok(groups)
    }

    /// Reads a ticket's rows and finds the ticket; `None` when it is skipped,
    /// because without its first row a history would begin wrongly, and could
    /// not be mended by importing the mended file.
    fn work(
        &mut self,
        group: &Group,
        known: &mut Known<'_>,
        imported: &mut Imported,
    ) -> anyhow::Result<Option<Work>> {
        let mut record: Record = self.table.record();
        let mut rows = Vec::with_capacity(group.rows.len());
        for (number, place) in group.rows.iter().enumerate() {
            self.table
                .read(*place, &mut record)
                .with_context(|| format!("read {}", self.table.name()))?;
            match self.importer.layout.row(&record) {
                Ok(row) => {
                    let group = row.group.as_deref();
                    let stranger = group.filter(|group| self.mapping.is_no_team(group));
                    if let Some(group) = stranger {
                        let groups = imported.unlisted.entry(TEAMS).or_default();
                        groups.insert(group.to_owned());
                    }
                    rows.push(Numbered { number, row });
                }
                Err(reason) => {
                    skip(imported, *place, Some(&group.id), reason);
                    if number == 0 {
                        skip_rest(group, imported);
                        return Ok(None);
                    }
                }
            }
        }
        let source = Source {
            system: self.mapping.system.clone(),
            id: group.id.clone(),
        };
        let onto = match opened(&rows, self.mapping.rows) {
            None => Err("it has no date".to_owned()),
            Some(opened) => known.place(&source, opened.date_naive())?,
        };
        match onto {
            Ok(onto) => Ok(Some(Work {
                source,
                places: group.rows.clone(),
                rows,
                onto,
            })),
            Err(reason) => {
                skip(imported, group.rows[0], Some(&group.id), reason);
                skip_rest(group, imported);
                Ok(None)
            }
        }
    }

    fn keep(&self, work: &Work, done: Done, decided: &mut Decided) {
        let imported = &mut decided.imported;
        let is_refused = done.written.is_none() && !done.misfits.is_empty();
        for (number, reason) in done.misfits {
            let place = work.places[number];
            skip(imported, place, Some(&work.source.id), reason);
        }
        let Some(written) = done.written else {
            imported.unchanged += usize::from(!is_refused);
            return;
        };
        let Written {
            is_new,
            ticket,
            before,
            file,
        } = written;
        imported.made += usize::from(is_new);
        imported.extended += usize::from(!is_new);
        let new = ticket.timeline.get(before..).unwrap_or_default();
        imported.events += new.len();
        let stated = new.iter().filter_map(|event| event.detail(&Detail::Stated));
        let line = work.places.last().map_or(0, |place| place.line);
        imported.doubts.extend(stated.map(|stated| Skipped {
            line,
            id: Some(work.source.id.clone()),
            reason: format!(
                "{stated} lies before its opening, which counts instead; `stated` keeps the date"
            ),
        }));
        note_unlisted(
            &ticket.fields,
            (&self.pen.books.policy, &self.contracts),
            &mut imported.unlisted,
        );
        decided.roll.add(&ticket.id, new);
        decided.files.push(file);
    }
}

/// The rows of a ticket after its first, when that is not taken.
fn skip_rest(group: &Group, imported: &mut Imported) {
    for place in group.rows.iter().skip(1) {
        let reason = format!(
            "the first row of its ticket is on line {}",
            group.rows[0].line
        );
        let reason = format!("{reason}, and is not taken");
        skip(imported, *place, Some(&group.id), reason);
    }
}

fn skip(imported: &mut Imported, place: RowStart, id: Option<&str>, reason: String) {
    imported.skipped.push(Skipped {
        line: place.line,
        id: id.map(str::to_owned),
        reason,
    });
}

#[cfg(test)]
mod tests;
